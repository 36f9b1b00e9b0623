//! What a lesson is once it is read: plain values, no text of the file format left.

mod arrangement;
mod exercise;
mod spot;

pub use arrangement::{Arrangement, Misplaced, Slip};
pub use exercise::{Bet, Mistake, Number, Outcome, Quiz, QuizOption, Recall, Task, Why};
pub use spot::Spot;

use crate::formula::Math;

/// All lessons, in the order of their numbers.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Course {
    /// The lessons.
    pub lessons: Vec<Lesson>,
    /// Each is a lab by itself, opened by its name, and no lesson.
    pub is_of_labs: bool,
}

/// One lesson file.
#[derive(Debug, Clone, PartialEq)]
pub struct Lesson {
    /// Stable for ever; progress is kept under it.
    pub id: String,
    /// The number its file name starts with: the place in the course, never an identity.
    pub number: u32,
    /// The heading of the whole lesson.
    pub title: String,
    /// One sentence for the contents.
    pub summary: String,
    /// How long it takes.
    pub minutes: u32,
    /// Ids of the lessons it builds on.
    pub needs: Vec<String>,
    /// Symbols introduced here: LaTeX and meaning, in the order of the file.
    pub symbols: Vec<(String, String)>,
    /// The screens.
    pub steps: Vec<Step>,
}

/// One screen of a lesson.
#[derive(Debug, Clone, PartialEq)]
pub struct Step {
    /// Stable within the lesson.
    pub id: String,
    /// The heading.
    pub title: String,
    /// What the learner should reach here, without the word "Goal:".
    pub goal: Option<Vec<Inline>>,
    /// No lab of a step before is shown here, nor after it: `{#step-id .alone}`.
    pub alone: bool,
    /// Everything under the goal.
    pub blocks: Vec<Block>,
}

impl Step {
    /// The lab among its blocks.
    pub fn lab(&self) -> Option<&LabDirective> {
        self.blocks.iter().find_map(|block| match block {
            Block::Lab(lab) => Some(lab),
            _ => None,
        })
    }
}

/// A piece of a step that stands on lines of its own.
#[derive(Debug, Clone, PartialEq)]
pub enum Block {
    /// Running text.
    Paragraph(Vec<Inline>),
    /// A list; `first` is the first number of an ordered one.
    List {
        /// Number of the first item, none for bullets.
        first: Option<u64>,
        /// Each item is blocks of its own.
        items: Vec<Vec<Block>>,
    },
    /// A table with one head row.
    Table {
        /// How each column is set.
        align: Vec<Align>,
        /// The head row.
        head: Vec<Vec<Inline>>,
        /// The rows under it.
        rows: Vec<Vec<Vec<Inline>>>,
    },
    /// Code, as it stands.
    Code {
        /// `rust`, `python`, or empty.
        language: String,
        /// The lines.
        text: String,
    },
    /// A quotation.
    Quote(Vec<Block>),
    /// A formula on a line of its own.
    Formula(Formula),
    /// Something to work with.
    Lab(LabDirective),
    /// A question with options.
    Quiz(Quiz),
    /// Chips on what will happen.
    Bet(Bet),
    /// A question with a number for its answer.
    Number(Number),
    /// Something to bring about in the step's lab.
    Task(Task),
    /// Things to be put in their places.
    Arrangement(Arrangement),
    /// What is explained to who asks.
    Why(Why),
    /// Text that would give an exercise of the step away: it is shown once that is answered.
    After {
        /// The id of the exercise.
        id: String,
        /// The text.
        blocks: Vec<Block>,
    },
}

/// A piece of running text.
#[derive(Debug, Clone, PartialEq)]
pub enum Inline {
    /// Words.
    Text(String),
    /// *emphasised*
    Emphasis(Vec<Inline>),
    /// **strong**
    Strong(Vec<Inline>),
    /// ~~struck out~~
    Struck(Vec<Inline>),
    /// The box of something to do, at the beginning of a list's item.
    Box {
        /// It is done.
        done: bool,
    },
    /// `code`
    Code(String),
    /// $formula$
    Formula(Formula),
    /// A forced line break.
    Break,
}

/// How a table's column is set.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Align {
    /// Words.
    Left,
    /// In the middle.
    Center,
    /// Numbers.
    Right,
}

/// A formula, in LaTeX and ready to show.
#[derive(Debug, Clone, PartialEq)]
pub struct Formula {
    /// The source between the dollars.
    pub latex: String,
    /// What it says; none where the LaTeX could not be read: then the source is shown, marked.
    pub math: Option<Math>,
}

/// Controls and the values they start with.
pub type Start = Vec<(Spot<String>, Spot<String>)>;

/// A lab put into a step.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct LabDirective {
    /// Its name in the registry.
    pub name: Spot<String>,
    /// Values set when the instance is made, in the order of the file, each spelled as for `set`.
    pub start: Start,
    /// The controls this step shows, in this order; none: all of them.
    pub show: Option<Vec<Spot<String>>>,
    /// Controls shown but not to be moved.
    pub lock: Vec<Spot<String>>,
    /// The same key in later steps is the same instance.
    pub keep: Option<Spot<String>>,
    /// It can only be looked at until what the step asks is answered, as a lab of a step before.
    pub still: bool,
}

impl LabDirective {
    /// Whether the step shows a control, as far as the lab has one of this name.
    pub fn shows(&self, control: &str) -> bool {
        let show = self.show.as_ref();
        show.is_none_or(|names| names.iter().any(|name| name.value == control))
    }

    /// Whether it holds the control.
    pub fn locks(&self, control: &str) -> bool {
        self.lock.iter().any(|name| name.value == control)
    }

    /// Whether the learner can move the control on this step.
    pub fn frees(&self, control: &str) -> bool {
        self.shows(control) && !self.locks(control)
    }
}
