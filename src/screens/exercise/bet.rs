//! Ten chips over what may happen. Enter commits; then the lab shows what does, and the price.

mod words;

use super::moment::Moment;
use super::rows::{Click, Row, hanging, mark, paragraph, sentence, verdict};
use super::{Exercise, Facts, Hints, Pressed, Sight};
use crate::event::{Key, KeyCode};
use crate::lesson::judge::{self, CHIPS};
use crate::lesson::model::{Bet, Inline, Outcome, Spot};
use crate::progress::{Answer, Answered};
use crate::ui::text::{Columns, runs};
use ratatui::text::Span;

/// Columns of the chips with their ends and their number: `− ●●●○○○○○○○ +  3`.
const BAR: u16 = CHIPS as u16 + 8;

/// Why no bet costs infinity: said with the first price.
const HALF_A_CHIP: &str = "Every option counts half a chip more than you put there, so that \
    nothing is ever said to be impossible.";

/// How far a bet has come.
#[derive(Debug, Clone)]
pub struct Staked {
    bet: Bet,
    chips: Vec<u32>,
    /// The key before was this digit, on this option: another one may go on with it.
    digit: Option<(usize, u32)>,
    committed: bool,
    /// It was committed since the program began.
    here: bool,
    /// It is the learner's first: the price is explained.
    first: bool,
    /// Why it cannot be settled yet.
    unsettled: Option<String>,
    settled: Option<Settled>,
}

#[derive(Debug, Clone)]
struct Settled {
    happened: usize,
    /// Why, once that was seen.
    reply: Option<Moment>,
}

impl Settled {
    /// Why it happened.
    fn why(&self, bet: &Bet) -> Option<Vec<Inline>> {
        match &self.reply {
            Some(reply) => Some(reply.words("When it happened")),
            None => bet.why(self.happened).and_then(judge::timeless),
        }
    }
}

impl Staked {
    /// A bet as it was left: settled, or to be made.
    pub fn new(bet: &Bet, before: Option<&Answered>, novice: bool) -> Self {
        let blank = Self {
            bet: bet.clone(),
            chips: vec![0; bet.options.len()],
            digit: None,
            committed: false,
            here: false,
            first: novice,
            unsettled: None,
            settled: None,
        };
        let Some(answered) = before else {
            return blank;
        };
        let Answer::Bet { chips, happened } = &answered.first else {
            return blank;
        };
        // The lesson may have changed since: then the bet can be made anew, and the first counts.
        match bet.options.get(*happened) {
            Some(_) if judge::adds_up(chips, bet.options.len()) => Self {
                chips: chips.clone(),
                committed: true,
                settled: Some(Settled {
                    happened: *happened,
                    reply: (bet.why(*happened)).and_then(|why| Moment::past(why, &answered.said)),
                }),
                ..blank
            },
            _ => blank,
        }
    }

    fn left(&self) -> u32 {
        CHIPS.saturating_sub(self.chips.iter().sum())
    }

    /// Places the chips of all options at once, as the line `bet 5 3 2` does.
    pub fn place(&mut self, chips: &[u32]) -> Pressed {
        let sum: u64 = chips.iter().map(|&chips| u64::from(chips)).sum();
        if self.committed {
            return Pressed::Said("this bet was made already: the first one counts".into());
        }
        if chips.len() != self.chips.len() || sum != u64::from(CHIPS) {
            let options = self.chips.len();
            return Pressed::Said(format!(
                "a bet here is {options} numbers that add up to {CHIPS}, one for each option"
            ));
        }
        self.chips = chips.to_vec();
        (self.committed, self.here) = (true, true);
        Pressed::Committed(
            self.bet
                .reveal
                .iter()
                .map(|line| line.value.clone())
                .collect(),
        )
    }

    fn commit(&mut self) -> Pressed {
        match self.left() {
            0 => {
                let chips = self.chips.clone();
                self.place(&chips)
            }
            10 => Pressed::Said("place your ten chips first: + puts one here".into()),
            left => {
                let of = self.bet.options.len();
                let are = if left == 1 { "is" } else { "are" };
                Pressed::Said(format!(
                    "{left} of ten chips {are} left for the {of} options"
                ))
            }
        }
    }

    fn settle(&mut self, facts: &dyn Facts) -> Option<Answer> {
        match judge::happened(&self.bet, facts) {
            Ok(happened) => {
                self.settled = Some(Settled {
                    happened,
                    reply: self
                        .bet
                        .why(happened)
                        .map(|reply| Moment::new(reply, facts)),
                });
                Some(Answer::Bet {
                    chips: self.chips.clone(),
                    happened,
                })
            }
            Err(why) => {
                self.unsettled = Some(why.to_string());
                None
            }
        }
    }

