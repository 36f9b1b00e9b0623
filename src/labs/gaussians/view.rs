//! Drawing the Gaussians: the birds, an ellipse for each species, the boundary, and the table.

use super::classes::Classes;
use super::{Gaussians, table};
use crate::labs::Height;
use crate::labs::birds::ground::{self, Ground};
use crate::labs::birds::{self, BILL, Flock, sign};
use crate::labs::pane::{Pane, split_below};
use crate::ui::Look;
use crate::ui::chrome::put;
use crate::ui::plot::boundary;
use crate::ui::plot::legend::{self, Entry};
use crate::ui::plot::plane::Plane;
use crate::ui::plot::scatter::{self, Mark};
use crate::ui::plot::stroke::{self, Pen};
use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

/// Standard deviations from the mean to the ellipse of a species.
const ELLIPSE: f64 = 2.0;

/// Corners of an ellipse.
const CORNERS: usize = 72;

/// Rows below which the birds cannot be told apart.
const PLOT: u16 = 8;

/// Where scores are compared their table is picture enough on a low screen.
pub fn height(lab: &Gaussians, width: u16) -> Height {
    let words = words(lab, width);
    let least = if is_table(lab) { words } else { words + PLOT };
    Height::new(least, words + 13, words + 30)
}

/// Whether the table is what it is about, and the birds are there to be looked at.
fn is_table(lab: &Gaussians) -> bool {
    lab.has_priors() || lab.has_table() && !lab.hills
}

/// Rows of what stands under the picture.
fn words(lab: &Gaussians, width: u16) -> u16 {
    let rows = if lab.has_table() { table::ROWS } else { 0 };
    let legend = match (lab.boundary, width) {
        (_, 75..) => 1,
        (false, _) => 2,
        (true, _) => 3,
    };
    rows + legend + u16::from(lab.costs)
}

/// Rows of plot below which the birds lie so close that they hide what they cover.
const LOW: u16 = 12;

/// Rows of plot below which nothing can be seen among the birds: the ellipses stand for them there, unless
/// it is about single birds.
const FEW: u16 = 8;

/// The birds over the words.
pub fn panes(lab: &Gaussians, area: Rect) -> Vec<Pane<Gaussians>> {
    let rows = words(lab, area.width);
    let [picture, words] = split_below(area, rows.min(area.height));
    // A single row holds no plot, and a table does without a low one.
    let least = if is_table(lab) { PLOT } else { 2 };
    if picture.height < least {
        return vec![Pane::new(area, draw_table)];
    }
    let grid = plane().grid(picture);
    vec![
        Pane::new(picture, draw).drag(grid, &["x", "y"], "Drag the new bird.", |_, drag| {
            vec![("x", drag.to[0]), ("y", drag.to[1])]
        }),
        Pane::new(words, draw_words),
    ]
}

fn plane() -> Plane<'static> {
    let [x, y] = birds::ranges(BILL);
    let [x_name, y_name] = Gaussians::measures().map(|measure| measure.axis);
    Plane {
        x,
        y,
        x_name,
        y_name,
    }
}

fn draw(lab: &Gaussians, area: Rect, buf: &mut Buffer, look: &Look) {
    let Some((flock, classes)) = &lab.data else {
        let sentence = "The table of penguins cannot be read.";
        return put(buf, area.x, area.y, sentence, area.width, look.theme.bad);
    };
    let grid = plane().draw(area, buf, look);
    if lab.hills {
        for (class, hill) in classes.hills(lab.shared).iter().enumerate() {
            let ellipse = hill.contour(ELLIPSE, CORNERS);
            let (_, style) = sign(class, look);
            stroke::path(&grid, &ellipse, Pen::Dashed, style, buf, look);
        }
    }
    let answer = |at| lab.scores_at(classes, at).most_probable();
    // Over all lines, for a bird is data: but in so few rows too little would be seen of the boundary.
    // Signs of whole cells would hide the birds instead.
    let is_low = grid.plot.height < LOW && !look.glyphs.ascii;
    let boundary = |buf: &mut Buffer| {
        if lab.boundary {
            boundary::draw(&answer, &grid, look.theme.strong, buf, look);
        }
    };
    if !is_low {
        boundary(buf);
    }
    if lab.hills && !lab.costs && grid.plot.height < FEW {
        let means = classes.hills(lab.shared).iter().enumerate();
        let signs = means.map(|(class, hill)| {
            let (symbol, style) = sign(class, look);
            let at = hill.mean();
            Mark { at, symbol, style }
        });
        scatter::draw(&grid, &signs.collect::<Vec<_>>(), buf, look);
    } else {
        birds::draw(flock, &|bird| bird, &grid, buf, look);
    }
    if is_low {
        boundary(buf);
    }
    let new = Mark {
        at: lab.bird,
        symbol: look.pick("◊", "@"),
        style: look.theme.strong,
    };
    scatter::draw(&grid, &[new], buf, look);
    if lab.boundary {
        let ground = Ground {
            at: &|at| Some(answer(at)),
            bird: lab.bird,
            answer: Some(answer(lab.bird)),
        };
        ground.draw(flock, &grid, buf, look);
    }
}

