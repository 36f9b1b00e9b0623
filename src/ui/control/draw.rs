//! A control as one line: mark, symbol, name, value, `−` track `+`, and its remark. Of two values
//! both stand there, the one it has marked.

use crate::ui::Look;
use crate::ui::control::columns::{Columns, SWITCH_GAP};
use crate::ui::control::{Control, Kind, Lock};
use crate::ui::text::folded;
use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::style::Style;
use std::ops::Range;
use unicode_width::UnicodeWidthStr;

/// How a control stands on its line.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Row {
    /// The mark is on it.
    pub focused: bool,
    /// It is shown but not to be moved: why.
    pub held: Option<Lock>,
}

/// The parts of a control that a click can mean.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Zone {
    /// The `−` at the low end.
    Less,
    /// The `+` at the high end.
    More,
    /// The track, at a share from 0 to 1; of two values the first is 0 and the second 1.
    Track(f64),
    /// Anything else on the line.
    Line,
}

fn value_text(control: &Control) -> String {
    match &control.kind {
        Kind::Number { unit, .. } if !unit.is_empty() => format!("{} {unit}", control.value()),
        _ => control.value(),
    }
}

/// Draws control `index` of `controls` on one line.
pub fn draw(
    controls: &[Control],
    index: usize,
    row: Row,
    line: Rect,
    buf: &mut Buffer,
    look: &Look,
) {
    let Some(control) = controls.get(index) else {
        return;
    };
    let at = Columns::new(controls, line.width, look);
    let theme = &look.theme;
    let base = match row {
        Row { held: Some(_), .. } => theme.dim,
        Row { focused: true, .. } => theme.accent,
        _ => theme.text,
    };
    let mut put = |x: u16, text: &str, style: Style| {
        if x < line.width {
            let room = usize::from(line.width - x);
            buf.set_stringn(line.x + x, line.y, text, room, style);
        }
    };
    if line.height == 0 {
        return;
    }
    if row.focused {
        put(0, look.pick("►", ">"), theme.accent);
    }
    if at.symbol < at.name {
        put(at.symbol, control.symbol, base);
    }
    put(at.name, control.name, base);
    if let Some(held) = row.held {
        let value = value_text(control);
        let x = right_aligned(&value, &at);
        put(x, &value, theme.strong.patch(base));
        put(
            at.less.max(x + width(&value) + 2),
            &held.beside(),
            theme.dim,
        );
    } else if let Some((names, chosen)) = control.toggle() {
        for (option, x) in switch(names, &at, look).into_iter().enumerate() {
            let on = option == chosen;
            let mark = match on {
                true => look.pick("● ", "(o) "),
                false => look.pick("○ ", "( ) "),
            };
            let style = if on {
                theme.strong.patch(base)
            } else {
                theme.dim
            };
            put(x.start, &format!("{mark}{}", names[option]), style);
        }
    } else {
        let value = value_text(control);
        put(right_aligned(&value, &at), &value, theme.strong.patch(base));
        put(at.less, look.pick("−", "-"), base);
        let knob = (control.share() * f64::from(at.track_width - 1)).round() as u16;
        let (rail, mark) = (look.pick("━", "-"), look.pick("●", "o"));
        put(
            at.track,
            &rail.repeat(usize::from(at.track_width)),
            theme.dim,
        );
        put(at.track + knob, mark, base);
        put(at.more, "+", base);
    }
    let note = folded(&with_minus(&control.note), look);
    if at.note + width(&note) <= line.width {
        put(at.note, &note, theme.dim);
    }
}

/// A note that is a formula, with the minus that formulas are set with. What is typed in it, such as
/// 1e-4, and the hyphens of words stay.
fn with_minus(note: &str) -> String {
    if !note.contains(['=', 'Σ', '²', '~']) {
        return note.to_owned();
    }
    let mut before = [' '; 2];
    let signs = note.chars().map(|c| {
        let exponent = before[0].is_ascii_digit() && before[1] == 'e';
        before = [before[1], c];
        if c == '-' && !exponent { '−' } else { c }
    });
    signs.collect()
}

/// What column `x` of the line of control `index` means.
pub fn zone(controls: &[Control], index: usize, x: u16, width: u16, look: &Look) -> Zone {
    let at = Columns::new(controls, width, look);
    if let Some((names, _)) = controls.get(index).and_then(Control::toggle) {
        let mut places = switch(names, &at, look).into_iter();
        let hit = places.position(|place| place.contains(&x));
        return hit.map_or(Zone::Line, |option| Zone::Track(option as f64));
    }
    if x + 1 >= at.less && x <= at.less + 1 && x < at.track {
        Zone::Less
    } else if x >= at.track && x < at.track + at.track_width {
        Zone::Track(f64::from(x - at.track) / f64::from(at.track_width - 1))
    } else if x + 1 >= at.more && x <= at.more + 1 {
        Zone::More
    } else {
        Zone::Line
    }
}

/// How far along the track column `x` of a control's line is, or the end of the track nearest to it.
pub fn nearest_share(controls: &[Control], x: u16, width: u16, look: &Look) -> f64 {
    let at = Columns::new(controls, width, look);
    let last = at.track_width - 1;
    f64::from(x.saturating_sub(at.track).min(last)) / f64::from(last)
}