    /// One option: its words, then `− ●●●○○○○○○○ +  3`.
    fn option(&self, field: usize, outcome: &Outcome, text: u16, sight: Sight) -> Vec<Row> {
        let Sight {
            focus, width, look, ..
        } = sight;
        let focused = focus == Some(field) && !self.committed;
        let happened = self.settled.as_ref().map(|s| s.happened == field);
        let style = match (focused, happened) {
            (true, _) => look.theme.accent,
            (_, Some(false)) => look.theme.dim,
            _ => look.theme.text,
        };
        let lead = match happened {
            Some(true) => verdict(true, look),
            _ => mark(focused, look),
        };
        let words = runs(&outcome.text, style, look);
        let mut rows = hanging(vec![lead], &words, text + 2, Some(field), None);
        let placed = self.chips.get(field).copied().unwrap_or(0).min(CHIPS);
        let Some(first) = rows.first_mut().filter(|_| width > BAR) else {
            return rows;
        };
        let pad = usize::from(text + 4).saturating_sub(first.line.columns());
        let bar = format!(
            "{}{}",
            look.pick("●", "o").repeat(placed as usize),
            look.pick("·", ".").repeat((CHIPS - placed) as usize)
        );
        let at = text + 4;
        let ends = if self.committed {
            [" ", " "]
        } else {
            [look.pick("−", "-"), "+"]
        };
        let spans = &mut first.line.spans;
        spans.push(Span::raw(" ".repeat(pad)));
        spans.push(Span::styled(format!("{} ", ends[0]), style));
        spans.push(Span::styled(bar, style));
        spans.push(Span::styled(format!(" {} {placed:>3}", ends[1]), style));
        let said = "  it happened";
        if happened == Some(true) && width >= text + BAR + 4 + said.len() as u16 {
            spans.push(Span::styled(said, look.theme.good));
        }
        if !self.committed {
            first.zones = zones(at);
        }
        rows
    }

    /// What is said between the bet and what happens.
    fn suspense(&self) -> String {
        match &self.unsettled {
            Some(why) => format!("Your chips are down. It is not known yet: {why}."),
            None => "Your chips are down. Now it happens.".to_string(),
        }
    }

    /// What the bet gave to what happened, beside an even spread, and whether that was as much. In
    /// percent: a bet comes long before logarithms do.
    fn price(&self, settled: &Settled, options: usize) -> (String, bool) {
        let chips = self.chips.get(settled.happened).copied().unwrap_or(0);
        let saved = judge::price(chips, options) <= judge::even(options);
        let given = 100.0 * judge::probability(chips, options);
        let even = 100.0 / options.max(1) as f64;
        let said = format!("You gave it {given:.0}%, an even spread would have given {even:.0}%.");
        (said, saved)
    }

    /// Why it happened, and the price.
    fn bill(&self, settled: &Settled, sight: Sight, shown: Hints) -> Vec<Row> {
        let Sight { width, look, .. } = sight;
        let why = settled
            .why(&self.bet)
            .map(|why| paragraph(&why, look.theme.text, 2, width, look));
        let why = why.unwrap_or_default();
        if shown == Hints::Bare {
            return why;
        }
        let (said, saved) = self.price(settled, self.bet.options.len());
        let style = if saved {
            look.theme.good
        } else {
            look.theme.bad
        };
        let mut rows = why;
        let lost = self.bet.lost(&self.chips, settled.happened);
        if let Some(lost) = lost.filter(|_| shown != Hints::Alone) {
            rows.extend(paragraph(lost, look.theme.text, 2, width, look));
        }
        rows.extend(sentence(&said, style, 2, width, look));
        if self.first && shown != Hints::Alone {
            rows.extend(sentence(HALF_A_CHIP, look.theme.dim, 2, width, look));
        }
        rows
    }
}

impl Exercise for Staked {
    /// Whether it is known what happened.
    fn is_settled(&self) -> bool {
        self.settled.is_some()
    }

    /// Whether a change of the lab may change it: it was made, and what happens is not known yet, or
    /// is said in numbers that follow the lab.
    fn waits(&self) -> bool {
        match &self.settled {
            Some(settled) => settled.reply.as_ref().is_some_and(Moment::lives),
            None => self.committed,
        }
    }

    /// An option a field.
    fn fields(&self) -> usize {
        if self.committed {
            0
        } else {
            self.bet.options.len()
        }
    }

    /// + and - move one chip, > and < all there are, digits set them, as 10 does; Enter commits.
    fn press(&mut self, field: usize, key: Key, _: &dyn Facts) -> Pressed {
        let Some(&here) = self.chips.get(field).filter(|_| !self.committed) else {
            return Pressed::Ignored;
        };
        let before = self.digit.take().filter(|(on, _)| *on == field);
        let wanted = match key.code {
            KeyCode::Char('+' | '=' | '.') => here + 1,
            KeyCode::Char('-' | ',') => here.saturating_sub(1),
            KeyCode::Char('>') => here + self.left(),
            KeyCode::Char('<') => 0,
            KeyCode::Char(digit) => match digit.to_digit(10) {
                Some(digit) => {
                    self.digit = Some((field, digit));
                    let both = before.map(|(_, tens)| 10 * tens + digit);
                    both.filter(|both| *both <= CHIPS).unwrap_or(digit)
                }
                None => return Pressed::Ignored,
            },
            KeyCode::Enter => return self.commit(),
            _ => return Pressed::Ignored,
        };
        let most = here + self.left();
        self.chips[field] = wanted.min(most);
        match wanted > most {
            true if self.left() == 0 && most == here => {
                Pressed::Said("all ten chips are placed: - takes one back".into())
            }
            _ => Pressed::Taken,
        }
    }

