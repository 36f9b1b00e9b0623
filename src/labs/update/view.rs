//! The picture: one wire, read forwards above and backwards below, each slope under its value.

use super::step::{RATE, Step};
use super::{LAST, STAGES, Update};
use crate::labs::pane::Pane;
use crate::ui::Look;
use crate::ui::chrome::put;
use crate::ui::text::folded;
use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::style::Style;

/// Columns and rows of the whole picture.
pub const WIDE: u16 = 74;
pub const HIGH: u16 = 13;

pub fn panes(area: Rect) -> Vec<Pane<Update>> {
    vec![Pane::new(area, draw)]
}

/// Writes words at a place of the picture, as far as they are shown yet.
struct Board<'a> {
    area: Rect,
    stage: usize,
    buf: &'a mut Buffer,
    look: &'a Look,
}

impl Board<'_> {
    /// Words that are there from a stage on, lit while it is the newest.
    fn at(&mut self, row: u16, column: u16, from: usize, words: &str) {
        let theme = &self.look.theme;
        let style = match self.stage == from && from > 0 {
            true => theme.accent,
            false => theme.text,
        };
        if self.stage >= from {
            self.styled(row, column, words, style);
        }
    }

    fn dim(&mut self, row: u16, column: u16, from: usize, words: &str) {
        if self.stage >= from {
            self.styled(row, column, words, self.look.theme.dim);
        }
    }

    fn styled(&mut self, row: u16, column: u16, words: &str, style: Style) {
        if row >= self.area.height || column >= self.area.width {
            return;
        }
        let words = folded(words, self.look);
        let (x, y) = (self.area.x + column, self.area.y + row);
        put(self.buf, x, y, &words, self.area.width - column, style);
    }
}

fn draw(lab: &Update, area: Rect, buf: &mut Buffer, look: &Look) {
    let (Some(step), Some(car)) = (&lab.step, lab.cars.get(lab.car)) else {
        return;
    };
    let mut board = Board {
        area,
        stage: lab.stage,
        buf,
        look,
    };
    let [pounds, year, mpg] = car.raw;
    let head = format!(
        "forward {}  one car: {pounds:.0} lb, of {year:.0}, {mpg} mpg; below, standardized",
        look.pick("►", ">")
    );
    board.styled(0, 0, &head, look.theme.strong);
    forward(step, &mut board);
    let head = format!(
        "{} backward  by how much the loss changes, for each step of that number",
        look.pick("◄", "<")
    );
    if lab.stage > 4 {
        board.styled(5, 0, &head, look.theme.strong);
    }
    backward(lab, step, &mut board);
    moves(lab, step, &mut board);
    let more = match lab.stage {
        LAST => format!("updates before this one: {}", lab.updates),
        stage => format!("next: {}", STAGES[stage + 1]),
    };
    board.dim(12, 45, 0, &more);
}

fn signed(value: f32) -> String {
    format!("{value:+.2}")
}

/// What comes out of the car: rows 1 to 4.
fn forward(step: &Step, board: &mut Board) {
    let weights = &step.weights;
    let [to, bend, down] = match board.look.glyphs.ascii {
        true => ["->", "+", "+"],
        false => ["─►", "┬", "┘"],
    };
    let rule = board.look.pick("─", "-");
    for (column, from, name) in [
        (1, 0, "weight"),
        (9, 0, "w₁"),
        (20, 1, "z₁"),
        (34, 2, "h₁"),
        (42, 0, "v₁"),
        (56, 3, "ŷ"),
        (64, 4, "(ŷ-y)²"),
    ] {
        board.dim(1, column, from, name);
    }
    board.at(
        2,
        0,
        0,
        &format!("{} × {}", signed(step.x[0]), signed(weights.w[0][0])),
    );
    board.dim(2, 14, 0, &format!("{rule}{bend}{to}"));
    board.at(2, 19, 1, &signed(step.z[0]));
    board.dim(2, 25, 2, &format!("{rule}ReLU{to}"));
    board.at(2, 33, 2, &signed(step.h[0]));
    board.dim(2, 39, 0, "×");
    board.at(2, 41, 0, &signed(weights.v[0]));
    board.dim(2, 47, 0, &format!("{rule}{rule}{bend}{rule}{to}"));
    board.at(2, 54, 3, &signed(step.out));
    board.dim(2, 60, 4, &format!("{rule}{to}"));
    board.at(2, 64, 4, &format!("{:.3}", step.loss));
    board.at(
        3,
        0,
        0,
        &format!("{} × {}", signed(step.x[1]), signed(weights.w[1][0])),
    );
    board.dim(3, 14, 0, &format!("{rule}{down} + b {:.2}", weights.b[0]));
    board.at(3, 33, 2, &signed(step.h[1]));
    board.dim(3, 39, 0, "×");
    board.at(3, 41, 0, &signed(weights.v[1]));
    board.dim(
        3,
        47,
        0,
        &format!("{rule}{rule}{down} + c {:.2}", weights.c),
    );
    board.dim(3, 64, 4, &format!("y {}", signed(step.y)));
    board.dim(4, 1, 0, "year");
    board.dim(4, 9, 0, "w₂");
    board.dim(4, 34, 2, "h₂");
    board.dim(4, 42, 0, "v₂");
}

