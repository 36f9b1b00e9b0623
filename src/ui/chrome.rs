//! The frame that is always the same: header, rule, body, rule, footer.

mod hints;

use crate::ui::Look;
use crate::ui::text::{Columns, folded, wrap_text};
pub use hints::{Hint, fitting, footer, hint_at};
use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::style::Style;
use unicode_width::UnicodeWidthStr;

/// How far a step has come.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Dot {
    /// It was not on the screen.
    New,
    /// It was, and something in it is open.
    Open,
    /// Nothing is left to do.
    Done,
}

impl Dot {
    /// Its sign.
    pub fn sign(self, look: &Look) -> &str {
        match self {
            Self::New => look.pick("○", "."),
            Self::Open => look.pick("•", "o"),
            Self::Done => look.pick("●", "*"),
        }
    }
}

/// How far along something is, as a row of dots.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Dots<'a> {
    /// The steps.
    pub steps: &'a [Dot],
    /// Where the learner is.
    pub at: usize,
}

/// The parts of a screen.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Frame {
    /// One line on top.
    pub header: Rect,
    /// Everything between the rules.
    pub body: Rect,
    /// One line at the bottom.
    pub footer: Rect,
}

/// Lays out the frame: below six rows the rules go, below three the header, then the footer.
pub fn frame(area: Rect) -> Frame {
    let (rules, header, footer) = match area.height {
        0..=1 => (0, 0, 0),
        2 => (0, 0, 1),
        3..=5 => (0, 1, 1),
        _ => (1, 1, 1),
    };
    let row = |y, height| Rect {
        y: area.y + y,
        height,
        ..area
    };
    let body = area.height - header - footer - 2 * rules;
    Frame {
        header: row(0, header),
        body: row(header + rules, body),
        footer: row(area.height - footer, footer),
    }
}

/// Draws the rules and the header: course and lesson on the left, the step dots on the right.
pub fn header(title: &str, dots: Option<Dots>, area: Rect, buf: &mut Buffer, look: &Look) {
    let frame = frame(area);
    rules(area, buf, look);
    if frame.header.is_empty() {
        return;
    }
    let right = dots.map_or(String::new(), |dots| dots_text(dots, area.width, look));
    let right_width = right.columns() as u16;
    let room = area.width.saturating_sub(right_width + 3);
    let (x, y) = (frame.header.x, frame.header.y);
    let whole = folded(title, look);
    // A title that would be cut stands without the program's name before it.
    let own = whole
        .split_once(look.pick(" · ", " - "))
        .map(|(_, own)| own);
    let title = own.filter(|_| whole.columns() > usize::from(room));
    let title = title.unwrap_or(&whole);
    put(buf, x + 1, y, title, room, look.theme.strong);
    let at = (x + area.width).saturating_sub(right_width + 1);
    put(buf, at, y, &right, right_width, look.theme.dim);
    if let Some(here) = right.chars().position(|c| matches!(c, '◊' | '@')) {
        buf[(at + here as u16, y)].set_style(look.theme.accent);
    }
}

/// The step whose dot is at a cell of the screen.
pub fn dot_at(dots: Dots, area: Rect, x: u16, y: u16, look: &Look) -> Option<usize> {
    let text = dots_text(dots, area.width, look);
    let begin = area.right().checked_sub(text.columns() as u16 + 1)?;
    let step = usize::from(x.checked_sub(begin)?);
    let shown = text.contains("  ") && step < dots.steps.len();
    (shown && frame(area).header.contains((x, y).into())).then_some(step)
}

fn dots_text(dots: Dots, width: u16, look: &Look) -> String {
    let count = format!("{} of {}", dots.at + 1, dots.steps.len());
    if dots.steps.len() + count.len() > usize::from(width) / 2 {
        return count;
    }
    let dot = |(i, dot): (usize, &Dot)| match i == dots.at {
        true => look.pick("◊", "@").to_owned(),
        false => dot.sign(look).to_owned(),
    };
    let row: String = dots.steps.iter().enumerate().map(dot).collect();
    format!("{row}  {count}")
}

