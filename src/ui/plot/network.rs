//! A network as a strip: its layers, and the parameters between them.

use crate::ui::Look;
use crate::ui::chrome::put;
use crate::ui::number::grouped;
use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::style::Style;
use unicode_width::UnicodeWidthStr;

/// What to draw.
pub struct Strip<'a> {
    /// Nodes a layer, the inputs first.
    pub widths: &'a [usize],
    /// Parameters of each layer after the inputs.
    pub parameters: &'a [usize],
    /// Which of the widths is the code.
    pub code: usize,
    /// What the last layer does to its sum.
    pub ending: &'a str,
}

impl Strip<'_> {
    fn node(&self, layer: usize) -> String {
        let width = self.widths[layer];
        if layer == self.code {
            format!("[{width}]")
        } else {
            width.to_string()
        }
    }
}

/// One line of layers with the total at its end; with two lines, the parameters of each layer
/// under its wire, and their sum.
pub fn draw(strip: &Strip, area: Rect, buf: &mut Buffer, look: &Look) {
    let theme = &look.theme;
    let wide = area.height > 1;
    let total: usize = strip.parameters.iter().sum();
    let total = grouped(total as u64);
    let mut x = area.x;
    for layer in 0..strip.widths.len() {
        if layer > 0 {
            let count = grouped(strip.parameters.get(layer - 1).map_or(0, |&n| n as u64));
            let wire = if wide { count.width() } else { 1 };
            let wire = format!(" {} ", look.pick("─", "-").repeat(wire));
            if wide {
                text(x + 1, area.y + 1, &count, theme.dim, area, buf);
            }
            x = text(x, area.y, &wire, theme.dim, area, buf);
        }
        let style = if layer == strip.code {
            theme.accent
        } else {
            theme.strong
        };
        x = text(x, area.y, &strip.node(layer), style, area, buf);
    }
    let (y, sum, longer) = match wide {
        true => (
            area.y + 1,
            format!("= {total}"),
            format!("= {total} parameters"),
        ),
        false => (area.y, total.clone(), format!("{total} parameters")),
    };
    let free = usize::from(area.right().saturating_sub(x + 1));
    let says = if longer.width() <= free { longer } else { sum };
    let ending = format!(" {}", strip.ending);
    if wide || says.width() + ending.width() <= free {
        text(x, area.y, &ending, theme.dim, area, buf);
    }
    if says.width() <= free {
        text(
            area.right() - says.width() as u16,
            y,
            &says,
            theme.text,
            area,
            buf,
        );
    }
}

/// Writes what fits, and returns where it ends.
fn text(x: u16, y: u16, text: &str, style: Style, area: Rect, buf: &mut Buffer) -> u16 {
    let room = area.right().saturating_sub(x);
    if y < area.bottom() {
        put(buf, x, y, text, room, style);
    }
    x.saturating_add(text.width() as u16)
}
