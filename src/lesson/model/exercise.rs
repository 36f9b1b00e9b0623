//! What a learner is asked: questions, bets, tasks. How they are judged is [`crate::lesson::judge`].

use super::{Block, Inline, LabDirective, Lesson, Spot, Step};
use crate::expr::{Expr, Scope};

/// A question with options, of which one or more are right.
#[derive(Debug, Clone, PartialEq)]
pub struct Quiz {
    /// Stable within the lesson; the answer is kept under it.
    pub id: Spot<String>,
    /// The question.
    pub ask: Vec<Inline>,
    /// Whether the options are shown in another order to each learner.
    pub shuffle: bool,
    /// The options in the order of the file, which is how answers name them.
    pub options: Vec<QuizOption>,
    /// Whether it is of the lesson's own test.
    pub test: bool,
    /// The question that it asks once more, with other numbers.
    pub recall: Option<Spot<Recall>>,
}

/// A question of a lesson that comes back in another.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Recall {
    /// The id of the lesson.
    pub lesson: String,
    /// The id of the question.
    pub id: String,
}

/// An option of a [`Quiz`].
#[derive(Debug, Clone, PartialEq)]
pub struct QuizOption {
    /// What it says.
    pub text: Vec<Inline>,
    /// Whether it is right: as it stands, or as the facts had it when they were last asked.
    pub right: bool,
    /// The condition over the lab's facts under which it is right, where these decide.
    pub when: Option<Spot<Expr>>,
    /// Why, said to whoever chose it.
    pub reply: Option<Vec<Inline>>,
}

/// Ten chips over what may happen.
#[derive(Debug, Clone, PartialEq)]
pub struct Bet {
    /// Stable within the lesson.
    pub id: Spot<String>,
    /// The question.
    pub ask: Vec<Inline>,
    /// Lines said to the step's lab after the bet; what its facts say then decides.
    pub reveal: Vec<Spot<String>>,
    /// What may happen, in the order of the file: exactly one of them does.
    pub options: Vec<Outcome>,
    /// Controls and actions of the lab that would show how it ends: they wait for the commitment.
    pub lock: Vec<Spot<String>>,
    /// Its reveal trains for longer than a check may take.
    pub long: bool,
}

/// Something that may happen in a [`Bet`].
#[derive(Debug, Clone, PartialEq)]
pub struct Outcome {
    /// What it says.
    pub text: Vec<Inline>,
    /// The condition over the lab's facts under which it happened.
    pub when: Spot<Expr>,
    /// Why, said when it happened; `{name}` stands for a fact.
    pub reply: Option<Spot<Vec<Inline>>>,
    /// Which thought leads astray, said to whoever trusted this most when another happened.
    pub lost: Option<Vec<Inline>>,
}

/// A question whose answer is a number.
#[derive(Debug, Clone, PartialEq)]
pub struct Number {
    /// Stable within the lesson.
    pub id: Spot<String>,
    /// The question.
    pub ask: Vec<Inline>,
    /// The right answer.
    pub answer: Spot<Expr>,
    /// How far from it is still right.
    pub within: f64,
    /// What it is counted in, where the question names that: it may be typed behind the number.
    pub unit: Option<String>,
    /// Letters that the question gives a value for, with that value: they may be typed.
    pub given: Vec<(Spot<String>, Spot<Expr>)>,
    /// Known mistakes.
    pub wrong: Vec<Mistake>,
    /// Lines said to the step's lab once it is answered.
    pub reveal: Vec<Spot<String>>,
    /// What is said to any other wrong answer.
    pub otherwise: Option<Vec<Inline>>,
    /// What is said to the right answer.
    pub reply: Option<Vec<Inline>>,
    /// Whether it is of the lesson's own test.
    pub test: bool,
    /// The question that it asks once more, with other numbers.
    pub recall: Option<Spot<Recall>>,
}

/// A wrong answer that many give.
#[derive(Debug, Clone, PartialEq)]
pub struct Mistake {
    /// The answer.
    pub is: Spot<Expr>,
    /// What it comes from.
    pub reply: Vec<Inline>,
}

