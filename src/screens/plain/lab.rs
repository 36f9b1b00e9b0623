//! A lab in words: what can be moved, what can be said to it, and what its picture shows.

use super::Page;
use super::vocabulary::spoken;
use crate::formula::signs_in_words;
use crate::labs::{DIGIT, Fact, Lab, Value, Verb};
use crate::lesson::model::{Block, Lesson, Step};
use crate::screens::page;
use crate::ui::Look;
use crate::ui::control::{Control, Kind, Lock};
use crate::ui::number::{figure, short};
use crate::ui::text::folded;

/// The controls that the step offers, the verbs, and what the picture shows: that alone, where the
/// lab can only be looked at.
pub fn write(lab: &dyn Lab, page: Page) -> Vec<String> {
    let look = page.look;
    let mut lines = Vec::new();
    let mut controls = match page.at_hand {
        true => offered(lab, page.lesson, page.step, page.waiting),
        false => Vec::new(),
    };
    if !controls.is_empty() {
        lines.push("Controls:".to_string());
    }
    let mut told = lab.visible_facts();
    for (shown, held) in &mut controls {
        if !says_more(&shown.note, &told) {
            shown.note.clear();
        }
        lines.push(control(shown, *held, look));
    }
    // A number for the example: the right one of a few names might be the answer to a task.
    let free = || controls.iter().filter(|(_, held)| held.is_none());
    let number = free().find(|(control, _)| matches!(control.kind, Kind::Number { .. }));
    let free = number.or(free().next());
    if let Some((shown, _)) = free {
        let other = match shown.stepped(1) {
            up if up == shown.value() => shown.stepped(-1),
            up => up,
        };
        lines.push(format!(
            "To move one, say for example: set {} {other}",
            shown.name
        ));
    }
    let verbs = if page.at_hand {
        lab.verbs()
    } else {
        Vec::new()
    };
    let possible = verbs.iter().filter(|verb| verb.is_possible);
    let (wait, now): (Vec<&Verb>, Vec<&Verb>) =
        possible.partition(|verb| page.waiting.iter().any(|name| name == verb.name));
    for (verbs, lead) in [
        (now, "You can also say to this lab"),
        (wait, "After your bet you can say to it"),
    ] {
        let said: Vec<String> = verbs.into_iter().map(said).collect();
        if !said.is_empty() {
            lines.push(folded(&format!("{lead}: {}.", said.join("; ")), look));
        }
    }
    told.retain(|fact| !controls.iter().any(|(control, _)| repeats(fact, control)));
    let all = told.len();
    let asked = asked_about(page.step);
    told.retain(|fact| asked.contains(&fact.name) || !page.heard.contains(&fact.sentence));
    if told.is_empty() && all > 0 {
        lines.push("The picture is as it was: say facts.".to_string());
        return lines;
    }
    lines.push("What the picture shows:".to_string());
    lines.extend(told.iter().map(|fact| aloud(&fact.sentence, look)));
    if told.len() < all {
        lines.push("What else it shows is as it was: say facts.".to_string());
    }
    lines
}

/// A verb as it is said, with its key, which can be said for it: `step [N], also s`.
fn said(verb: &Verb) -> String {
    let name = format!("{} {}", spoken(verb.name), verb.arguments);
    match verb.key_name().filter(|_| verb.arguments != DIGIT) {
        Some(key) => format!("{}, also {key}", name.trim()),
        None => name.trim().to_string(),
    }
}

/// What a lab says, as it is told: its signs in words where formulas are.
pub fn aloud(text: &str, look: &Look) -> String {
    match look.spoken {
        true => signs_in_words(&folded(&text.replace('×', "*"), look)),
        false => folded(text, look),
    }
}

/// The controls that a step offers, each with what holds it, if anything does. A remark that goes on below,
/// beside the next control, is told in one piece.
pub fn offered(
    lab: &dyn Lab,
    lesson: &Lesson,
    step: &Step,
    waiting: &[String],
) -> Vec<(Control, Option<Lock>)> {
    let directive = page::directive(lesson, step);
    let mut shown = directive.map_or(Vec::new(), |directive| page::shown(lab, directive, waiting));
    let mut below = String::new();
    for (control, _) in shown.iter_mut().rev() {
        let note = std::mem::take(&mut control.note).replace('Σ', "∑");
        let note = format!("{} {below}", note.trim());
        if note.starts_with('=') || note.starts_with("is ") {
            below = note.trim().to_string();
        } else {
            below.clear();
            control.note = note.trim().to_string();
        }
    }
    shown
}

/// The facts that the tasks of a step are about.
fn asked_about(step: &Step) -> Vec<&str> {
    let tasks = step.blocks.iter().filter_map(|block| match block {
        Block::Task(task) => Some(task.until.names()),
        _ => None,
    });
    tasks.flatten().map(|(name, _)| name).collect()
}

