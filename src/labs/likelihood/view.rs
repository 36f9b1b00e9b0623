//! Where the parts of the likelihood's picture go, and what the mouse does in them.

use crate::labs::likelihood::knobs::{A, B, MU, N, SIGMA};
use crate::labs::likelihood::pictures::{self, Sight};
use crate::labs::likelihood::{Likelihood, VIEWS, bars};
use crate::ui::Look;
use crate::ui::chrome::put;
use crate::ui::number::figure;
use crate::ui::text::folded;
use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

/// From this width on the bars stand beside the picture.
const BESIDE: u16 = 50;

/// A part of the picture, and what the mouse does in it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Part {
    /// Under the bell, near its middle: the mean moves.
    Middle,
    /// On its flanks: they move, and with them sigma.
    Flank,
    /// On the surface: go there.
    Surface,
    /// Along the sum: so many leaves.
    Count,
    /// Near the middle of the line: it moves up and down.
    Height,
    /// Further out: it turns about its middle.
    Slope,
}

struct Layout {
    main: Rect,
    bars: Option<Rect>,
    words: Rect,
}

fn layout(lab: &Likelihood, area: Rect) -> Layout {
    let product = VIEWS[lab.view] == "product";
    let rows = match area.height {
        0..=4 => 1,
        5..12 if product => 3,
        5..12 => 1,
        _ if product => 3,
        _ => 2,
    };
    let words = Rect {
        y: area.bottom() - rows.min(area.height),
        height: rows.min(area.height),
        ..area
    };
    let top = Rect {
        height: area.height - words.height,
        ..area
    };
    if product || area.width < BESIDE {
        return Layout {
            main: top,
            bars: None,
            words,
        };
    }
    let side = (area.width * 11 / 20).clamp(18, 44);
    let main = Rect {
        width: area.width - side - 2,
        ..top
    };
    let bars = Rect {
        x: main.right() + 2,
        width: side,
        ..top
    };
    Layout {
        main,
        bars: Some(bars),
        words,
    }
}

/// Draws everything.
pub fn draw(lab: &Likelihood, area: Rect, buf: &mut Buffer, look: &Look) {
    let layout = layout(lab, area);
    pictures::draw(lab, layout.main, buf, look);
    if let Some(area) = layout.bars {
        bars::draw(lab, area, buf, look);
    }
    if VIEWS[lab.view] == "product" {
        products(lab, layout.words, buf, look);
    } else {
        words(lab, layout.words, buf, look);
    }
}

/// The sum, how far behind the best it is, and the legend.
fn words(lab: &Likelihood, area: Rect, buf: &mut Buffer, look: &Look) {
    let sum = format!("Σ log f = {:.2}", lab.reading.log_likelihood());
    let rest = match lab.reading.best {
        Some(_) => format!("   {:.2} nats behind the best", lab.reading.behind()),
        None if lab.tells_of_no_best() => "   it grows without bound as σ goes to 0".into(),
        None => String::new(),
    };
    let (leaf, line) = (look.pick("●", "o"), look.pick("━", "-"));
    let legend = match VIEWS[lab.view] {
        "surface" => {
            let here = look.pick("◊", "@");
            format!("{here} your μ and σ, your trail   × the best   contours: nats behind it")
        }
        "line" => format!("{leaf} leaves   {line} ax + b, and the bell that judges a leaf"),
        _ => format!("{leaf} leaves   {line} f(x)   a leaf's stem is its density"),
    };
    let lines = [(sum, rest), (String::new(), legend)];
    for ((strong, text), y) in lines.into_iter().zip(area.y..area.bottom()) {
        let strong = folded(&strong, look);
        put(buf, area.x, y, &strong, area.width, look.theme.accent);
        let used = strong.chars().count() as u16;
        let style = if used > 0 {
            look.theme.text
        } else {
            look.theme.dim
        };
        let room = area.width.saturating_sub(used);
        put(buf, area.x + used, y, &folded(&text, look), room, style);
    }
}

/// The same likelihood three times: as two kinds of float multiply it, and as the sum of logs.
fn products(lab: &Likelihood, area: Rect, buf: &mut Buffer, look: &Look) {
    let reading = &lab.reading;
    let fate = |dead: Option<usize>, infinite: Option<usize>| match (dead, infinite) {
        (Some(n), _) => format!("   0 since n = {n}"),
        (_, Some(n)) => format!("   infinite since n = {n}"),
        _ => String::new(),
    };
    let (single, double) = (reading.single, reading.double);
    let lines = [
        (
            "product in f32  ",
            figure(single.value.into()),
            fate(single.dead_at, single.infinite_at),
        ),
        (
            "product in f64  ",
            figure(double.value),
            fate(double.dead_at, double.infinite_at),
        ),
        (
            "sum of logs     ",
            figure(reading.log_likelihood()),
            String::new(),
        ),
    ];
    for ((name, value, fate), y) in lines.into_iter().zip(area.y..area.bottom()) {
        put(buf, area.x, y, name, area.width, look.theme.text);
        let x = area.x + name.len() as u16;
        let value = format!("{value:<10}");
        put(buf, x, y, &value, area.width, look.theme.accent);
        put(buf, x + 10, y, &fate, area.width, look.theme.bad);
    }
}

/// The part of the picture at a cell.
pub fn part_at(lab: &Likelihood, area: Rect, (x, y): (u16, u16)) -> Option<Part> {
    let main = layout(lab, area).main;
    let grid = Sight::of(lab).plane().grid(main);
    if !grid.plot.contains((x, y).into()) {
        return None;
    }
    let [at, _] = grid.value(x, y);
    let third = grid.plot.width / 3;
    let middle = (grid.plot.x + third..grid.plot.right() - third).contains(&x);
    Some(match VIEWS[lab.view] {
        "product" => Part::Count,
        "surface" => Part::Surface,
        "line" if middle => Part::Height,
        "line" => Part::Slope,
        _ if (at / lab.unit.per_cm - lab.mu).abs() < lab.sigma / 2.0 => Part::Middle,
        _ => Part::Flank,
    })
}

/// Moves what belongs to a part under the mouse, on the steps of its controls.
pub fn drag(lab: &mut Likelihood, area: Rect, part: Part, (x, y): (u16, u16)) {
    let main = layout(lab, area).main;
    let [at, up] = Sight::of(lab).plane().grid(main).value(x, y);
    let (at_cm, up_cm) = (at / lab.unit.per_cm, up / lab.unit.per_cm);
    match part {
        Part::Middle => lab.mu = MU.snapped(at_cm),
        Part::Flank => lab.sigma = SIGMA.snapped((at_cm - lab.mu).abs()),
        Part::Surface => {
            lab.mu = MU.snapped(at_cm);
            lab.sigma = SIGMA.snapped(up_cm);
        }
        Part::Count => lab.n = N.snapped(at) as usize,
        Part::Height => lab.line.intercept = B.snapped(up_cm - lab.line.slope * at_cm),
        Part::Slope => {
            let (from, to) = pictures::WIDTHS;
            let middle = (from + to) / 2.0;
            let height = lab.line.predict(middle);
            if (at_cm - middle).abs() > (to - from) / 12.0 {
                lab.line.slope = A.snapped((up_cm - height) / (at_cm - middle));
            }
            lab.line.intercept = B.snapped(height - lab.line.slope * middle);
        }
    }
}