/// Something to bring about in the lab of the step.
#[derive(Debug, Clone, PartialEq)]
pub struct Task {
    /// Stable within the lesson.
    pub id: Spot<String>,
    /// What is to be reached.
    pub goal: Vec<Inline>,
    /// The condition over the lab's facts.
    pub until: Spot<Expr>,
    /// Hints, unfolded one by one.
    pub hints: Vec<Vec<Inline>>,
    /// Why it worked; `{name}` stands for a fact.
    pub done: Option<Spot<Vec<Inline>>>,
    /// Lines that meet it: `check` proves that they do.
    pub solve: Vec<Spot<String>>,
    /// Lines that never meet it: `check` proves that too.
    pub naive: Vec<Spot<String>>,
    /// Its lines train for longer than a check may take.
    pub long: bool,
    /// A first touch of a control, which any key may meet.
    pub warm_up: bool,
    /// Whether it is of the lesson's own test.
    pub test: bool,
}

/// An explanation behind a key.
#[derive(Debug, Clone, PartialEq)]
pub struct Why {
    /// What is asked: it stands on the page.
    pub ask: Vec<Inline>,
    /// The explanation.
    pub text: Vec<Inline>,
}

impl Why {
    /// What the page shows: what is asked, with the key that answers it, or the explanation.
    pub fn shown(&self, key: &str, explained: bool) -> Vec<Inline> {
        let lead = Inline::Strong(vec![Inline::Text(key.to_owned())]);
        let space = || Inline::Text(" ".to_owned());
        let asked = std::iter::once(lead).chain([space(), Inline::Emphasis(self.ask.clone())]);
        match explained {
            false => asked.collect(),
            true => asked.chain([space()]).chain(self.text.clone()).collect(),
        }
    }
}

impl Block {
    /// The id of a question, bet or task: what an answer is kept under.
    pub fn id(&self) -> Option<&str> {
        Some(&self.id_spot()?.value)
    }

    /// The same, with the place where the lesson says it.
    pub fn id_spot(&self) -> Option<&Spot<String>> {
        match self {
            Self::Quiz(quiz) => Some(&quiz.id),
            Self::Bet(bet) => Some(&bet.id),
            Self::Number(number) => Some(&number.id),
            Self::Task(task) => Some(&task.id),
            Self::Arrangement(arrangement) => Some(&arrangement.id),
            _ => None,
        }
    }

    /// Whether the lesson names it for its own test.
    pub fn is_test(&self) -> bool {
        match self {
            Self::Quiz(quiz) => quiz.test,
            Self::Number(number) => number.test,
            Self::Task(task) => task.test,
            Self::Arrangement(arrangement) => arrangement.test,
            _ => false,
        }
    }

    /// The question that it asks once more.
    pub fn recall(&self) -> Option<&Spot<Recall>> {
        match self {
            Self::Quiz(quiz) => quiz.recall.as_ref(),
            Self::Number(number) => number.recall.as_ref(),
            _ => None,
        }
    }

    /// Whether it is a question, which one answer settles: neither a bet nor a task.
    pub fn is_question(&self) -> bool {
        matches!(self, Self::Quiz(_) | Self::Number(_) | Self::Arrangement(_))
    }
}

impl Quiz {
    /// Whether the facts of the lab decide which option is right.
    pub fn asks_the_lab(&self) -> bool {
        self.options.iter().any(|option| option.when.is_some())
    }

    /// Asks the facts which option is right. One that they cannot tell is not.
    pub fn decide(&mut self, facts: &dyn Scope) {
        for option in &mut self.options {
            if let Some(when) = &option.when {
                option.right = when.holds(facts).unwrap_or(false);
            }
        }
    }

    /// Whether several options must be marked; where facts decide, one alone is right.
    pub fn has_several_right(&self) -> bool {
        if self.asks_the_lab() {
            return false;
        }
        self.options.iter().filter(|option| option.right).count() > 1
    }
}

