//! How things of a class are called.

use super::Sight;
use crate::class::{Given, Questions};
use crate::expr::Nothing;
use crate::lesson::model::{Block, Inline, Quiz};
use crate::screens::plain::words;
use crate::ui::Look;
use crate::ui::fold::printable;
use crate::ui::text::{Columns, clusters};

/// A step as it is said aloud: `05:7`.
pub fn place(questions: &Questions, (lesson, step): (usize, usize)) -> String {
    let lessons = &questions.course().lessons;
    let number = lessons.get(lesson).map_or(0, |lesson| lesson.number);
    format!("{number:02}:{}", step + 1)
}

/// A length of time in as few words as say it.
pub fn time(seconds: u64) -> String {
    match seconds {
        0..60 => format!("{seconds} s"),
        60..7200 => format!("{} min", seconds / 60),
        7200..172_800 => format!("{} h", seconds / 3600),
        _ => format!("{} days", seconds / 86_400),
    }
}

/// What an exercise asks, in one line.
pub fn asked(block: &Block, look: &Look) -> String {
    let text: &[Inline] = match block {
        Block::Quiz(quiz) => &quiz.ask,
        Block::Bet(bet) => &bet.ask,
        Block::Number(number) => &number.ask,
        Block::Task(task) => &task.goal,
        Block::Arrangement(arrangement) => &arrangement.ask,
        _ => &[],
    };
    words(text, look)
}

/// An answer in the words of the course.
pub fn given(given: &Given, block: &Block, look: &Look) -> String {
    match (given, block) {
        (Given::Right, Block::Quiz(quiz)) => {
            let right = quiz
                .options
                .iter()
                .enumerate()
                .filter(|(_, option)| option.right);
            options(right.map(|(at, _)| at), quiz, look)
        }
        (Given::Right, Block::Number(number)) => match number.answer.number(&Nothing) {
            Ok(value) => format!("{value}"),
            Err(_) => "the right number".to_owned(),
        },
        (Given::Right, Block::Task(_)) => "met without a hint".to_owned(),
        (Given::Right, _) => "everything in its place".to_owned(),
        (Given::Marked(marked), Block::Quiz(quiz)) => options(marked.iter().copied(), quiz, look),
        (Given::Marked(_), _) => "other options".to_owned(),
        // It comes from a file that anybody may have written.
        (Given::Typed(typed), _) => printable(typed).replace('\n', " "),
        (Given::Misplaced(known), Block::Arrangement(arrangement)) => {
            let known = arrangement.wrong.get(*known);
            known.map_or(String::new(), |known| words(&known.reply, look))
        }
        (Given::Misplaced(_), _) => "out of place".to_owned(),
        (Given::InPlace(count), Block::Arrangement(arrangement)) => {
            format!("{count} of {} in place", arrangement.things.len())
        }
        (Given::InPlace(count), _) => format!("{count} in place"),
        (Given::Hinted, _) => "with a hint, or given up at first".to_owned(),
    }
}

/// Options of a question by what they say.
fn options(at: impl Iterator<Item = usize>, quiz: &Quiz, look: &Look) -> String {
    let texts = at.filter_map(|at| quiz.options.get(at));
    let texts: Vec<_> = texts.map(|option| words(&option.text, look)).collect();
    match texts.is_empty() {
        true => "nothing marked".to_owned(),
        false => texts.join(look.pick(" · ", " / ")),
    }
}

/// What a learner is called here. No code that a terminal would obey is in it.
pub fn name(sight: Sight, id: &str) -> String {
    let name = sight.class.name(id, sight.names);
    printable(&name).replace('\n', " ")
}

/// Text in so many columns at the most, with dots where it was cut.
pub fn cut(text: &str, room: usize) -> String {
    if text.columns() <= room {
        return text.to_owned();
    }
    let (mut out, mut used) = (String::new(), 0);
    for (cluster, columns) in clusters(text) {
        if used + columns + 2 > room {
            break;
        }
        used += columns;
        out.push_str(cluster);
    }
    out + &".."[..(room - used).min(2)]
}

/// The class in sentences, without a picture.
pub fn sentences(sight: Sight) -> Vec<String> {
    let (class, questions) = (sight.class, sight.class.questions());
    let mut said = Vec::new();
    for need in class.needs() {
        let Some((_, _, block)) = questions.at(need.open) else {
            continue;
        };
        let asked = asked(block, sight.look);
        let tried = need.tried.map(|it| given(it, block, sight.look));
        let tried = tried.map_or("nothing tried".to_owned(), |it| format!("first: {it}"));
        let (who, place) = (name(sight, need.id), place(questions, need.place));
        said.push(format!(
            "{who} needs you, at {place} for {}; open: {asked} ({tried}).",
            time(need.seconds)
        ));
    }
    for (lesson, [here, stuck, away]) in questions.course().lessons.iter().zip(class.lessons()) {
        if here + stuck + away > 0 {
            let (number, title) = (lesson.number, &lesson.title);
            said.push(format!(
                "{number:02} {title}: {here} here, {stuck} stuck, {away} away."
            ));
        }
    }
    for (at, tally) in class.missed() {
        let Some((lesson, _, block)) = questions.at(at) else {
            continue;
        };
        let wrong = tally
            .groups()
            .into_iter()
            .filter(|(it, _)| **it != Given::Right);
        let wrong =
            wrong.map(|(it, count)| format!("{count} answered {}", given(it, block, sight.look)));
        let wrong: Vec<_> = wrong.collect();
        let (right, all) = (tally.right(), tally.answers());
        let (number, asked) = (lesson.number, asked(block, sight.look));
        said.push(format!(
            "{number:02}, {asked} {right} of {all} right; {}.",
            wrong.join("; ").trim_end_matches('.')
        ));
    }
    if let Some(found) = class.claims().reliability() {
        let (sure, right) = (100.0 * found.all.said, 100.0 * found.all.right);
        said.push(format!(
            "Bets: {} said {sure:.0}% in the mean, right {right:.0}%.",
            found.all.count
        ));
    }
    said
}
