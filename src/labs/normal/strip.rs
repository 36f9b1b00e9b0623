//! The density's formula with the numbers of the moment in it.

use crate::formula::Math;
use crate::ui::Look;
use crate::ui::text;
use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::widgets::Widget;

/// Rows that the formula takes, with a blank one over it.
pub(super) const ROWS: u16 = 7;

/// From this height on there is room for it under the curve.
const ROOMY: u16 = 19;

/// The formula and its two factors; none of them is missing, being written here.
pub(super) struct Strip {
    density: Option<Math>,
    factor: Option<Math>,
    power: Option<Math>,
}

impl Default for Strip {
    fn default() -> Self {
        let factor = r"\frac{1}{\sqrt{2\pi\sigma^2}}";
        let power = r"e^{-\frac{(x-\mu)^2}{2\sigma^2}}";
        Self {
            density: Math::parse(&format!(r"f(x) = {factor} \cdot {power}")).ok(),
            factor: Math::parse(factor).ok(),
            power: Math::parse(power).ok(),
        }
    }
}

impl Strip {
    /// Whether it is drawn on a picture of this height.
    pub fn fits(height: u16) -> bool {
        height >= ROOMY
    }

    /// The factor that only sigma moves, with its number.
    pub fn factor(&self, sigma: f64) -> String {
        line(self.factor.as_ref(), 0.0, sigma)
    }

    /// The power that mu moves, with both numbers.
    pub fn power(&self, mu: f64, sigma: f64) -> String {
        line(self.power.as_ref(), mu, sigma)
    }

    /// Draws the whole formula under a blank row, the number that was moved last lit.
    pub fn draw(
        &self,
        (mu, sigma): (f64, f64),
        moved: Option<&str>,
        area: Rect,
        buf: &mut Buffer,
        look: &Look,
    ) {
        let live = self.density.as_ref().and_then(|math| with(math, mu, sigma));
        let lit = |math: Math| match moved {
            Some(symbol) => math.lit(symbol).ok(),
            None => Some(math),
        };
        let Some(live) = live.and_then(lit) else {
            return;
        };
        let lines = text::tall(&live, usize::from(area.width), look);
        for (line, row) in lines.iter().zip(area.rows().skip(1)) {
            line.render(row, buf);
        }
    }
}

fn line(math: Option<&Math>, mu: f64, sigma: f64) -> String {
    let live = math.and_then(|math| with(math, mu, sigma));
    live.map_or_else(String::new, |math| math.unicode())
}

fn with(math: &Math, mu: f64, sigma: f64) -> Option<Math> {
    // Minus zero would be a sign that means nothing.
    let mu = format!("{:.2}", mu + 0.0);
    let values = [(r"\mu", mu.as_str()), (r"\sigma", &format!("{sigma:.2}"))];
    math.substituted(&values).ok()
}
