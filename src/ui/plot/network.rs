//! A network as a strip: its layers, and the parameters between them.

use crate::ui::Look;
use crate::ui::number::grouped;
use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use unicode_width::UnicodeWidthStr;

/// What to draw.
pub struct Strip<'a> {
    /// Nodes a layer, the inputs first.
    pub widths: &'a [usize],
    /// Parameters of each layer after the inputs.
    pub parameters: &'a [usize],
    /// What the last layer does to its sum.
    pub ending: &'a str,
}

impl Strip<'_> {
    fn narrowest(&self) -> Option<usize> {
        let inner = self.widths.get(1..self.widths.len().checked_sub(1)?)?;
        let least = inner.iter().min()?;
        self.widths.iter().position(|w| w == least)
    }

    fn node(&self, layer: usize) -> String {
        match self.narrowest() {
            Some(narrow) if narrow == layer => format!("[{}]", self.widths[layer]),
            _ => self.widths[layer].to_string(),
        }
    }
}

/// One line of layers with the total at its end; with two lines, the parameters of each layer
/// under its wire.
pub fn draw(strip: &Strip, area: Rect, buf: &mut Buffer, look: &Look) {
    let theme = &look.theme;
    let wide = area.height > 1;
    let mut x = area.x;
    let mut put = |x: &mut u16, y: u16, text: &str, style| {
        let room = usize::from(area.right().saturating_sub(*x));
        if y < area.bottom() && room > 0 {
            buf.set_stringn(*x, y, text, room, style);
        }
        *x = x.saturating_add(text.width() as u16);
    };
    for layer in 0..strip.widths.len() {
        if layer > 0 {
            let count = strip.parameters.get(layer - 1).map_or(0, |&n| n as u64);
            let count = grouped(count);
            let wire = if wide { count.width() + 2 } else { 1 };
            let mut under = x + 2;
            if wide {
                put(&mut under, area.y + 1, &count, theme.dim);
            }
            let wire = look.pick("─", "-").repeat(wire);
            put(&mut x, area.y, &format!(" {wire} "), theme.dim);
        }
        let style = match strip.narrowest() {
            Some(narrow) if narrow == layer => theme.accent,
            _ => theme.strong,
        };
        put(&mut x, area.y, &strip.node(layer), style);
    }
    put(&mut x, area.y, &format!(" {}", strip.ending), theme.dim);
    let total = strip.parameters.iter().map(|&n| n as u64).sum();
    let total = format!("{} parameters", grouped(total));
    let right = area.right().saturating_sub(total.width() as u16);
    let (mut at, y) = if right > x + 1 {
        (right, area.y)
    } else {
        (right, area.y + 1)
    };
    if at >= area.x {
        put(&mut at, y, &total, theme.text);
    }
}