/// The words under a picture.
fn draw_words(lab: &Gaussians, area: Rect, buf: &mut Buffer, look: &Look) {
    draw_said(lab, true, area, buf, look);
}

/// The words where there is no room for a picture, nor need of its signs.
fn draw_table(lab: &Gaussians, area: Rect, buf: &mut Buffer, look: &Look) {
    draw_said(lab, false, area, buf, look);
}

fn draw_said(lab: &Gaussians, pictured: bool, area: Rect, buf: &mut Buffer, look: &Look) {
    let Some((flock, classes)) = &lab.data else {
        return;
    };
    let rows = if lab.has_table() { table::ROWS } else { 0 };
    let [above, below] = split_below(area, area.height.saturating_sub(rows));
    if lab.has_table() {
        table::draw(lab, flock, above, buf, look);
    }
    let costs = costs(lab, flock, classes, look);
    let signs = signs(lab, flock, pictured, look);
    legend::draw_groups(&[&costs, &signs], below, buf, look);
}

/// How the known birds come out, and what the one beside the new bird costs, where that is told.
fn costs(lab: &Gaussians, flock: &Flock, classes: &Classes, look: &Look) -> Vec<Entry> {
    let beside = lab.beside(flock, classes).filter(|_| lab.costs);
    let Some((_, class, cost)) = beside else {
        return Vec::new();
    };
    let (theme, record) = (&look.theme, &lab.record);
    let (symbol, style) = sign(class, look);
    vec![
        vec![(format!("{} wrong", record.wrong), theme.accent)],
        vec![(format!("mean -log p {:.4}", record.mean_cost), theme.accent)],
        vec![
            ("beside you ".to_owned(), theme.dim),
            (symbol.to_owned(), style),
            (format!(" -log p {cost:.2}"), theme.text),
        ],
    ]
}

/// What the signs mean, of the picture where it is `pictured`.
fn signs(lab: &Gaussians, flock: &Flock, pictured: bool, look: &Look) -> Vec<Entry> {
    let theme = &look.theme;
    let mut entries: Vec<Entry> = Vec::new();
    if !lab.has_table() {
        for (class, name) in flock.species.iter().enumerate() {
            let (symbol, style) = sign(class, look);
            entries.push(vec![(format!("{symbol} {name}"), style)]);
        }
    }
    // A boundary has two more signs to explain.
    let new = if lab.boundary { "new" } else { "the new bird" };
    let new = format!("{} {new}", look.pick("◊", "@"));
    if pictured {
        entries.push(vec![(new, theme.strong)]);
    }
    if lab.hills && pictured {
        let sign = Pen::Dashed.sign(look);
        let words = look.pick("2 σ", "2 sd");
        entries.push(vec![(format!("{sign} {words}"), theme.dim)]);
    }
    if lab.has_table() && !lab.has_priors() {
        let nearest = lab.nearest_mean(flock);
        let (symbol, style) = sign(nearest, look);
        let name = format!("{symbol} {}", flock.species[nearest]);
        entries.push(vec![("nearest mean ".to_owned(), theme.dim), (name, style)]);
    }
    if lab.has_priors() {
        let words = format!("{} log f", look.pick("│", "|"));
        entries.push(vec![(words, theme.dim)]);
    }
    if lab.boundary && pictured {
        let line = boundary::sign(look);
        let equal = if lab.hills { "equal" } else { "equal scores" };
        entries.push(vec![(format!("{line} {equal}"), theme.strong)]);
        // The letters speak for themselves where there is no room for a word on them.
        entries.push(vec![(ground::words(flock), theme.dim)]);
    }
    entries
}