fn rules(area: Rect, buf: &mut Buffer, look: &Look) {
    let rule = look.pick("─", "-").repeat(usize::from(area.width));
    let (upper, lower) = rule_rows(area).unzip();
    for y in upper.into_iter().chain(lower) {
        put(buf, area.x, y, &rule, area.width, look.theme.dim);
    }
}

/// Marks on the rules that rows lie hidden above or below.
pub fn marks(above: bool, below: bool, area: Rect, buf: &mut Buffer, look: &Look) {
    let mut mark = |text: &str, y: u16| {
        let x = area.right().saturating_sub(text.columns() as u16 + 2);
        put(buf, x, y, text, u16::MAX, look.theme.accent);
    };
    let Some((upper, lower)) = rule_rows(area) else {
        return;
    };
    if above {
        mark(&format!(" {} PageUp ", look.pick("↑", "^")), upper);
    }
    if below {
        mark(&format!(" {} more: PageDown ", look.pick("↓", "v")), lower);
    }
}

/// Says a sentence on the lower rule. One that is too long for that stands above it, where the rule
/// cuts no letter: half a sentence helps nobody.
pub fn say(sentence: &str, style: Style, area: Rect, buf: &mut Buffer, look: &Look) {
    let Some((upper, lower)) = rule_rows(area) else {
        return;
    };
    let width = area.width.saturating_sub(6);
    let mut lines = wrap_text(&folded(sentence, look), width);
    lines.truncate(usize::from((lower - upper).saturating_sub(1).max(1)));
    let whole = lines.len() <= 1;
    let rule = look.pick("─", "-").repeat(usize::from(area.width));
    let blank = " ".repeat(usize::from(area.width));
    for (above, line) in (u16::from(!whole)..).zip(lines.iter().rev()) {
        let y = lower - above;
        let under = if whole { &rule } else { &blank };
        put(buf, area.x, y, under, area.width, look.theme.dim);
        let text = format!(" {} ", line.trim_end());
        put(buf, area.x + 2, y, &text, width + 2, style);
    }
}

/// Says something in the place of the header and the upper rule: nothing of the body is hidden.
/// A line of the text too long for one row takes the next one's.
pub fn banner(text: &str, area: Rect, buf: &mut Buffer, look: &Look) {
    let rows = frame(area).body.y.saturating_sub(area.y).max(1);
    let width = area.width.saturating_sub(2);
    let lines = text.lines().flat_map(|line| wrap_text(line, width));
    let mut lines = lines.chain(std::iter::repeat(String::new()));
    for y in area.y..area.y.saturating_add(rows).min(area.bottom()) {
        let said = folded(&lines.next().unwrap_or_default(), look);
        let blank = " ".repeat(usize::from(area.width));
        put(buf, area.x, y, &blank, area.width, look.theme.text);
        put(buf, area.x + 1, y, &said, width, look.theme.bad);
    }
}

/// The rows of both rules, on a screen that has them.
fn rule_rows(area: Rect) -> Option<(u16, u16)> {
    let frame = frame(area);
    let rules = frame.body.y > area.y + frame.header.height;
    rules.then(|| (frame.body.y - 1, frame.body.bottom()))
}

/// The first of some forms of one text, from the longest to the shortest, that fits into `room` columns;
/// where none does, the last.
pub fn longest_form(forms: impl IntoIterator<Item = String>, room: u16) -> String {
    let mut last = String::new();
    for form in forms {
        if form.width() <= usize::from(room) {
            return form;
        }
        last = form;
    }
    last
}

