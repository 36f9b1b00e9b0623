//! What the terminal was asked, what it has told, and what follows from it.
//!
//! An answer counts whenever it comes. Only the first ones are gathered, until the last of them is
//! here or patience ends, so that nobody sees a screen change three times.

use std::time::{Duration, Instant};

use super::Answers;
use crate::event::Abilities;

/// How long the first frame waits, so that it need not be drawn twice.
const HOLD: Duration = Duration::from_millis(25);

/// A terminal that answers within this is at hand: no network lies between, and no browser.
const AT_HAND: Duration = Duration::from_millis(2);

/// The same for one that reads in turns with its frames, 60 a second or fewer.
const AT_HAND_IN_TURNS: Duration = Duration::from_millis(25);

/// How often a terminal is asked whether anybody is there, while something is trained for them.
const CALL: Duration = Duration::from_secs(30);

/// How often a terminal is asked for its distance: while it opens its window it is slow.
const TRIPS: u8 = 5;

/// An answer that is longer on its way is no longer waited for at the end: it may never come.
const OWED: Duration = Duration::from_millis(1500);

/// What a terminal can show that has answered this.
pub type Judge = Box<dyn Fn(&Answers) -> Abilities>;

/// The questions to a terminal.
pub(super) struct Asking {
    told: Answers,
    judge: Judge,
    judged: Abilities,
    /// Something was told that nobody has judged yet.
    fresh: bool,
    patience: Duration,
    asked: Instant,
    /// Until when answers are gathered.
    until: Option<Instant>,
    hold: Instant,
    trips: u8,
    at_hand: bool,
    /// It has answered a question to the end before.
    answers: bool,
    /// How many answers are still on their way.
    owed: u32,
    /// An answer came that nobody had asked for.
    replayed: bool,
}

impl Asking {
    /// The question goes out now; its answers are gathered for this long.
    pub(super) fn new(now: Instant, patience: Duration, judge: Judge) -> Self {
        Self {
            told: Answers::default(),
            judged: judge(&Answers::default()),
            judge,
            fresh: false,
            patience,
            asked: now,
            until: Some(now + patience),
            hold: now + HOLD,
            trips: 1,
            at_hand: false,
            answers: false,
            owed: 1,
            replayed: false,
        }
    }

    /// The whole question goes out once more.
    pub(super) fn anew(&mut self, now: Instant) {
        self.told.columns = None;
        self.again(now);
    }

    fn again(&mut self, now: Instant) {
        self.told.complete = false;
        self.owed += 1;
        self.asked = now;
        self.until = Some(now + self.patience);
    }

    /// This was told at that time.
    pub(super) fn hear(&mut self, heard: Answers, at: Instant) {
        self.told.merge(heard);
        self.fresh = true;
        if heard.complete {
            self.until = None;
            self.answers = true;
            self.replayed |= self.owed == 0;
            self.owed = self.owed.saturating_sub(1);
            let near = match self.told.in_turns {
                true => AT_HAND_IN_TURNS,
                false => AT_HAND,
            };
            self.at_hand |= at.saturating_duration_since(self.asked) <= near;
        }
    }

    /// Whether the terminal is known to be at hand.
    pub(super) fn is_at_hand(&self) -> bool {
        self.at_hand
    }

    /// Whether it is to be asked how far away it is, which counts as done with this.
    pub(super) fn measures(&mut self, now: Instant) -> bool {
        let due = self.told.complete && !self.at_hand && self.trips < TRIPS;
        if due {
            self.trips += 1;
            self.again(now);
        }
        due
    }

    /// Whether it is to be asked if anybody is there, which counts as done with this: a page in a
    /// browser that is closed leaves behind a server that goes on taking bytes.
    pub(super) fn calls(&mut self, now: Instant) -> bool {
        let due = self.told.complete && now.saturating_duration_since(self.asked) >= CALL;
        if due {
            self.again(now);
        }
        due
    }

    /// Somebody is there: they pressed a key.
    pub(super) fn met(&mut self) {
        self.told.complete = self.answers;
    }

