//! Words and places in the lessons: pure functions of the course and what is asked.

use crate::formula::Math;
use crate::lesson::model::{Block, Course, Inline, Lesson, Step};

/// A place in the course that was found.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Hit {
    /// Index of the lesson.
    pub lesson: usize,
    /// Index of the step.
    pub step: usize,
    /// What stands before the words looked for, in their sentence.
    pub before: String,
    /// The words as they stand there.
    pub found: String,
    /// What follows them.
    pub after: String,
}

/// Hits at the most: who gets more asks for more.
const MOST: usize = 200;

/// Columns of a sentence before its hit, at the most.
const BEFORE: usize = 28;

/// Every step that holds the words, case aside, with the first sentence that does: titles first.
pub fn search(course: &Course, words: &str) -> Vec<Hit> {
    let words = words.trim().to_lowercase();
    if words.is_empty() {
        return Vec::new();
    }
    let mut hits: Vec<(bool, Hit)> = Vec::new();
    for (lesson, whole) in course.lessons.iter().enumerate() {
        for (step, shown) in whole.steps.iter().enumerate() {
            let mut texts = texts(shown);
            if step == 0 {
                texts.extend(about(whole));
            }
            let mut texts = texts.into_iter().enumerate();
            let hit = texts.find_map(|(at, text)| {
                let (before, found, after) = sentence(&text, &words)?;
                let hit = Hit {
                    lesson,
                    step,
                    before,
                    found,
                    after,
                };
                Some((at > 0, hit))
            });
            hits.extend(hit);
        }
    }
    hits.sort_by_key(|(in_text, _)| *in_text);
    hits.into_iter().map(|(_, hit)| hit).take(MOST).collect()
}

/// Every step whose number, lesson or title holds what is asked; all of them for nothing.
pub fn places(course: &Course, asked: &str) -> Vec<Hit> {
    let asked = asked.trim().to_lowercase();
    let mut hits = Vec::new();
    for (at, lesson) in course.lessons.iter().enumerate() {
        for (step, shown) in lesson.steps.iter().enumerate() {
            let names = [
                format!("{:02}:{}", lesson.number, step + 1),
                format!("{}:{}", lesson.number, step + 1),
                format!("{:02}:{}", lesson.number, shown.id),
                format!("{}:{}", lesson.id, shown.id),
                format!("{} {}", lesson.title, shown.title).to_lowercase(),
            ];
            if names.iter().any(|name| name.contains(&asked)) {
                hits.push(Hit {
                    lesson: at,
                    step,
                    before: String::new(),
                    found: String::new(),
                    after: String::new(),
                });
            }
        }
    }
    hits
}

/// The first sentence of a text that holds the words, in three parts.
fn sentence(text: &str, words: &str) -> Option<(String, String, String)> {
    // Lower case may have other lengths: places are found by characters.
    let chars: Vec<char> = text.chars().collect();
    let lower: Vec<char> = chars
        .iter()
        .map(|c| c.to_lowercase().next().unwrap_or(*c))
        .collect();
    let wanted: Vec<char> = words.chars().collect();
    let at = lower
        .windows(wanted.len())
        .position(|window| window == wanted)?;
    let end = at + wanted.len();
    let ends =
        |at: &usize| matches!(chars[*at], '.' | '?' | '!') && chars.get(at + 1) == Some(&' ');
    let start = (0..at).rev().find(ends).map_or(0, |stop| stop + 2);
    let stop = (end..chars.len())
        .find(ends)
        .map_or(chars.len(), |stop| stop + 1);
    let start = start.min(at);
    let cut = at.saturating_sub(BEFORE).max(start);
    let mut before: String = chars[cut..at].iter().collect();
    if cut > start {
        before = format!("...{}", before.split_once(' ').map_or("", |(_, rest)| rest));
    }
    Some((
        before,
        chars[at..end].iter().collect(),
        chars[end..stop].iter().collect(),
    ))
}

/// What a lesson says of itself, found at its first step.
fn about(lesson: &Lesson) -> Vec<String> {
    let symbols = lesson.symbols.iter();
    let symbols = symbols.map(|(latex, meaning)| match Math::parse(latex) {
        Ok(math) => format!("{}: {meaning}", math.unicode()),
        Err(_) => meaning.clone(),
    });
    let titles = [lesson.title.clone(), lesson.summary.clone()];
    titles.into_iter().chain(symbols).collect()
}

