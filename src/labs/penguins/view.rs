//! Drawing the birds: three clouds, the ground of a rule, the new bird, and three answers.

use crate::labs::penguins::birds::{self, Flock, MEASURES, PAIRS};
use crate::labs::penguins::rules::RULES;
use crate::labs::penguins::{Penguins, facts};
use crate::ui::Look;
use crate::ui::chrome::put;
use crate::ui::plot::legend::{self, Entry};
use crate::ui::plot::plane::{Grid, Plane};
use crate::ui::plot::scatter::{self, Mark};
use crate::ui::plot::stroke::{self, Pen};
use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::style::Style;

/// How each species is drawn.
fn sign(class: usize, look: &Look) -> (&str, Style) {
    match class {
        0 => (look.pick("○", "o"), look.theme.first),
        1 => (look.pick("+", "+"), look.theme.second),
        _ => (look.pick("▲", "x"), look.theme.good),
    }
}

/// Picture and lines of words.
fn parts(lab: &Penguins, area: Rect) -> (Rect, Rect) {
    let rows = match area.height {
        6.. if !lab.is_asked() => 2,
        0 => 0,
        1..=5 => 1,
        6..=11 => 2,
        _ if area.width < 72 => 5,
        _ => 3,
    };
    let picture = Rect {
        height: area.height - rows,
        ..area
    };
    let words = Rect {
        y: picture.bottom(),
        height: rows,
        ..area
    };
    (picture, words)
}

fn plane(lab: &Penguins) -> Plane<'static> {
    let [x, y] = birds::ranges(lab.pair);
    let [x_name, y_name] = PAIRS[lab.pair].map(|measure| MEASURES[measure].axis);
    Plane {
        x,
        y,
        x_name,
        y_name,
    }
}

/// Whether a cell lies on the plot.
pub fn is_on_plot(lab: &Penguins, area: Rect, at: (u16, u16)) -> bool {
    plane(lab).grid(parts(lab, area).0).plot.contains(at.into())
}

/// Where a cell of the picture lies.
pub fn value_at(lab: &Penguins, area: Rect, (x, y): (u16, u16)) -> [f64; 2] {
    plane(lab).grid(parts(lab, area).0).value(x, y)
}

/// Draws everything.
pub fn draw(lab: &Penguins, area: Rect, buf: &mut Buffer, look: &Look) {
    let (picture, words) = parts(lab, area);
    let Some(flock) = &lab.flock else {
        let sentence = "The table of penguins cannot be read.";
        return put(buf, area.x, area.y, sentence, area.width, look.theme.bad);
    };
    let grid = plane(lab).draw(picture, buf, look);
    draw_borders(lab, &grid, buf, look);
    if let Some(by) = lab.answers.get(lab.rule).and_then(|answer| answer.by) {
        stroke::segment(
            &grid,
            [lab.bird, by],
            Pen::Solid,
            look.theme.text,
            buf,
            look,
        );
    }
    let mark = |&(at, class): &([f64; 2], usize)| {
        let (symbol, style) = sign(class, look);
        Mark { at, symbol, style }
    };
    let marks: Vec<Mark> = flock.birds.iter().map(mark).collect();
    scatter::draw(&grid, &marks, buf, look);
    if lab.rule == 0 {
        let mark = |(class, &at)| Mark {
            at,
            symbol: look.pick("■", "#"),
            style: sign(class, look).1.patch(look.theme.strong),
        };
        let means: Vec<Mark> = flock.means.iter().enumerate().map(mark).collect();
        scatter::draw(&grid, &means, buf, look);
    }
    let new = Mark {
        at: lab.bird,
        symbol: look.pick("◊", "@"),
        style: look.theme.accent,
    };
    scatter::draw(&grid, &[new], buf, look);
    draw_words(lab, flock, words, buf, look);
}

/// Dots where the answer of the chosen rule changes.
fn draw_borders(lab: &Penguins, grid: &Grid, buf: &mut Buffer, look: &Look) {
    let plot = grid.plot.intersection(buf.area);
    let at = |x: u16, y: u16| lab.map.at(grid.share(grid.value(x, y)));
    for y in plot.top()..plot.bottom() {
        for x in plot.left()..plot.right() {
            let here = at(x, y);
            let changes = (x + 1 < plot.right() && at(x + 1, y) != here)
                || (y + 1 < plot.bottom() && at(x, y + 1) != here);
            if changes {
                put(buf, x, y, look.pick("·", "."), 1, look.theme.text);
            }
        }
    }
}

/// The answers in words: which sign is which species, and what each rule says.
fn draw_words(lab: &Penguins, flock: &Flock, area: Rect, buf: &mut Buffer, look: &Look) {
    let theme = &look.theme;
    let words = ["nearest mean", "neighbour", "largest class"];
    let said = (0..).zip(&lab.answers).map(|(rule, answer)| {
        let (symbol, style) = sign(answer.class, look);
        let label = if rule == lab.rule {
            theme.strong
        } else {
            theme.dim
        };
        let answer = format!("{symbol} {}", flock.species[answer.class]);
        vec![(format!("{} ", words[rule]), label), (answer, style)]
    });
    let answers: Vec<Entry> = said.filter(|_| lab.is_asked()).collect();
    let signs = flock.species.iter().enumerate().map(|(class, name)| {
        let (symbol, style) = sign(class, look);
        vec![(format!("{symbol} {name} {}", flock.counts[class]), style)]
    });
    let new = format!("{} the new bird", look.pick("◊", "@"));
    let signs: Vec<Entry> = signs.chain([vec![(new, theme.accent)]]).collect();
    let ground = match RULES[lab.rule] {
        "mean" => look.pick("· its border   ■ means", ". its border   # means"),
        "neighbour" => look.pick("· its border", ". its border"),
        _ => "it has no border",
    };
    let scale = match lab.standardized {
        true => "distances in standard deviations",
        false => "distances raw",
    };
    let tied = (0..)
        .zip(&lab.answers)
        .find(|(_, answer)| lab.is_asked() && answer.tie.is_some());
    let last = match (tied, words.get(lab.rule)) {
        (Some((rule, answer)), _) => (facts::sentence(flock, rule, answer), theme.accent),
        (None, Some(rule)) => (format!("{rule}: {ground}   {scale}"), theme.dim),
        (None, None) => ("no rule is asked yet".to_owned(), theme.dim),
    };
    let mut rest = area;
    for entries in [answers, signs, vec![vec![last]]] {
        let rows = legend::draw(&entries, rest, buf, look);
        rest.y += rows;
        rest.height -= rows;
    }
}