    /// Whether the last question still waits for its answer, from a terminal that gives answers.
    pub(super) fn is_deserted(&self) -> bool {
        self.answers && !self.told.complete
    }

    /// How long to wait for an answer that is on its way before the terminal is somebody else's, who
    /// would take it for what is typed; nothing where none is.
    pub(super) fn owes(&self, now: Instant) -> Option<Duration> {
        let left = (self.asked + OWED).saturating_duration_since(now);
        (self.owed > 0 && !left.is_zero()).then_some(left)
    }

    /// Whether an answer came to no question, which counts as seen with this: a page in a browser
    /// was loaded anew, was sent what its server kept of our bytes, and answers the questions in it.
    pub(super) fn take_replay(&mut self) -> bool {
        std::mem::take(&mut self.replayed)
    }

    /// Whether the first frame still waits for answers.
    pub(super) fn holds(&self, now: Instant) -> bool {
        self.until.is_some() && now < self.hold
    }

    /// How long until something is due, if nothing more is told.
    pub(super) fn wait(&self, now: Instant) -> Option<Duration> {
        let until = self.until?;
        let next = if now < self.hold { self.hold } else { until };
        Some(next.saturating_duration_since(now))
    }

    /// What the terminal can show, if that is not what was thought before, and whether it can show
    /// a frame at once.
    pub(super) fn verdict(&mut self, now: Instant) -> Option<Verdict> {
        self.until = self.until.filter(|until| now < *until);
        if self.until.is_some() || !std::mem::take(&mut self.fresh) {
            return None;
        }
        let abilities = (self.judge)(&self.told);
        let changed = (abilities != self.judged).then_some(abilities);
        let misled = abilities.ascii && !self.judged.ascii;
        self.judged = abilities;
        Some(Verdict {
            changed,
            misled,
            synchronized: self.told.synchronized == Some(true),
        })
    }
}