/// What the loss makes of each: rows 6 to 9, each slope under its value.
fn backward(lab: &Update, step: &Step, board: &mut Board) {
    let [from, turn, side, down] = match board.look.glyphs.ascii {
        true => ["<-", "+", "|", "+"],
        false => ["◄─", "┬", "│", "┘"],
    };
    let rule = board.look.pick("─", "-");
    let slopes = &step.slopes;
    let v1 = match lab.blanks_v1() {
        true => "_____".to_owned(),
        false => signed(slopes.v[0]),
    };
    for (column, stage, name) in [(20, 8, "∂z₁"), (34, 7, "∂h₁"), (55, 5, "∂ŷ")] {
        board.dim(6, column, stage, name);
    }
    board.at(7, 54, 5, &signed(slopes.c));
    board.dim(7, 60, 5, &format!("{from} 2(ŷ - y)"));
    board.dim(7, 51, 6, &format!("{rule}{rule}"));
    board.dim(7, 39, 7, &format!("{from} × v₁ {rule}{rule}{rule}"));
    board.at(7, 33, 7, &signed(step.slope_h[0]));
    let open = if step.z[0] > 0.0 { "1" } else { "0" };
    board.dim(7, 25, 8, &format!("{from} × {open}"));
    board.at(7, 19, 8, &signed(slopes.b[0]));
    board.dim(7, 15, 9, &format!("{turn}{rule}{rule}"));
    // Last, since in ASCII what stands before it is longer.
    board.dim(7, 50, 6, turn);
    board.dim(8, 50, 6, side);
    board.dim(8, 42, 6, "∂v₁");
    board.dim(8, 15, 9, side);
    board.dim(8, 1, 9, "∂w₁");
    board.at(9, 41, 6, &v1);
    board.dim(9, 47, 6, &format!("{from}{rule}{down} × h₁, which came in"));
    board.at(9, 0, 9, &signed(slopes.w[0][0]));
    board.dim(
        9,
        6,
        9,
        &format!(
            "{from}{0}{0}{0}{0}{0}{0}{0}{down} × weight, which came in",
            rule
        ),
    );
}

/// Where the weights go: rows 11 and 12.
fn moves(lab: &Update, step: &Step, board: &mut Board) {
    let to = board.look.pick("→", "->");
    let v1 = match lab.blanks_v1() {
        true => "_____".to_owned(),
        false => signed(step.moved.v[0]),
    };
    board.dim(11, 0, 10, &format!("move: weight - {RATE} × its slope"));
    let (w, v) = (step.weights.w[0][0], step.weights.v[0]);
    board.at(
        11,
        33,
        10,
        &format!("w₁ {} {to} {}", signed(w), signed(step.moved.w[0][0])),
    );
    board.at(11, 56, 10, &format!("v₁ {} {to} {v1}", signed(v)));
    let after = format!(
        "all nine moved: loss {:.3} {to} {:.3}",
        step.loss, step.loss_after
    );
    board.at(12, 0, 11, &after);
}
