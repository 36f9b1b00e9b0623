//! Steps: what stands between one `##` heading and the next.

use pulldown_cmark::{CowStr, Event, HeadingLevel, Tag};

use crate::formula::Math;

use super::super::front::{ID_RULE, is_id};
use super::super::model::{Block, Inline, Step};
use super::{Place, StepSpots, Walk};

const GOAL: &str = "Goal:";

impl Walk<'_, '_> {
    /// All steps of the file.
    pub(super) fn steps(&mut self) -> Vec<Step> {
        let mut steps: Vec<Step> = Vec::new();
        while let Some((event, place)) = self.events.next() {
            let Event::Start(Tag::Heading {
                level: HeadingLevel::H2,
                id,
                classes,
                ..
            }) = event
            else {
                let fix = "begin a step above it: `## Its title {#its-id}`";
                if self.blocks_from((event, place.clone())).is_empty() {
                    continue;
                }
                let message = "this stands before the first step";
                self.reports.error(place.start, message, fix.to_owned());
                continue;
            };
            self.notes.begin_step();
            let title = plain(&self.inlines());
            let id = id.map(|id| id.to_string());
            let id = self.step_id(id, &title, &place, &steps);
            let alone = self.alone(&classes, &place);
            self.spots.steps.push(StepSpots {
                at: place.start,
                ..StepSpots::default()
            });
            let mut blocks = self.step_blocks();
            steps.push(Step {
                id,
                title,
                goal: take_goal(&mut blocks),
                alone,
                blocks,
            });
        }
        self.notes.place(&mut steps);
        self.idle_notes();
        steps
    }

    /// The blocks up to the next step.
    fn step_blocks(&mut self) -> Vec<Block> {
        let mut blocks = Vec::new();
        let next_step = |event: &Event<'_>| match event {
            Event::Start(Tag::Heading { level, .. }) => *level == HeadingLevel::H2,
            _ => false,
        };
        let mut waits = Vec::new();
        while let Some(next) = self.events.next_if(|(event, _)| !next_step(event)) {
            let after = self.after.take();
            let found = self.blocks_from(next);
            match after {
                None => blocks.extend(found),
                // A claim may stand between.
                Some(after) if found.is_empty() => self.after = self.after.take().or(Some(after)),
                Some(after) => {
                    blocks.push(self.waiting(&after, found));
                    waits.push(after);
                }
            }
        }
        self.awaited(&waits, &blocks);
        blocks
    }

    fn step_id(
        &mut self,
        id: Option<String>,
        title: &str,
        place: &Place,
        steps: &[Step],
    ) -> String {
        let id = id.unwrap_or_default();
        let heading = self.text(place);
        let at = place.start + heading.rfind("{#").map_or(0, |brace| brace + 2);
        if id.is_empty() {
            let fix = format!("write `## {title} {{#{}}}`", slug(title));
            self.reports.error(place.start, "the step has no id", fix);
        } else if !is_id(&id) {
            let message = format!("`{id}` cannot be an id");
            self.reports.error(at, message, ID_RULE.to_owned());
        } else if steps.iter().any(|step| step.id == id) {
            let message = format!("the step id `{id}` stands twice in this lesson");
            let fix = "give this step an id of its own; progress is kept under it";
            self.reports.error(at, message, fix.to_owned());
        }
        id
    }

    fn alone(&mut self, classes: &[CowStr<'_>], place: &Place) -> bool {
        for class in classes.iter().filter(|class| &***class != ALONE) {
            let message = format!("a step cannot be `.{class}`");
            let fix =
                format!("leave it out, or write `.{ALONE}`: no lab of a step before is shown");
            self.reports.error(place.start, message, fix);
        }
        classes.iter().any(|class| &**class == ALONE)
    }
}

/// What a heading may say of its step beside the id: no lab of a step before is shown there.
const ALONE: &str = "alone";

/// Takes the goal out of the first paragraph, if it is one.
fn take_goal(blocks: &mut Vec<Block>) -> Option<Vec<Inline>> {
    let Some(Block::Paragraph(inlines)) = blocks.first_mut() else {
        return None;
    };
    let Some(Inline::Text(text)) = inlines.first_mut() else {
        return None;
    };
    *text = text.strip_prefix(GOAL)?.trim_start().to_owned();
    let mut goal = std::mem::take(inlines);
    goal.retain(|inline| !matches!(inline, Inline::Text(text) if text.is_empty()));
    blocks.remove(0);
    Some(goal)
}

/// Running text without its dress: of a heading, or of an option that is measured.
pub fn plain(inlines: &[Inline]) -> String {
    inlines
        .iter()
        .map(|inline| match inline {
            Inline::Text(text) | Inline::Code(text) => text.clone(),
            Inline::Emphasis(inner) | Inline::Strong(inner) | Inline::Struck(inner) => plain(inner),
            Inline::Formula(formula) => formula
                .math
                .as_ref()
                .map_or_else(|| formula.latex.clone(), Math::unicode),
            Inline::Box { .. } => String::new(),
            Inline::Break => " ".to_owned(),
        })
        .collect()
}

/// An id that a title suggests.
fn slug(title: &str) -> String {
    let words = title.split(|c: char| !c.is_ascii_alphanumeric());
    let words: Vec<_> = words.filter(|word| !word.is_empty()).take(4).collect();
    match words.is_empty() {
        true => "its-id".to_owned(),
        false => words.join("-").to_ascii_lowercase(),
    }
}