/// What follows from answers.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Verdict {
    /// What the terminal can show, where it is something else than was thought.
    pub changed: Option<Abilities>,
    /// It takes each byte for a character, or for a control above 0x7F: what was drawn may have set
    /// anything.
    pub misled: bool,
    /// It can show a frame at once (mode 2026).
    pub synchronized: bool,
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ui::glyphs::{Background, ColorTier};

    const PATIENCE: Duration = Duration::from_millis(100);
    const FENCE: Answers = Answers {
        color: None,
        background: None,
        synchronized: None,
        columns: None,
        in_turns: false,
        complete: true,
    };

    fn asking() -> (Asking, Instant) {
        let judge = |answers: &Answers| Abilities {
            color: answers.color.unwrap_or(ColorTier::Ansi16),
            background: answers.background.unwrap_or(Background::Unknown),
            ascii: false,
        };
        let now = Instant::now();
        (Asking::new(now, PATIENCE, Box::new(judge)), now)
    }

    fn light() -> Answers {
        Answers {
            background: Some(Background::Light),
            ..Answers::default()
        }
    }

    fn found(asking: &mut Asking, now: Instant) -> Option<Background> {
        let changed = asking.verdict(now).and_then(|verdict| verdict.changed);
        changed.map(|abilities| abilities.background)
    }

    #[test]
    fn answers_are_gathered_until_the_last_one_or_until_patience_ends() {
        let (mut fenced, now) = asking();
        fenced.hear(light(), now);
        assert_eq!(fenced.verdict(now), None);
        fenced.hear(FENCE, now);
        assert_eq!(found(&mut fenced, now), Some(Background::Light));
        let (mut slow, now) = asking();
        slow.hear(light(), now);
        assert_eq!(found(&mut slow, now + PATIENCE), Some(Background::Light));
    }

    #[test]
    fn an_answer_behind_the_fence_counts_and_what_was_known_stays() {
        let (mut asking, now) = asking();
        asking.hear(FENCE, now);
        assert_eq!(found(&mut asking, now), None, "silence changes nothing");
        asking.hear(light(), now);
        assert_eq!(found(&mut asking, now), Some(Background::Light));
        assert_eq!(asking.verdict(now), None, "said once");
        asking.hear(light(), now);
        assert_eq!(found(&mut asking, now), None, "nothing new");
    }

    #[test]
    fn the_first_frame_waits_for_the_answers_and_not_long() {
        let (mut asking, now) = asking();
        assert!(asking.holds(now) && !asking.holds(now + HOLD));
        assert_eq!(asking.wait(now), Some(HOLD));
        assert_eq!(asking.wait(now + HOLD), Some(PATIENCE - HOLD));
        asking.hear(FENCE, now);
        assert!(!asking.holds(now));
        assert_eq!(asking.wait(now), None);
    }

    #[test]
    fn a_terminal_is_at_hand_if_it_ever_answers_at_once() {
        let (mut asking, now) = asking();
        asking.hear(FENCE, now + AT_HAND * 2);
        assert!(!asking.is_at_hand(), "it was still opening its window");
        assert!(asking.measures(now));
        assert!(!asking.measures(now), "one at a time");
        asking.hear(FENCE, now + AT_HAND);
        assert!(asking.is_at_hand() && !asking.measures(now));
    }

    #[test]
    fn a_terminal_that_used_to_answer_and_does_not_is_deserted_until_a_key_or_an_answer_comes() {
        let (mut asking, now) = asking();
        assert!(!asking.is_deserted(), "it may never answer");
        asking.hear(FENCE, now);
        assert!(!asking.calls(now) && !asking.is_deserted());
        assert!(asking.calls(now + CALL) && asking.is_deserted());
        assert!(!asking.calls(now + CALL * 2), "one at a time");
        asking.hear(FENCE, now + CALL * 3);
        assert!(!asking.is_deserted());
        assert!(asking.calls(now + CALL * 4) && asking.is_deserted());
        asking.met();
        assert!(!asking.is_deserted());
    }

    #[test]
    fn a_terminal_that_reads_once_a_frame_is_at_hand_if_it_answers_within_one() {
        let in_turns = Answers {
            in_turns: true,
            ..FENCE
        };
        let (mut vte, now) = asking();
        vte.hear(in_turns, now + AT_HAND_IN_TURNS);
        assert!(vte.is_at_hand());
        let (mut far, now) = asking();
        far.hear(in_turns, now + AT_HAND_IN_TURNS * 2);
        assert!(!far.is_at_hand());
    }

    #[test]
    fn a_terminal_far_away_is_measured_a_few_times_and_no_more() {
        let (mut asking, mut now) = asking();
        let mut measured = 1;
        asking.hear(FENCE, now + AT_HAND * 2);
        while asking.measures(now) {
            measured += 1;
            now += AT_HAND * 2;
            asking.hear(FENCE, now);
        }
        assert_eq!(measured, TRIPS);
        assert!(!asking.is_at_hand());
    }

    #[test]
    fn an_answer_to_no_question_tells_of_a_page_that_was_loaded_anew() {
        let (mut asking, now) = asking();
        asking.anew(now);
        asking.hear(FENCE, now);
        asking.hear(light(), now);
        asking.hear(FENCE, now);
        assert!(!asking.take_replay(), "asked twice, answered twice");
        asking.hear(FENCE, now);
        assert!(asking.take_replay() && !asking.take_replay());
    }

    #[test]
    fn an_answer_on_its_way_is_owed_until_it_is_here_or_too_old() {
        let (mut asking, now) = asking();
        assert_eq!(asking.owes(now), Some(OWED));
        assert_eq!(asking.owes(now + OWED), None);
        asking.met();
        assert!(asking.owes(now).is_some(), "a key is no answer");
        asking.hear(light(), now);
        assert!(asking.owes(now).is_some(), "there is more to come");
        asking.hear(FENCE, now);
        assert_eq!(asking.owes(now), None);
        asking.anew(now);
        assert_eq!(asking.owes(now), Some(OWED));
    }
}
