//! Where the parts of the likelihood's picture go, and what the mouse does in them.

use crate::labs::grip::Grip;
use crate::labs::likelihood::pictures::{self, Sight};
use crate::labs::likelihood::{Likelihood, SLOPES, VIEWS, bars, bells};
use crate::labs::pane::{Drag, Pane, Targets, split_below};
use crate::stats::Line;
use crate::ui::Look;
use crate::ui::chrome::put;
use crate::ui::number::figure;
use crate::ui::plot::legend::{self, Entry};
use crate::ui::plot::plane::Grid;
use crate::ui::plot::spot::Spot;
use crate::ui::plot::stroke::Pen;
use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

/// From this width on the bars stand beside the picture.
const BESIDE: u16 = 50;

/// Below this width numbers and legend take two rows each.
const NARROW: u16 = 55;

struct Layout {
    main: Rect,
    bars: Option<Rect>,
    words: Rect,
}

/// The whole picture as one pane, since what is drawn decides what is said of it; a hand moves what
/// the view shows.
pub fn panes(lab: &Likelihood, area: Rect) -> Vec<Pane<Likelihood>> {
    let grid = Sight::of(lab).grid(layout(lab, area).main);
    let whole = Pane::new(area, draw);
    let pane = match VIEWS[lab.view] {
        "product" => whole.drag(
            grid,
            &["n"],
            "Drag along the sum: so many leaves are in it.",
            |_, drag| vec![("n", drag.to[0])],
        ),
        "surface" => whole.drag(
            grid,
            &["mu", "sigma"],
            "Drag your mu and sigma over the surface.",
            |_, drag| vec![("mu", drag.to[0]), ("sigma", drag.to[1])],
        ),
        "line" => whole.drag(
            grid,
            &["a", "b"],
            "Drag the line: near an end it turns about the other end, in the middle it moves up and \
             down.",
            drag_line,
        ),
        _ => whole.drag(
            grid,
            &["mu", "sigma"],
            "Drag the bell: its middle moves mu, its flanks sigma.",
            drag_bell,
        ),
    };
    vec![pane]
}

fn drag_line(lab: &Likelihood, drag: &Drag) -> Targets {
    let began = Line {
        slope: drag.began("a"),
        intercept: drag.began("b"),
    };
    let (from, to) = pictures::WIDTHS;
    let grip = Grip::at(drag.from[0], (lab.out(from), lab.out(to)), &began);
    let line = grip.follow(&began, drag.to, |slope| SLOPES.snapped(slope));
    vec![("a", line.slope), ("b", line.intercept)]
}

fn drag_bell(_: &Likelihood, drag: &Drag) -> Targets {
    let ([from, _], [to, _], mu) = (drag.from, drag.to, drag.began("mu"));
    match (from - mu).abs() < drag.began("sigma") / 2.0 {
        true => vec![("mu", to)],
        false => vec![("sigma", (to - mu).abs())],
    }
}

fn layout(lab: &Likelihood, area: Rect) -> Layout {
    let view = VIEWS[lab.view];
    let product = lab.has_product();
    let rows = match area.height {
        0..=4 => 1,
        _ if product => 3,
        10.. if area.width < NARROW => 4,
        _ => 2,
    };
    let [top, words] = split_below(area, rows);
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

fn draw(lab: &Likelihood, area: Rect, buf: &mut Buffer, look: &Look) {
    let layout = layout(lab, area);
    pictures::draw(lab, layout.main, buf, look);
    if let Some(area) = layout.bars {
        bars::draw(lab, area, buf, look);
    }
    let grid = Sight::of(lab).grid(layout.main);
    if lab.has_product() {
        products(lab, &grid, layout.words, buf, look);
    } else {
        words(lab, bells::fit(&grid, look), layout.words, buf, look);
    }
}

/// The sum, how far behind the best it is, and the legend.
fn words(lab: &Likelihood, bells: bool, area: Rect, buf: &mut Buffer, look: &Look) {
    let theme = &look.theme;
    let sum = match (lab.told_product(), lab.tells_logs()) {
        (Some(product), _) => format!("product of the densities = {}", figure(product)),
        (None, true) => format!("Σ log f = {:.2}", lab.reading.log_likelihood()),
        (None, false) => format!("least density {}", figure(lab.least_density())),
    };
    let rest = match lab.reading.best {
        _ if !lab.tells_logs() => String::new(),
        Some(_) => format!("{:.2} nats behind the best", lab.reading.behind()),
        None if lab.tells_of_no_best() => "no bound as σ goes to 0".into(),
        None => String::new(),
    };
    let numbers = [vec![(sum, theme.accent)], vec![(rest, theme.text)]];
    // What has no row of its own is told in words.
    let line = Rect {
        height: area.height.div_ceil(2),
        ..area
    };
    let rows = legend::draw(&numbers, line, buf, look);
    let [_, below] = split_below(area, area.height.saturating_sub(rows));
    let entry = |sign: &str, style, words: &str| -> Entry {
        vec![(sign.to_owned(), style), (format!(" {words}"), theme.dim)]
    };
    let leaf = entry(look.pick("●", "o"), theme.first, "leaves");
    let spot = entry(Spot::Point.sign(look), theme.first, "leaves");
    let line = |words| entry(bells::pen(look).sign(look), theme.second, words);
    let entries = match VIEWS[lab.view] {
        "surface" => vec![
            entry(look.pick("◊", "@"), theme.accent, "you, your trail"),
            entry(look.pick("×", "x"), theme.good, "best"),
            entry("1 5 20", theme.strong, "nats behind it"),
        ],
        "line" if bells => vec![spot, line("ax + b, and the bells that judge leaves")],
        "line" => vec![
            spot,
            line("ax + b"),
            entry(Pen::Dotted.sign(look), theme.dim, "a σ from it"),
        ],
        _ => vec![
            leaf,
            entry(Pen::Solid.sign(look), theme.second, "f(x)"),
            entry("│", theme.first, "a leaf's density"),
        ],
    };
    legend::draw(&entries, below, buf, look);
}

/// The same likelihood three times: as two kinds of float multiply it, and as the sum of logs.
fn products(lab: &Likelihood, grid: &Grid, area: Rect, buf: &mut Buffer, look: &Look) {
    let reading = &lab.reading;
    let end = pictures::end(lab, grid).filter(|_| !pictures::names_end(grid));
    let end = end.map(|(_, words)| format!("   {} {words}", Pen::Dashed.sign(look)));
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
            end.unwrap_or_default(),
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