/// The texts of a step, its title first; replies and hints are for those who earn them.
fn texts(step: &Step) -> Vec<String> {
    let mut texts = vec![step.title.clone()];
    texts.extend(step.goal.as_deref().map(flat));
    step.blocks
        .iter()
        .for_each(|block| collect(block, &mut texts));
    texts
}

fn collect(block: &Block, texts: &mut Vec<String>) {
    match block {
        Block::Paragraph(text) => texts.push(flat(text)),
        Block::List { items, .. } => {
            items
                .iter()
                .flatten()
                .for_each(|block| collect(block, texts));
        }
        Block::Table { head, rows, .. } => {
            texts.push(row(head));
            texts.extend(rows.iter().map(|cells| row(cells)));
        }
        Block::Code { text, .. } => texts.extend(text.lines().map(str::to_owned)),
        Block::Quote(blocks) => blocks.iter().for_each(|block| collect(block, texts)),
        Block::Formula(formula) => texts.push(flat(&[Inline::Formula(formula.clone())])),
        Block::Why(why) => texts.extend([flat(&why.ask), flat(&why.text)]),
        // What waits for an answer is not found either.
        Block::Lab(_) | Block::After { .. } => {}
        Block::Quiz(quiz) => {
            texts.push(flat(&quiz.ask));
            texts.extend(quiz.options.iter().map(|option| flat(&option.text)));
        }
        Block::Bet(bet) => {
            texts.push(flat(&bet.ask));
            texts.extend(bet.options.iter().map(|option| flat(&option.text)));
        }
        Block::Number(number) => texts.push(flat(&number.ask)),
        Block::Task(task) => texts.push(flat(&task.goal)),
        Block::Arrangement(arrangement) => {
            texts.push(flat(&arrangement.ask));
            let places = arrangement.places.iter().flatten();
            texts.extend(places.chain(&arrangement.things).map(|text| flat(text)));
        }
    }
}

fn row(cells: &[Vec<Inline>]) -> String {
    let cells: Vec<String> = cells.iter().map(|cell| flat(cell)).collect();
    cells.join("  ")
}

/// Running text without its dress.
pub fn flat(text: &[Inline]) -> String {
    text.iter()
        .map(|inline| match inline {
            Inline::Text(words) | Inline::Code(words) => words.clone(),
            Inline::Emphasis(inner) | Inline::Strong(inner) | Inline::Struck(inner) => flat(inner),
            Inline::Formula(formula) => match &formula.math {
                Some(math) => math.unicode(),
                None => formula.latex.clone(),
            },
            Inline::Box { .. } => String::new(),
            Inline::Break => " ".to_owned(),
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::lesson::catalog::Catalog;

    fn course() -> Course {
        Catalog::embedded()
            .course()
            .expect("the lessons are without fault")
    }

    #[test]
    fn a_hit_comes_in_its_sentence() {
        let text = "First. A density must enclose the area 1. So it is.";
        let (before, found, after) = sentence(text, "must enclose").expect("it is there");
        assert_eq!(
            (&before[..], &found[..], &after[..]),
            ("A density ", "must enclose", " the area 1.")
        );
        assert_eq!(sentence(text, "absent"), None);
    }

    #[test]
    fn titles_come_before_text_and_case_does_not_matter() {
        let course = course();
        let hits = search(&course, "SIGMA");
        let title = |hit: &Hit| {
            course.lessons[hit.lesson].steps[hit.step]
                .title
                .to_lowercase()
        };
        assert!(title(&hits[0]).contains("sigma"));
        assert!(hits.iter().any(|hit| !title(hit).contains("sigma")));
        assert!(search(&course, "  ").is_empty());
        // What a lesson says of itself leads to its first step.
        let hits = search(&course, "the variance: the square");
        assert_eq!(hits.len(), 1);
        assert_eq!((hits[0].step, &hits[0].before[..]), (0, "σ²: "));
    }

    #[test]
    fn a_place_is_found_by_number_id_and_title() {
        let course = course();
        let all = course
            .lessons
            .iter()
            .map(|lesson| lesson.steps.len())
            .sum::<usize>();
        assert_eq!(places(&course, "").len(), all);
        for asked in [
            "04:1",
            "normal-distribution:",
            "autoencoder:train",
            "Train it",
        ] {
            assert!(!places(&course, asked).is_empty(), "{asked}");
        }
        assert!(places(&course, "no such place").is_empty());
    }
}