    /// Looks what happened. Why it did is of that moment, whatever the lab does afterwards.
    fn judge(&mut self, facts: &dyn Facts, still: bool) -> Option<Answer> {
        match &mut self.settled {
            Some(Settled {
                happened,
                reply: Some(reply),
            }) => {
                reply.stay(self.bet.why(*happened)?, facts);
                None
            }
            None if self.committed && still => self.settle(facts),
            _ => None,
        }
    }

    /// The key that brings it on: chips, then the commitment.
    fn next_key(&self, _: bool) -> Option<&'static str> {
        let placed = if self.left() == 0 { "Enter" } else { "+-" };
        (!self.committed).then_some(placed)
    }

    /// The keys it takes.
    fn offers(&self, _: bool) -> Vec<(&'static str, &'static str, Key)> {
        // Always in this order: a mouse that puts chips must not find itself on the commitment.
        vec![
            ("+-", "chips", Key::char('+')),
            ("Enter", "commit", Key::new(KeyCode::Enter)),
        ]
    }

    /// The question, the options with their chips, and what it cost. Where rows are scarce, those of
    /// the options go that neither happened nor were thought likely, then those that were and why a
    /// price is finite; at last all but what happened and why.
    fn rows(&self, sight: Sight, shown: Hints) -> Vec<Row> {
        let Sight { width, look, .. } = sight;
        let bare = shown == Hints::Bare;
        let mut rows = match bare && self.is_settled() {
            true => Vec::new(),
            false => paragraph(&self.bet.ask, look.theme.strong, 0, width, look),
        };
        let options = self.bet.options.iter().map(|outcome| words(outcome, sight));
        let widest = options.map(|line| line.columns() as u16).max().unwrap_or(0);
        let text = widest.min(width.saturating_sub(BAR + 4)).max(8);
        let counts = |field: usize| match &self.settled {
            Some(settled) if bare || shown == Hints::Alone => settled.happened == field,
            Some(settled) if shown != Hints::All => {
                settled.happened == field || self.chips.get(field).is_some_and(|&chips| chips > 0)
            }
            _ => true,
        };
        let options = self.bet.options.iter().enumerate();
        for (field, outcome) in options.filter(|(field, _)| counts(*field)) {
            rows.extend(self.option(field, outcome, text, sight));
        }
        match &self.settled {
            Some(settled) => rows.extend(self.bill(settled, sight, shown)),
            None if self.committed => {
                rows.extend(sentence(&self.suspense(), look.theme.dim, 2, width, look));
            }
            None => {
                let how = match self.left() {
                    0 => "All ten are placed. Enter commits, and you see what happens.".to_string(),
                    1 => "1 chip left.".to_string(),
                    left => format!("{left} chips left. {}", worth(self.bet.options.len())),
                };
                rows.extend(sentence(&how, look.theme.dim, 2, width, look));
            }
        }
        rows
    }

    fn is_open(&self) -> bool {
        self.is_open_bet()
    }

    fn is_open_bet(&self) -> bool {
        !self.is_settled() && !self.here
    }

    fn is_pending(&self) -> bool {
        self.committed && !self.is_settled()
    }

    fn locks(&self) -> &[Spot<String>] {
        match self.is_open_bet() {
            true => &self.bet.lock,
            false => &[],
        }
    }
}

/// What chips say, in the percent that a bet is told in afterwards.
fn worth(options: usize) -> String {
    let percent = |chips| 100.0 * judge::probability(chips, options);
    let (none, each) = (percent(0), percent(1) - percent(0));
    format!("Each counts {each:.0}%, an option without any {none:.0}%.")
}

fn words(outcome: &Outcome, sight: Sight) -> ratatui::text::Line<'static> {
    let text = runs(&outcome.text, sight.look.theme.text, sight.look);
    let lines = crate::ui::text::wrap(&text, usize::MAX);
    lines.into_iter().next().unwrap_or_default()
}

/// A click on an end moves a chip, one on the bar sets them.
fn zones(at: u16) -> Vec<(std::ops::Range<u16>, Click)> {
    let bar = at + 2;
    let mut zones = vec![(at.saturating_sub(1)..at + 2, Click::Key(Key::char('-')))];
    for chip in 1..CHIPS as u16 {
        let digit = char::from_digit(u32::from(chip), 10).unwrap_or('1');
        zones.push((bar + chip - 1..bar + chip, Click::Key(Key::char(digit))));
    }
    let last = bar + CHIPS as u16 - 1;
    zones.push((last..last + 1, Click::Key(Key::char('>'))));
    zones.push((last + 1..last + 4, Click::Key(Key::char('+'))));
    zones
}
