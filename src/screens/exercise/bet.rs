//! Ten chips over what may happen. Enter commits; then the lab shows what does, and the price.

mod drawn;
mod outcomes;
mod words;

use super::moment::Moment;
use super::outcomes::boxed;
use super::rows::Row;
use super::{Exercise, Facts, Hints, Pressed, Sight};
use crate::event::Key;
use crate::expr::{Fault, Value};
use crate::lesson::judge::{self, CHIPS, Unsettled, placeholders};
use crate::lesson::model::{Bet, Inline, Spot};
use crate::progress::{Answer, Answered};
use crate::screens::intents::{Intent, Offer, Place, offer, on, on_step};

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
    /// The sentence that says why, from the moment the learner has seen what happened.
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
            // What the reply tells may take longer than what decides.
            Ok(happened) if !self.can_say(happened, facts) => {
                self.unsettled = Some(not_yet(&Unsettled::Nothing, facts));
                None
            }
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
                self.unsettled = Some(not_yet(&why, facts));
                None
            }
        }
    }

    /// Whether all numbers of the reply are known.
    fn can_say(&self, happened: usize, facts: &dyn Facts) -> bool {
        let names = self.bet.why(happened).map(placeholders).unwrap_or_default();
        let unknown = |name: &String| match facts.name(name) {
            Some(Value::Number(number)) => number.is_nan(),
            Some(_) => false,
            None => true,
        };
        !names.iter().any(unknown)
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
}

impl Exercise for Staked {
    fn outcomes(&self, _: bool) -> Vec<Box<dyn Exercise>> {
        boxed(self.all_outcomes())
    }

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
        let wanted = match (on(Place::Bet, key), on_step(key), key.digit()) {
            (Some(Intent::Commit), ..) => return self.commit(),
            (_, Some(Intent::More), _) => here + 1,
            (_, Some(Intent::Less), _) => here.saturating_sub(1),
            (_, Some(Intent::MuchMore), _) => here + self.left(),
            (_, Some(Intent::MuchLess), _) => 0,
            (.., Some(digit)) => {
                let digit = digit as u32;
                self.digit = Some((field, digit));
                let both = before.map(|(_, tens)| 10 * tens + digit);
                both.filter(|both| *both <= CHIPS).unwrap_or(digit)
            }
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

    /// The key of its next step: chips, then the commitment.
    fn next_key(&self, _: bool) -> Option<&'static str> {
        let placed = if self.left() == 0 { "Enter" } else { "+-" };
        (!self.committed).then_some(placed)
    }

    /// The keys it takes.
    fn offers(&self, _: bool) -> Vec<Offer> {
        // Always in this order: a mouse that puts chips must not find itself on the commitment.
        let offers = [Intent::PlaceChips, Intent::Commit].map(|it| offer(Place::Bet, it));
        offers.into_iter().flatten().collect()
    }

    fn rows(&self, sight: Sight, shown: Hints) -> Vec<Row> {
        self.drawn(sight, shown)
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

/// What a lab calls that which it still works out, and what it says where that is nothing.
const PENDING: &str = "pending";
const NOTHING: &str = "nothing";

/// Why nobody can say yet what happened: in the words of the lab, where it has some. What a lab does not
/// tell yet is no mistake of the learner's, and the names of its facts are not for them.
fn not_yet(why: &Unsettled, facts: &dyn Facts) -> String {
    let is_to_come = match why {
        Unsettled::Nothing => true,
        Unsettled::When { error, .. } => matches!(error.fault, Fault::Name { .. }),
        Unsettled::Several(..) => false,
    };
    match is_to_come {
        true => facts
            .said(PENDING)
            .filter(|pending| pending != NOTHING)
            .unwrap_or_else(|| "it is still being worked out".to_owned()),
        false => why.to_string(),
    }
}

/// What chips say, in the percent that a bet is told in afterwards.
fn worth(options: usize) -> String {
    let percent = |chips| 100.0 * judge::probability(chips, options);
    let (none, all) = (percent(0), percent(CHIPS));
    format!("All ten on one: {all:.0}% sure of it; none: {none:.0}%.")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::labs::Fact;
    use crate::lesson::judge::Counters;
    use crate::lesson::model::Block;
    use crate::lesson::parse::parse;
    use crate::screens::facts::LabFacts;

    #[test]
    fn a_bet_that_cannot_be_judged_yet_says_so_in_the_words_of_its_lab_and_in_no_names_of_facts() {
        let name = Fault::Name {
            name: "cnn_diagonal_2".to_owned(),
            known: vec!["dense_parameters".to_owned()],
        };
        let error = crate::expr::ExprError { at: 0, fault: name };
        let silent = LabFacts::of(None, Counters::default());
        let counts = Fact::text("pending", "300 of 2,000 are read", String::new());
        let counting = LabFacts::from(vec![counts]);
        for why in [Unsettled::Nothing, Unsettled::When { option: 0, error }] {
            assert_eq!(not_yet(&why, &silent), "it is still being worked out");
            assert_eq!(not_yet(&why, &counting), "300 of 2,000 are read");
        }
        // Two that have happened are a mistake of the lesson's, and are named.
        let both = Unsettled::Several(0, 1);
        assert_eq!(not_yet(&both, &counting), both.to_string());
    }

    #[test]
    fn a_bet_waits_for_every_number_that_its_reply_tells() {
        let text = "+++\nid = \"a\"\ntitle = \"A\"\nsummary = \"S.\"\nminutes = 5\n+++\n## One {#one}\n```bet\n\
                    id = \"first\"\nask = \"Which?\"\n[[option]]\ntext = \"this\"\nwhen = \"own > 0\"\n\
                    reply = \"{own}, the other one {other}.\"\n[[option]]\ntext = \"that\"\n\
                    when = \"own <= 0\"\n```\n";
        let parsed = parse("01-a.md", 1, text);
        let lesson = parsed.lesson.expect("it is one");
        let found = lesson.steps[0].blocks.iter().find_map(|block| match block {
            Block::Bet(bet) => Some(bet),
            _ => None,
        });
        let mut bet = Staked::new(found.expect("it has a bet"), None, false);
        let facts = |other| {
            let own = Fact::number("own", 0.65, "", String::new());
            LabFacts::from(vec![own, Fact::number("other", other, "", String::new())])
        };
        bet.place(&[10, 0]);
        assert_eq!(bet.judge(&facts(f64::NAN), true), None);
        assert!(bet.is_pending() && bet.suspense().contains("not known yet"));
        assert!(bet.judge(&facts(0.36), true).is_some());
        let said = bet
            .settled
            .as_ref()
            .and_then(|settled| settled.why(&bet.bet));
        let said = format!("{:?}", said.expect("it has a reply"));
        assert!(said.contains("0.65") && said.contains("0.36"), "{said}");
    }
}