impl Number {
    /// The decimals that are asked for, where the tolerance is what rounding to them allows.
    pub fn rounding(&self) -> Option<i32> {
        let decimals = -(2.0 * self.within).log10().round();
        let half = 0.5 * 10f64.powf(-decimals);
        let rounds = self.within > 0.0 && (half - self.within).abs() <= 1e-9 * half;
        (rounds && decimals >= 0.0).then_some(decimals as i32)
    }

    /// How near is near enough, as the question says it: nothing where the answer is exact.
    pub fn precision(&self) -> Option<String> {
        let within = self.within;
        if within <= 0.0 {
            return None;
        }
        Some(match (self.rounding(), self.unit.as_deref()) {
            (Some(0), _) => "to the nearest whole number".to_owned(),
            (Some(1), _) => "to 1 decimal".to_owned(),
            (Some(decimals), _) => format!("to {decimals} decimals"),
            (None, None) => format!("within {within}"),
            (None, Some("%")) => format!("within {within}%"),
            (None, Some(unit)) => format!("within {within} {unit}"),
        })
    }
}

impl Task {
    /// Why it worked; `{name}` stands for a fact.
    pub fn why(&self) -> Option<&[Inline]> {
        self.done.as_ref().map(|done| done.as_slice())
    }
}

impl Bet {
    /// What is said when an option has happened: its own reply, or that of the last one with any.
    pub fn why(&self, happened: usize) -> Option<&[Inline]> {
        let own = self.options.get(happened).and_then(|o| o.reply.as_ref());
        let last = || self.options.iter().rev().find_map(|o| o.reply.as_ref());
        own.or_else(last).map(|reply| reply.as_slice())
    }
}

impl Bet {
    /// What is said of the option that was trusted more than any other, where it did not happen: after
    /// its own words, since it is said beside why another one did.
    pub fn lost(&self, chips: &[u32], happened: usize) -> Option<Vec<Inline>> {
        let most = chips.iter().max()?;
        let mut trusted = (0..chips.len()).filter(|at| chips.get(*at) == Some(most));
        let (Some(at), None) = (trusted.next(), trusted.next()) else {
            return None;
        };
        let option = self.options.get(at).filter(|_| at != happened)?;
        let own = option.text.iter().cloned();
        let asked = own.chain([Inline::Text("? ".to_owned())]);
        Some(asked.chain(option.lost.clone()?).collect())
    }
}

impl Block {
    /// The sentence that tells of an exercise once it is settled: of a task that it was met, of a bet
    /// why it ended with this option.
    pub fn tells(&self, happened: Option<usize>) -> Option<&[Inline]> {
        match self {
            Self::Task(task) => task.why(),
            Self::Bet(bet) => bet.why(happened?),
            _ => None,
        }
    }
}

impl Lesson {
    /// What a step is called in the whole course.
    pub fn place(&self, step: &Step) -> String {
        format!("{}/{}", self.id, step.id)
    }

    /// The lab that a step's bets and tasks speak to: its own, or the last one before it, unless a
    /// step between stands alone; with the step that shows it.
    pub fn lab_for(&self, step: usize) -> Option<(usize, &LabDirective)> {
        let mut steps = self.steps.iter().enumerate().take(step + 1).rev();
        let (at, step) = steps.find(|(_, step)| step.alone || step.lab().is_some())?;
        Some((at, step.lab()?))
    }

    /// What shows that the lesson is known, each with the step it stands in: what the lesson names
    /// for that, or its last task.
    pub fn test(&self) -> Vec<(usize, &Block)> {
        let steps = self.steps.iter().enumerate();
        let blocks = steps.flat_map(|(at, step)| step.blocks.iter().map(move |block| (at, block)));
        let named: Vec<_> = blocks
            .clone()
            .filter(|(_, block)| block.is_test())
            .collect();
        if !named.is_empty() {
            return named;
        }
        let mut last_first = blocks.rev();
        let task = last_first.find(|(_, block)| matches!(block, Block::Task(_)));
        task.into_iter().collect()
    }
}
