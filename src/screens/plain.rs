//! A step in words and numbers alone, in reading order: for screen readers and transcripts.

use crate::labs::{Lab, Value};
use crate::lesson::model::{Lesson, Step};
use crate::screens::page;
use crate::ui::Look;
use crate::ui::number::{figure, short};
use crate::ui::text::{Formulas, MEASURE, layout_with, wrap_text};
use std::fmt::Write;

/// Writes a step of a lesson, and its lab as controls and facts.
pub fn write(
    lesson: &Lesson,
    index: usize,
    step: &Step,
    lab: Option<&dyn Lab>,
    look: &Look,
) -> String {
    let mut out = String::new();
    // Writing to a String cannot fail.
    let _ = writeln!(out, "Lesson {}: {}", lesson.number, lesson.title);
    let _ = writeln!(
        out,
        "Step {} of {}: {}",
        index + 1,
        lesson.steps.len(),
        step.title
    );
    if let Some(goal) = &step.goal {
        paragraph(&mut out, &format!("Goal: {}", page::plain(goal, look)));
    }
    out.push('\n');
    for line in layout_with(&step.blocks, MEASURE, Formulas::Low, look) {
        let _ = writeln!(out, "{}", line.to_string().trim_end());
    }
    if let Some((lab, directive)) = lab.zip(page::directive(step)) {
        let shown = page::shown(lab, directive);
        if !shown.is_empty() {
            out.push_str("\nControls:\n");
        }
        for (control, locked) in shown {
            let range = if locked {
                "fixed in this step".into()
            } else {
                control.range()
            };
            let _ = writeln!(out, "{} = {} ({range})", control.name, control.value());
        }
        out.push_str("\nWhat the picture shows:\n");
        for fact in lab.facts() {
            let value = match &fact.value {
                &Value::Number(x) if x != 0.0 && x.abs() < 1e-4 => figure(x),
                Value::Number(x) => short((x * 1e6).round() / 1e6),
                Value::Text(text) => text.clone(),
            };
            paragraph(&mut out, &format!("{} = {value} {}", fact.name, fact.unit));
            paragraph(&mut out, &fact.sentence);
        }
    }
    out
}

fn paragraph(out: &mut String, text: &str) {
    for line in wrap_text(text, MEASURE) {
        out.push_str(line.trim_end());
        out.push('\n');
    }
}
