//! A step in words and numbers alone, in reading order: for screen readers, pipes and transcripts.

mod blocks;
mod lab;
pub(crate) mod vocabulary;
mod words;

pub use lab::{aloud, control, fact, named_fact, offered, repeats, says_more};
pub use words::{replied, words};

use crate::labs::Lab;
use crate::lesson::model::{Block, Lesson, Step};
use crate::ui::Look;
use crate::ui::fold;
use crate::ui::text::{MEASURE, wrap_text};

/// What is written of a step.
#[derive(Clone, Copy)]
pub struct Page<'a> {
    /// The lesson.
    pub lesson: &'a Lesson,
    /// Which of its steps.
    pub index: usize,
    /// The step.
    pub step: &'a Step,
    /// The lab on it.
    pub lab: Option<&'a dyn Lab>,
    /// It can be moved, and not only looked at.
    pub at_hand: bool,
    /// What of it waits for a bet.
    pub waiting: &'a [String],
    /// Sentences of its picture that were told just before.
    pub heard: &'a [String],
    /// What is asked in the exercise that a block is, a paragraph each.
    pub asked: &'a dyn Fn(usize) -> Vec<String>,
    /// What is told only to who asks is told as well.
    pub whole: bool,
    /// Whether an exercise is answered: some text waits for that.
    pub answered: &'a dyn Fn(&str) -> bool,
    /// How formulas and labs are spelled. Letters of a text stay: what they become on this terminal is
    /// settled where the page leaves the program, by [`crate::ui::fold::told`].
    pub look: &'a Look,
}

/// Said of a lab that was told on a step before.
const STILL_THERE: &str = "The picture of the step before is still there: say facts.";

/// Writes a step as its lines: its place and goal, then every block in the order of the file, the
/// lab as its controls and facts.
pub fn write(page: Page) -> String {
    let Page {
        lesson, step, look, ..
    } = page;
    let (index, all) = (page.index + 1, lesson.steps.len());
    let mut out = paragraph(&format!("Lesson {}: {}", lesson.number, lesson.title));
    out.push_str(&paragraph(&format!(
        "Step {index} of {all}: {}",
        step.title
    )));
    if let Some(goal) = &step.goal {
        out.push_str(&paragraph(&format!("Goal: {}", words(goal, look))));
    }
    for (at, block) in step.blocks.iter().enumerate() {
        let piece = match block {
            Block::Lab(_) => page.lab.map_or(String::new(), |lab| lab_page(lab, page)),
            block if block.id().is_some() => paragraphs(&(page.asked)(at)),
            Block::Why(why) => {
                let ask = words(&why.ask, look);
                match page.whole {
                    true => paragraph(&format!("{ask} {}", words(&why.text, look))),
                    false => paragraph(&format!("{ask} Say why.")),
                }
            }
            Block::After { id, blocks } => match (page.answered)(id) {
                true => texts(blocks, look),
                false => String::new(),
            },
            block => blocks::write(block, MEASURE, look).join("\n") + "\n",
        };
        if !piece.trim().is_empty() {
            out.push('\n');
            out.push_str(&piece);
        }
    }
    // The lab of a step before was told there; after a bet it shows what happened.
    let told = step
        .blocks
        .iter()
        .any(|block| matches!(block, Block::Lab(_)));
    if let Some(lab) = page.lab.filter(|_| !told) {
        let bet = |block: &Block| matches!(block, Block::Bet(_));
        out.push('\n');
        out.push_str(&match page.at_hand && step.blocks.iter().any(bet) {
            true => lab_page(lab, page),
            false => paragraph(STILL_THERE),
        });
    }
    out
}

/// The text that waited for an exercise of a step.
pub fn after(step: &Step, id: &str, look: &Look) -> String {
    let waited = step.blocks.iter().filter_map(|block| match block {
        Block::After { id: own, blocks } if own == id => Some(texts(blocks, look)),
        _ => None,
    });
    waited.collect()
}

/// Text alone.
fn texts(blocks: &[Block], look: &Look) -> String {
    let lines = blocks
        .iter()
        .flat_map(|block| blocks::write(block, MEASURE, look));
    lines.map(|line| line + "\n").collect()
}

fn lab_page(lab: &dyn Lab, page: Page) -> String {
    paragraphs(&lab::write(lab, page)) + &program(lab).unwrap_or_default()
}

/// The program that a lab shows, as the code of a lesson is told.
pub fn program(lab: &dyn Lab) -> Option<String> {
    let code = lab.code().filter(|_| lab.shows_code())?;
    Some(blocks::code(&code).join("\n") + "\n")
}

/// Lines of at most `width` columns, in letters and folded to ASCII: `€` is one column, `EUR` three.
fn lines(text: &str, width: u16) -> Vec<String> {
    let fits = |lines: &Vec<String>| {
        let mut lines = lines.iter().map(|line| fold::ascii(line).len());
        lines.all(|columns| columns <= usize::from(width))
    };
    let mut narrower = (1..=width).rev().map(|narrower| wrap_text(text, narrower));
    narrower
        .find(fits)
        .unwrap_or_else(|| wrap_text(text, width))
}

/// A paragraph, in lines that are not too long to find back from.
pub fn paragraph(text: &str) -> String {
    let lines = lines(text, MEASURE).into_iter();
    lines.map(|line| format!("{}\n", line.trim_end())).collect()
}

/// Several of them, one under the other.
pub fn paragraphs(texts: &[String]) -> String {
    texts.iter().map(|text| paragraph(text)).collect()
}
