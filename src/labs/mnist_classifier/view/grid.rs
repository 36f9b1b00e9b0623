//! The chosen digits side by side, each with its label, its answer and the next likely one.

use super::super::{MnistClassifier, facts};
use crate::event::{Mouse, MouseKind};
use crate::ui::Look;
use crate::ui::chrome::{longest_form, put};
use crate::ui::number::grouped;
use crate::ui::plot::digit::{self, Picture};
use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

/// Columns and rows of a digit, columns and rows from one to the next.
const DIGIT: (u16, u16) = (12, 5);
const PITCH: (u16, u16) = (15, 6);

/// What stands below each digit, the sign of an arrow between the first two.
const LEGEND: [&str; 2] = ["label", "answer p, next p"];

/// Rows below which none of them is seen: a line of words, and one row of digits.
pub const LEAST: u16 = 1 + PITCH.1;

/// Pixels left out of each digit: MNIST keeps its edges free.
const CROP: (u8, u8) = (2, 4);

/// How many digits there is room for, in columns and rows.
fn room(area: Rect) -> (u16, u16) {
    let across = (area.width + PITCH.0 - DIGIT.0) / PITCH.0;
    (across, area.height.saturating_sub(1) / PITCH.1)
}

/// The first of the chosen digits that is on the page.
fn first(lab: &MnistClassifier, (across, down): (u16, u16)) -> usize {
    let page = usize::from(across * down).max(1);
    let nth = lab.nth();
    nth / page * page
}

/// What is chosen, and as many of those digits as there is room for, with a mark at the one that is
/// shown alone.
pub fn draw(lab: &MnistClassifier, area: Rect, buf: &mut Buffer, look: &Look) {
    let theme = &look.theme;
    if area.is_empty() {
        return;
    }
    let Some(read) = lab.shown() else {
        return put(
            buf,
            area.x,
            area.y,
            facts::waiting(lab),
            area.width,
            theme.dim,
        );
    };
    let (across, down) = room(area);
    let from = first(lab, (across, down));
    let words = lab
        .chosen
        .words(lab.list.len(), read.verdicts().len(), read.set.name());
    let brief = words.replace(" digits", "");
    let wrong = brief.replace(" read wrongly", " wrong");
    let briefest = wrong.replace(&format!(" {}", read.set.name()), "");
    let right = lab.chosen.are_all_errors().then(|| {
        let errors = lab.list.len() as f64 / read.verdicts().len().max(1) as f64;
        let right = format!("{:.2} % right", 100.0 * (1.0 - errors));
        let count = grouped(lab.list.len() as u64);
        [
            format!("{briefest}: {right}"),
            format!("{count} wrong: {right}"),
        ]
    });
    let forms = [words, brief, wrong, briefest];
    let forms = right.into_iter().flatten().chain(forms);
    let words = longest_form(forms, area.width);
    put(buf, area.x, area.y, &words, area.width, theme.strong);
    let arrow = look.pick("→", ">");
    let legend = LEGEND.join(arrow);
    let used = words.chars().count() as u16 + 3;
    let free = area.width.saturating_sub(used);
    if usize::from(free) >= legend.chars().count() {
        put(buf, area.x + used, area.y, &legend, free, theme.dim);
    }
    let nth = lab.nth();
    let places = (0..down).flat_map(|row| (0..across).map(move |column| (column, row)));
    for (number, ((column, row), &at)) in (from..).zip(places.zip(lab.list.iter().skip(from))) {
        let cell = Rect {
            x: area.x + column * PITCH.0,
            y: area.y + 1 + row * PITCH.1,
            width: DIGIT.0,
            height: DIGIT.1,
        };
        let pixels = read.pixels(at);
        digit::draw(&Picture::new(&pixels, 28).cropped(CROP), cell, buf, look);
        let verdict = &read.verdicts()[at];
        let answer = &verdict.answer;
        let is_shown = number == nth;
        let mark = if is_shown { look.pick("►", ">") } else { " " };
        let caption = format!(
            "{mark}{}{arrow}{} {} {} {}",
            verdict.truth,
            answer.class,
            short(answer.p),
            answer.next,
            short(answer.next_p)
        );
        let style = if is_shown { theme.strong } else { theme.dim };
        put(buf, cell.x, cell.bottom(), &caption, PITCH.0, style);
    }
}

/// A probability in three characters.
fn short(p: f64) -> String {
    let two = format!("{p:.2}");
    match two.strip_prefix('0') {
        Some(hundredths) => hundredths.to_owned(),
        None => "1.0".to_owned(),
    }
}

/// The same beside the matrix, where there is room for one at least.
pub fn draw_few(lab: &MnistClassifier, area: Rect, buf: &mut Buffer, look: &Look) {
    if room(area).0 > 0 {
        draw(lab, area, buf, look);
    }
}

/// A press on a digit shows it alone.
pub fn touch(lab: &mut MnistClassifier, mouse: Mouse, area: Rect) {
    let (across, down) = room(area);
    let column = mouse.x.saturating_sub(area.x) / PITCH.0;
    let row = mouse.y.checked_sub(area.y + 1).map(|y| y / PITCH.1);
    let Some(row) = row.filter(|row| *row < down && column < across) else {
        return;
    };
    let nth = first(lab, (across, down)) + usize::from(row * across + column);
    if mouse.kind == MouseKind::Press && nth < lab.list.len() {
        lab.chosen.nth = nth;
    }
}
