//! The columns of a block of controls: names and values line up, tracks start together and end where
//! the picture above them does.

use super::{Control, Kind, step};
use crate::ui::Look;
use crate::ui::text::folded;
use unicode_width::UnicodeWidthStr;

/// The shortest track that says where its knob is.
const SHORT: u16 = 7;

/// A shorter track is not worth the remark beside it.
const WORTH: u16 = 12;

/// Columns between two values that stand side by side.
pub const SWITCH_GAP: u16 = 2;

/// Where the parts of a control stand, counted from the start of its line.
pub struct Columns {
    pub symbol: u16,
    pub name: u16,
    pub value: u16,
    pub less: u16,
    pub track: u16,
    pub track_width: u16,
    pub more: u16,
    pub note: u16,
}

impl Columns {
    /// The columns of controls on lines of a width.
    pub fn new(controls: &[Control], width: u16, look: &Look) -> Self {
        let widest = |f: &dyn Fn(&Control) -> usize| {
            let widths = controls.iter().map(f);
            widths
                .max()
                .map_or(0, |w| u16::try_from(w).unwrap_or(u16::MAX))
        };
        // In ASCII a symbol would be a word, and the name is that word already.
        let symbols = match look.glyphs.ascii {
            true => 0,
            false => widest(&|c| c.symbol.width()),
        };
        let symbol = 2;
        let name = symbol + if symbols > 0 { symbols + 1 } else { 0 };
        let value = name + widest(&|c| c.name.width()) + 2;
        let less = value + widest(&value_width) + 2;
        let track = less + 2;
        let notes = widest(&|c| folded(&c.note, look).width());
        let switch = (value + widest(&|c| switch_width(c, look))).saturating_sub(track + 2);
        let track_width = track_width(width.saturating_sub(track + 2), notes).max(switch);
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

/// The length of the track in the room that it shares with the remark. A remark changes its length
/// with the numbers in it, and the knob must not move with that: so it has a fixed part of the room,
/// and where it needs more, that comes in large pieces.
fn track_width(room: u16, notes: u16) -> u16 {
    const PIECE: u16 = 6;
    if notes == 0 {
        return room.max(SHORT);
    }
    let usual = room * 3 / 5;
    let left = room.saturating_sub(notes + 2);
    match left / PIECE * PIECE {
        _ if left >= usual => usual.max(SHORT),
        pieces if pieces >= WORTH => pieces,
        // A remark is cut nowhere, and no knob is moved on so short a track: the remark goes.
        _ => room.max(SHORT),
    }
}

/// A mark and a name, for both of two values.
fn switch_width(control: &Control, look: &Look) -> usize {
    let mark = look.pick("● ", "(o) ").width();
    control.toggle().map_or(0, |(names, _)| {
        names.map(|name| name.width() + mark).iter().sum::<usize>() + usize::from(SWITCH_GAP)
    })
}

fn value_width(control: &Control) -> usize {
    match &control.kind {
        Kind::Number {
            min,
            max,
            decimals,
            unit,
            ..
        } => {
            let ends = [*min, *max].map(|end| step::spelled(end, *decimals).width());
            let unit = if unit.is_empty() { 0 } else { unit.width() + 1 };
            ends[0].max(ends[1]).max(control.value().width()) + unit
        }
        // It has its names in the place of value and track.
        Kind::Choice { .. } if control.toggle().is_some() => 0,
        Kind::Choice { options, .. } => options.iter().map(|o| o.width()).max().unwrap_or(0),
    }
}
