//! One learner or one question, closer: what they did, or everything that was answered.

use super::{Board, Part, Sight, told};
use crate::class::{Doing, Given};
use crate::lesson::model::Block;
use crate::screens::plain::words;
use crate::ui::chrome;
use crate::ui::number::many;
use crate::ui::scroll::Scroll;
use crate::ui::text::{MEASURE, folded, wrap_text};
use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::style::Style;

/// A line with its style.
type Told = (String, Style);

impl Board {
    /// What is looked at, as lines of the screen's width.
    pub(super) fn closer_lines(&self) -> Vec<Told> {
        let sight = self.sight();
        let told = match self.part {
            Part::People => self.person().map(|id| person(sight, id)),
            Part::Missed => self.question().map(|at| question(sight, at)),
        };
        let width = self.area.width.saturating_sub(6).min(MEASURE);
        let mut lines = Vec::new();
        for (text, style) in told.unwrap_or_default() {
            let text = folded(&text, &self.look);
            let wrapped = wrap_text(&text, width);
            let wrapped = if wrapped.is_empty() {
                vec![String::new()]
            } else {
                wrapped
            };
            lines.extend(wrapped.into_iter().map(|line| (line, style)));
        }
        lines
    }

    pub(super) fn draw_closer(&self, scroll: Scroll, area: Rect, buf: &mut Buffer) {
        let body = chrome::frame(area).body;
        let lines = self.closer_lines();
        let rows = u16::try_from(lines.len()).unwrap_or(u16::MAX);
        let offset = scroll.offset(rows, body.height);
        let shown = lines.iter().skip(usize::from(offset));
        for ((line, style), y) in shown.zip(body.y..body.bottom()) {
            chrome::put(
                buf,
                body.x + 2,
                y,
                line,
                body.width.saturating_sub(2),
                *style,
            );
        }
        let more = scroll.more_below(rows, body.height);
        chrome::marks(offset > 0, more, area, buf, &self.look);
    }
}

fn person(sight: Sight, id: &str) -> Vec<Told> {
    let (class, look) = (sight.class, sight.look);
    let theme = &look.theme;
    let Some(learner) = class.learner(id) else {
        return Vec::new();
    };
    let digest = &learner.digest;
    let questions = class.questions();
    let mut lines = vec![(told::name(sight, id), theme.strong)];
    let doing = match digest.doing {
        None => format!(
            "away for {}",
            told::time(class.now.saturating_sub(digest.last))
        ),
        Some(Doing::Reading) => "here".to_owned(),
        Some(Doing::Training { step, steps, .. }) => format!("trains: {step} of {steps} steps"),
        Some(Doing::Waiting { ahead }) => format!("waits for a core, {ahead} ahead"),
    };
    if let Some((lesson, step)) = digest.place {
        let title = questions
            .course()
            .lessons
            .get(lesson)
            .and_then(|it| it.steps.get(step));
        let title = title.map_or("", |step| &step.title);
        let since = told::time(class.now.saturating_sub(digest.since));
        let at = told::place(questions, (lesson, step));
        lines.push((
            format!("at {at}, {title}, for {since}; {doing}"),
            theme.text,
        ));
        let stuck = class.stuck_at((lesson, step));
        if stuck > 0 {
            let text = format!("{} stuck at this step", many(stuck as u64, "learner"));
            lines.push((text, theme.bad));
        }
    } else {
        lines.push((doing, theme.text));
    }
    lines.push((many(digest.done as u64, "step") + " done", theme.text));
    lines.push((String::new(), theme.text));
    let head = match digest.open.len() {
        0 => "Nothing is open there.",
        _ => "Open there:",
    };
    lines.push((head.to_owned(), theme.strong));
    for at in &digest.open {
        let Some((_, _, block)) = questions.at(*at) else {
            continue;
        };
        let tried = digest
            .first(*at)
            .map(|given| told::given(given, block, look));
        let tried = tried.map_or("nothing yet".to_owned(), |given| format!("first: {given}"));
        lines.push((
            format!("{} - {tried}", told::asked(block, look)),
            theme.text,
        ));
    }
    let wrong = digest
        .firsts
        .iter()
        .filter(|(_, given)| *given != Given::Right);
    let wrong: Vec<_> = wrong.collect();
    lines.push((String::new(), theme.text));
    let head = match wrong.len() {
        0 => "Everything was right at first.".to_owned(),
        n => format!("Not right at first: {n} of {}", digest.firsts.len()),
    };
    lines.push((head, theme.strong));
    for (at, given) in wrong {
        let Some((_, _, block)) = questions.at(*at) else {
            continue;
        };
        let place = questions
            .all()
            .get(*at)
            .map(|it| (it.lesson, it.step))
            .unwrap_or_default();
        let place = told::place(questions, place);
        let (asked, given) = (told::asked(block, look), told::given(given, block, look));
        lines.push((format!("{place} {asked} - {given}"), theme.text));
    }
    let (bets, right) = (
        digest.claims.len(),
        digest.claims.iter().filter(|it| it.2).count(),
    );
    if bets > 0 {
        lines.push((String::new(), theme.text));
        let text = format!(
            "{}: what was trusted most happened in {right}",
            many(bets as u64, "bet")
        );
        lines.push((text, theme.text));
    }
    lines
}

fn question(sight: Sight, at: usize) -> Vec<Told> {
    let look = sight.look;
    let theme = &look.theme;
    let found = sight.class.questions().at(at).zip(sight.class.tally(at));
    let Some(((lesson, step, block), tally)) = found else {
        return Vec::new();
    };
    let title = format!("{:02} {}: {}", lesson.number, lesson.title, step.title);
    let mut lines = vec![
        (title, theme.strong),
        (told::asked(block, look), theme.text),
        (String::new(), theme.text),
        (
            format!("{} of {} right at first", tally.right(), tally.answers()),
            theme.strong,
        ),
    ];
    for (given, count) in tally.groups() {
        let style = if *given == Given::Right {
            theme.good
        } else {
            theme.text
        };
        lines.push((
            format!("{count:>3}  {}", told::given(given, block, look)),
            style,
        ));
        let reply = match (given, block) {
            (Given::Marked(marked), Block::Quiz(quiz)) => {
                let first = marked.first().and_then(|at| quiz.options.get(*at));
                first.and_then(|option| option.reply.as_deref())
            }
            _ => None,
        };
        if let Some(reply) = reply {
            lines.push((
                format!("The course replies: {}", words(reply, look)),
                theme.dim,
            ));
        }
    }
    lines
}