/// Whether a remark beside a control says what no fact does: words alone, or a number of its own.
pub fn says_more(note: &str, facts: &[Fact]) -> bool {
    let said: Vec<&str> = facts
        .iter()
        .flat_map(|fact| numbers(&fact.sentence))
        .collect();
    let own = numbers(note);
    !note.is_empty() && (own.is_empty() || own.iter().any(|number| !said.contains(number)))
}

/// The numbers in a sentence, as they stand in it.
fn numbers(text: &str) -> Vec<&str> {
    let parts = text.split(|c: char| !(c.is_ascii_digit() || c == '.'));
    let parts = parts.map(|part| part.trim_matches('.'));
    parts.filter(|part| !part.is_empty()).collect()
}

/// Whether a fact says no more than where the control of its name stands: the value is its only number, or
/// its last word. A second sentence is more.
pub fn repeats(fact: &Fact, control: &Control) -> bool {
    let sentence = fact.sentence.trim_end_matches('.').replace(',', "");
    let value = control.value();
    let says_value = match control.kind {
        Kind::Number { .. } => match numbers(&sentence)[..] {
            [only] => only.parse::<f64>() == value.trim_start_matches('-').parse(),
            _ => false,
        },
        Kind::Choice { .. } => sentence.split(' ').next_back() == Some(value.as_str()),
    };
    fact.name == control.name && says_value && !sentence.contains(". ")
}

/// A control: its value, what it may be, what it is.
pub fn control(control: &Control, held: Option<Lock>, look: &Look) -> String {
    let range = match (&control.kind, held) {
        (_, Some(held)) => held.listed(),
        (Kind::Number { .. }, _) => format!("from {}", control.range()),
        (Kind::Choice { .. }, _) => format!("one of {}", control.range()),
    };
    let note = match control.note.as_str() {
        "" => String::new(),
        note => format!(" Now: {note}."),
    };
    let (name, value) = (control.name, control.value());
    aloud(
        &format!("{name} is {value}, {range}. {}{note}", control.help),
        look,
    )
}

/// A fact with its name.
pub fn named_fact(fact: &Fact, look: &Look) -> String {
    format!("{}: {}", fact.name, aloud(&fact.sentence, look))
}

/// A fact with its name, and its exact value where the sentence rounds it.
pub fn fact(fact: &Fact, look: &Look) -> String {
    let said = named_fact(fact, look);
    let Value::Number(x) = fact.value else {
        return said;
    };
    let exact = match x.abs() {
        size if size < 1e-4 => figure(x),
        _ => short((x * 1e6).round() / 1e6),
    };
    // A number of the sentence that is nearly this one is this one, rounded.
    let plain = fact.sentence.replace(',', "");
    let rounds = |number: &&str| {
        let number: Option<f64> = number.parse().ok();
        number.is_some_and(|number| number > 0.0 && (number - x.abs()).abs() < 0.01 * number)
    };
    let rounded = numbers(&plain).iter().any(rounds);
    match rounded && !plain.contains(exact.trim_start_matches('-')) {
        true => {
            let exact = format!("{exact} {}", fact.unit);
            format!("{said} Exactly {}.", aloud(exact.trim_end(), look))
        }
        false => said,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn number(name: &'static str, value: f64) -> Control {
        Control {
            name,
            symbol: "",
            help: "",
            kind: Kind::Number {
                value,
                min: -10.0,
                max: 10.0,
                steps: crate::ui::control::Steps::Even(0.1),
                decimals: 2,
                unit: "",
            },
            note: String::new(),
        }
    }

    fn choice(name: &'static str, chosen: &'static str) -> Control {
        let kind = Kind::Choice {
            options: vec![chosen],
            chosen: 0,
        };
        Control {
            kind,
            ..number(name, 0.0)
        }
    }

    #[test]
    fn a_fact_repeats_the_control_of_its_name_if_its_value_is_all_it_says() {
        let slope = |sentence: &str| Fact::number("a", -0.5, "", sentence.into());
        assert!(repeats(
            &slope("The slope a is minus 0.5."),
            &number("a", -0.5)
        ));
        assert!(!repeats(
            &slope("a is minus 0.5, 4.0 below the mean."),
            &number("a", -0.5)
        ));
        assert!(!repeats(&slope("The slope b is 0.5."), &number("b", 0.5)));
        let axes = |sentence: &str| Fact::text("axes", "raw", sentence.into());
        assert!(repeats(&axes("The axes are raw."), &choice("axes", "raw")));
        assert!(!repeats(
            &axes("Distances are raw: a gram counts as a millimetre."),
            &choice("axes", "raw")
        ));
        let label = Fact::number("label", 7.0, "", "It is a 7.".into());
        assert!(!repeats(&label, &choice("label", "shown")), "that is news");
    }
}