/// The columns of two values with their marks.
fn switch(names: [&str; 2], at: &Columns, look: &Look) -> [Range<u16>; 2] {
    let mark = width(look.pick("● ", "(o) "));
    let [first, second] = names.map(|name| mark + width(name));
    let next = at.value + first + SWITCH_GAP;
    [at.value..at.value + first, next..next + second]
}

/// The column at which a value ends with the others.
fn right_aligned(value: &str, at: &Columns) -> u16 {
    let end = at.less.saturating_sub(2);
    end.saturating_sub(width(value)).max(at.value)
}

fn width(text: &str) -> u16 {
    u16::try_from(text.width()).unwrap_or(u16::MAX)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ui::control::Steps;
    use crate::ui::plain;

    fn sigma(value: f64) -> Vec<Control> {
        let kind = Kind::Number {
            value,
            min: 0.1,
            max: 3.0,
            steps: Steps::Even(0.1),
            decimals: 1,
            unit: "",
        };
        vec![Control {
            name: "sigma",
            symbol: "σ",
            help: "",
            kind,
            note: "wide".into(),
        }]
    }

    fn row(controls: &[Control], ascii: bool) -> String {
        let area = Rect::new(0, 0, 46, 1);
        let mut buf = Buffer::empty(area);
        let state = Row {
            focused: true,
            held: None,
        };
        draw(controls, 0, state, area, &mut buf, &plain(ascii));
        (0..46).map(|x| buf[(x, 0)].symbol().to_string()).collect()
    }

    #[test]
    fn a_formula_beside_a_knob_has_one_minus() {
        for (note, drawn) in [
            ("Σ(y - 0.3x + 2)²", "Σ(y − 0.3x + 2)²"),
            ("-log L = -3.1", "−log L = −3.1"),
            ("step = 1e-4", "step = 1e-4"),
            ("a two-valued control", "a two-valued control"),
        ] {
            assert_eq!(with_minus(note), drawn);
        }
    }

    #[test]
    fn a_control_is_one_line_with_its_ends_named() {
        assert_eq!(
            row(&sigma(3.0), false).trim_end(),
            "► σ sigma  3.0  − ━━━━━━━━━━━━━━● +  wide"
        );
        assert!(row(&sigma(0.1), true).starts_with("> sigma  0.1  - o----"));
    }

    #[test]
    fn what_is_drawn_is_what_a_click_finds() {
        let controls = sigma(1.0);
        let drawn: Vec<char> = row(&controls, false).chars().collect();
        let find = |mark: char| drawn.iter().position(|&c| c == mark).unwrap_or(0) as u16;
        let at = |x| zone(&controls, 0, x, 46, &plain(false));
        assert_eq!(at(find('−')), Zone::Less);
        assert_eq!(at(find('+')), Zone::More);
        assert_eq!(at(0), Zone::Line);
        match at(find('●')) {
            Zone::Track(share) => assert!((share - controls[0].share()).abs() < 0.05),
            other => panic!("the knob is {other:?}"),
        }
    }

    #[test]
    fn nothing_jumps_while_the_value_changes() {
        let find = |value| row(&sigma(value), false).find('−');
        assert_eq!(find(0.1), find(2.9));
    }

    #[test]
    fn the_track_fills_the_line_and_ends_at_one_place_whatever_the_remark() {
        let end = |note: &str| {
            let mut controls = sigma(1.0);
            controls[0].note = note.into();
            let row = row(&controls, false);
            row.chars().position(|c| c == '+')
        };
        assert_eq!(end(""), Some(45), "without a remark to the edge");
        assert_eq!(end("= 9.99"), end("= -10.00"));
    }

    fn axes(chosen: usize) -> Vec<Control> {
        let options = vec!["raw", "standardized"];
        let toggle = Control {
            name: "axes",
            symbol: "",
            help: "",
            kind: Kind::Choice { options, chosen },
            note: String::new(),
        };
        sigma(1.0).into_iter().chain([toggle]).collect()
    }

    #[test]
    fn two_values_stand_side_by_side_and_any_step_and_a_click_change_them() {
        let drawn = |chosen, ascii| {
            let area = Rect::new(0, 0, 46, 1);
            let mut buf = Buffer::empty(area);
            let free = Row {
                focused: false,
                held: None,
            };
            draw(&axes(chosen), 1, free, area, &mut buf, &plain(ascii));
            let row: String = (0..46).map(|x| buf[(x, 0)].symbol()).collect();
            row.trim().to_string()
        };
        assert_eq!(drawn(0, false), "axes   ● raw  ○ standardized");
        assert_eq!(drawn(1, true), "axes   ( ) raw  (o) standardized");
        let axes = axes(1);
        for steps in [1, -1, 10, -10] {
            assert_eq!(axes[1].stepped(steps), "raw");
        }
        let row = drawn(1, false);
        let at = |word: &str| {
            row.find(word)
                .map_or(0, |at| row[..at].chars().count() as u16)
                + 4
        };
        let hit = |word| match zone(&axes, 1, at(word), 46, &plain(false)) {
            Zone::Track(share) => axes[1].at_share(share),
            other => panic!("{other:?}"),
        };
        assert_eq!(
            (hit("raw"), hit("standardized")),
            ("raw".into(), "standardized".into())
        );
        assert_eq!(zone(&axes, 1, 4, 46, &plain(false)), Zone::Line);
    }
}
