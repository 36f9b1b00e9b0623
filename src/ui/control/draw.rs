//! A control as one line: mark, symbol, name, value, `−` track `+`, and its remark.

use crate::ui::Look;
use crate::ui::control::{Control, Kind};
use crate::ui::text::folded;
use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::style::Style;
use unicode_width::UnicodeWidthStr;

/// How a control stands on its line.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Row {
    /// The mark is on it.
    pub focused: bool,
    /// It is shown but not to be moved.
    pub locked: bool,
}

/// The parts of a control that a click can mean.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Zone {
    /// The `−` at the low end.
    Less,
    /// The `+` at the high end.
    More,
    /// The track, at a share from 0 to 1.
    Track(f64),
    /// Anything else on the line.
    Line,
}

/// Columns of a block of controls: names and values line up, tracks start together.
struct Columns {
    symbol: u16,
    name: u16,
    value: u16,
    less: u16,
    track: u16,
    track_width: u16,
    more: u16,
    note: u16,
}

impl Columns {
    fn new(controls: &[Control], width: u16, look: &Look) -> Self {
        let widest = |f: &dyn Fn(&Control) -> usize| {
            controls
                .iter()
                .map(f)
                .max()
                .map_or(0, |w| u16::try_from(w).unwrap_or(u16::MAX))
        };
        // In ASCII a symbol would be a word, and the name is that word already.
        let symbols = if look.glyphs.ascii {
            0
        } else {
            widest(&|c| c.symbol.width())
        };
        let symbol = 2;
        let name = symbol + if symbols > 0 { symbols + 1 } else { 0 };
        let value = name + widest(&|c| c.name.width()) + 2;
        let less = value + widest(&value_width) + 2;
        let track = less + 2;
        // The longest track that leaves the remark its place; a short one still says where.
        let notes = widest(&|c| folded(&c.note, look).width());
        let room = width.saturating_sub(track + 2 + if notes > 0 { notes + 2 } else { 0 });
        let track_width = room.clamp(7, 19);
        let more = track + track_width + 1;
        Self {
            symbol,
            name,
            value,
            less,
            track,
            track_width,
            more,
            note: more + 3,
        }
    }
}

fn value_width(control: &Control) -> usize {
    match &control.kind {
        Kind::Number { min, max, unit, .. } => {
            let ends = [*min, *max].map(|v| match &control.kind {
                Kind::Number { decimals, .. } => super::step::spelled(v, *decimals).width(),
                Kind::Choice { .. } => 0,
            });
            let unit = if unit.is_empty() { 0 } else { unit.width() + 1 };
            ends[0].max(ends[1]).max(control.value().width()) + unit
        }
        Kind::Choice { options, .. } => options.iter().map(|o| o.width()).max().unwrap_or(0),
    }
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
        Row { locked: true, .. } => theme.dim,
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
    let value = value_text(control);
    let pad = usize::from(at.less.saturating_sub(at.value + 2)).saturating_sub(value.width());
    put(
        at.value + u16::try_from(pad).unwrap_or(0),
        &value,
        theme.strong.patch(base),
    );
    if row.locked {
        put(at.less, "(fixed here)", theme.dim);
    } else {
        put(at.less, look.pick("−", "-"), base);
        let knob = (control.share() * f64::from(at.track_width - 1)).round() as usize;
        let (rail, mark) = (look.pick("━", "-"), look.pick("●", "o"));
        put(
            at.track,
            &rail.repeat(usize::from(at.track_width)),
            theme.dim,
        );
        put(at.track + u16::try_from(knob).unwrap_or(0), mark, base);
        put(at.more, "+", base);
    }
    put(at.note, &folded(&control.note, look), theme.dim);
}

/// What column `x` of the line of `controls` means.
pub fn zone(controls: &[Control], x: u16, width: u16, look: &Look) -> Zone {
    let at = Columns::new(controls, width, look);
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
            locked: false,
        };
        draw(controls, 0, state, area, &mut buf, &plain(ascii));
        (0..46).map(|x| buf[(x, 0)].symbol().to_string()).collect()
    }

    #[test]
    fn a_control_is_one_line_with_its_ends_named() {
        assert_eq!(
            row(&sigma(3.0), false).trim_end(),
            "► σ sigma  3.0  − ━━━━━━━━━━━━━━━━━━● +  wide"
        );
        assert!(row(&sigma(0.1), true).starts_with("> sigma  0.1  - o----"));
    }

    #[test]
    fn what_is_drawn_is_what_a_click_finds() {
        let controls = sigma(1.0);
        let drawn: Vec<char> = row(&controls, false).chars().collect();
        let find = |mark: char| drawn.iter().position(|&c| c == mark).unwrap_or(0) as u16;
        let at = |x| zone(&controls, x, 46, &plain(false));
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
}