/// Writes text, cut at `room` columns, wherever that is on the screen.
pub fn put(buf: &mut Buffer, x: u16, y: u16, text: &str, room: u16, style: Style) {
    if buf.area.contains((x, y).into()) {
        let room = room.min(buf.area.right() - x);
        buf.set_stringn(x, y, text, usize::from(room), style);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ui::plain;
    use ratatui::buffer::Cell;

    #[test]
    fn a_text_takes_the_longest_form_that_fits() {
        let forms = ["every ◊ of it", "some ◊", "◊"].map(str::to_owned);
        for (room, form) in [(13, 0), (12, 1), (6, 1), (5, 2), (1, 2), (0, 2)] {
            assert_eq!(longest_form(forms.clone(), room), forms[form]);
        }
        assert_eq!(longest_form([], 9), "");
    }

    #[test]
    fn the_frame_takes_every_row_once() {
        for height in 0..40 {
            let area = Rect::new(0, 0, 80, height);
            let frame = frame(area);
            let rules = if height >= 6 { 2 } else { 0 };
            let sum = frame.header.height + frame.body.height + frame.footer.height + rules;
            assert_eq!(sum, height);
            assert!(frame.body.bottom() <= area.bottom());
        }
    }

    #[test]
    fn the_first_hint_stays_however_narrow_the_screen() {
        let area = Rect::new(0, 0, 12, 6);
        let mut buf = Buffer::empty(area);
        let hints = [Hint::new("→", "next", None), Hint::new("?", "help", None)];
        footer(&hints, area, &mut buf, &plain(false));
        let row: String = (0..12).map(|x| buf[(x, 5)].symbol().to_string()).collect();
        assert_eq!(row.trim(), "→ next");
    }

    #[test]
    fn dots_show_what_was_seen_and_where_one_is() {
        let dots = Dots {
            steps: &[Dot::Done, Dot::Open, Dot::New, Dot::New],
            at: 2,
        };
        assert_eq!(dots_text(dots, 80, &plain(false)), "●•◊○  3 of 4");
        assert_eq!(dots_text(dots, 16, &plain(false)), "3 of 4");
        let long = Dots {
            steps: &[Dot::New; 26],
            at: 25,
        };
        assert!(dots_text(long, 80, &plain(false)).starts_with("○○○"));
        for (width, found) in [(80, [Some(0), Some(3)]), (16, [None, None])] {
            let area = Rect::new(0, 0, width, 24);
            let begin = width - 1 - dots_text(dots, width, &plain(false)).columns() as u16;
            let at = |x, y| dot_at(dots, area, x, y, &plain(false));
            assert_eq!([at(begin, 0), at(begin + 3, 0)], found);
            assert_eq!(
                [at(begin - 1, 0), at(begin + 4, 0), at(begin, 1)],
                [None; 3]
            );
        }
    }

    #[test]
    fn help_and_the_way_back_stay_in_the_footer_however_much_there_is() {
        let mut hints: Vec<Hint> = ["a", "b", "d", "e"]
            .map(|key| Hint::new(key, "something", None))
            .into();
        hints.push(Hint::new("Esc", "back", None));
        hints.push(Hint::new("?", "help", None));
        let area = Rect::new(0, 0, 40, 6);
        let left = fitting(hints, area, &plain(true));
        let keys: Vec<&str> = left.iter().map(|hint| hint.key.as_str()).collect();
        assert_eq!(keys, ["a", "Esc", "?"]);
    }

    #[test]
    fn a_sentence_too_long_for_the_rule_is_there_whole_above_it() {
        let area = Rect::new(0, 0, 40, 12);
        let sentence =
            "the first word, then more of them than a row of forty columns takes, and the last";
        for (said, above) in [(sentence, true), ("short", false)] {
            let mut buf = Buffer::filled(area, Cell::new("x"));
            rules(area, &mut buf, &plain(false));
            say(said, Style::default(), area, &mut buf, &plain(false));
            let row = |y| (0..40).map(|x| buf[(x, y)].symbol()).collect::<String>();
            let rows: Vec<String> = (7..11).map(row).collect();
            let text = rows.join(" ").replace(['─', 'x'], "");
            let words: Vec<&str> = text.split_whitespace().collect();
            assert_eq!(words.join(" "), said);
            assert_eq!(!rows[2].contains('x'), above);
            let rule = row(10);
            assert!(rule.contains('─'), "the rule is still there");
            assert_eq!(
                rule.chars().all(|c| c == '─'),
                above,
                "no letter is cut by it"
            );
        }
    }
}
