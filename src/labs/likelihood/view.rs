//! Where the parts of the likelihood's picture go, and what the mouse does in them.

use crate::labs::grip::Grip;
use crate::labs::likelihood::knobs::{A, B, MU, N, SIGMA};
use crate::labs::likelihood::pictures::{self, Sight};
use crate::labs::likelihood::{Likelihood, VIEWS, bars, bells};
use crate::ui::Look;
use crate::ui::chrome::put;
use crate::ui::number::figure;
use crate::ui::plot::legend::{self, Entry};
use crate::ui::plot::spot::Spot;
use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

/// From this width on the bars stand beside the picture.
const BESIDE: u16 = 50;

/// A part of the picture, and what the mouse does in it.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Part {
    /// Under the bell, near its middle: the mean moves.
    Middle,
    /// On its flanks: they move, and with them sigma.
    Flank,
    /// On the surface: go there.
    Surface,
    /// Along the sum: so many leaves.
    Count,
    /// The line.
    Line(Grip),
}

struct Layout {
    main: Rect,
    bars: Option<Rect>,
    words: Rect,
}

fn layout(lab: &Likelihood, area: Rect) -> Layout {
    let view = VIEWS[lab.view];
    let product = view == "product";
    let rows = match area.height {
        0..=4 => 1,
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
    // What is moved is in the picture; the bars take what they need. Where the whole sum is the
    // picture, the lowest of them will do.
    let columns = match view {
        "surface" => 1,
        _ if area.width < BESIDE + bars::COLUMN => 1,
        _ => bars::columns(lab, top.height).clamp(1, 2),
    };
    let side = (columns * bars::COLUMN).max(area.width / 3);
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
        let bells = bells::fit(&Sight::of(lab).grid(layout.main), look);
        words(lab, bells, layout.words, buf, look);
    }
}

/// The sum, how far behind the best it is, and the legend.
fn words(lab: &Likelihood, bells: bool, area: Rect, buf: &mut Buffer, look: &Look) {
    let theme = &look.theme;
    let sum = format!("Σ log f = {:.2}", lab.reading.log_likelihood());
    let rest = match lab.reading.best {
        Some(_) => format!("   {:.2} nats behind the best", lab.reading.behind()),
        None if lab.tells_of_no_best() => "   it grows without bound as σ goes to 0".into(),
        None => String::new(),
    };
    let line = Rect { height: 1, ..area }.intersection(area);
    legend::draw(
        &[vec![(sum, theme.accent), (rest, theme.text)]],
        line,
        buf,
        look,
    );
    let below = Rect {
        y: area.y + line.height,
        height: area.height - line.height,
        ..area
    };
    let entry = |sign: &str, style, words: &str| -> Entry {
        vec![(sign.to_owned(), style), (format!(" {words}"), theme.dim)]
    };
    let leaf = entry(look.pick("●", "o"), theme.first, "leaves");
    let spot = entry(Spot::Point.sign(look), theme.first, "leaves");
    let line = |words| entry(look.pick("━", "-"), theme.second, words);
    let entries = match VIEWS[lab.view] {
        "surface" => vec![
            entry(look.pick("◊", "@"), theme.accent, "you, your trail"),
            entry(look.pick("×", "x"), theme.good, "best"),
            entry("1 5 20", theme.strong, "nats behind it"),
        ],
        "line" if bells => vec![spot, line("ax + b, and the bells that judge leaves")],
        "line" => vec![spot, line("ax + b"), entry("- -", theme.dim, "a σ from it")],
        _ => vec![
            leaf,
            line("f(x)"),
            entry("│", theme.first, "a leaf's density"),
        ],
    };
    legend::draw(&entries, below, buf, look);
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
    let grid = Sight::of(lab).grid(main);
    if !grid.plot.contains((x, y).into()) {
        return None;
    }
    let [at, _] = grid.value(x, y);
    Some(match VIEWS[lab.view] {
        "product" => Part::Count,
        "surface" => Part::Surface,
        "line" => Part::Line(Grip::at(at / lab.unit.per_cm, pictures::WIDTHS, &lab.line)),
        _ if (at / lab.unit.per_cm - lab.mu).abs() < lab.sigma / 2.0 => Part::Middle,
        _ => Part::Flank,
    })
}

/// Moves what belongs to a part under the mouse, on the steps of its controls.
pub fn drag(lab: &mut Likelihood, area: Rect, part: Part, (x, y): (u16, u16)) {
    let main = layout(lab, area).main;
    let [at, up] = Sight::of(lab).grid(main).value(x, y);
    let (at_cm, up_cm) = (at / lab.unit.per_cm, up / lab.unit.per_cm);
    match part {
        Part::Middle => lab.mu = MU.snapped(at_cm),
        Part::Flank => lab.sigma = SIGMA.snapped((at_cm - lab.mu).abs()),
        Part::Surface => {
            lab.mu = MU.snapped(at_cm);
            lab.sigma = SIGMA.snapped(up_cm);
        }
        Part::Count => lab.n = N.snapped(at) as usize,
        Part::Line(grip) => {
            let line = grip.follow(&lab.line, [at_cm, up_cm], |slope| A.snapped(slope));
            lab.line.slope = A.snapped(line.slope);
            lab.line.intercept = B.snapped(line.intercept);
        }
    }
}
