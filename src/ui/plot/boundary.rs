//! The line where an answer changes: between the grounds of two classes, of any shape.

use crate::ui::Look;
use crate::ui::plot::fine::Fine;
use crate::ui::plot::plane::Grid;
use ratatui::buffer::Buffer;
use ratatui::style::Style;

/// What it looks like in a legend.
pub fn sign(look: &Look) -> &'static str {
    look.pick("━", "#")
}

/// Inks each dot of the plot whose neighbour to the right or below gets another answer.
pub fn draw(
    answer: &dyn Fn([f64; 2]) -> usize,
    grid: &Grid,
    style: Style,
    buf: &mut Buffer,
    look: &Look,
) {
    let fine = Fine::new(grid, look);
    let columns = grid.plot.width * fine.per_cell.0;
    let rows = grid.plot.height * fine.per_cell.1;
    let answers = |row: u16| -> Vec<usize> {
        let share = |at: u16, of: u16| (f64::from(at) + 0.5) / f64::from(of);
        let at = |column| grid.at_share([share(column, columns), 1.0 - share(row, rows)]);
        (0..columns).map(|column| answer(at(column))).collect()
    };
    let ascii = look.glyphs.ascii.then_some('#');
    let mut here = Vec::new();
    for row in (0..rows).rev() {
        let below = std::mem::replace(&mut here, answers(row));
        for column in 0..here.len() {
            let mine = here[column];
            let changes = |other: Option<&usize>| other.is_some_and(|other| *other != mine);
            if changes(here.get(column + 1)) || changes(below.get(column)) {
                let place = [column as f64, f64::from(row)];
                fine.ink(place, ascii, style, buf);
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ui::plain;
    use crate::ui::plot::plane::Plane;
    use ratatui::layout::Rect;

    fn drawn(answer: &dyn Fn([f64; 2]) -> usize) -> Vec<String> {
        let plane = Plane {
            x: (0.0, 1.0),
            y: (0.0, 1.0),
            x_name: "",
            y_name: "",
        };
        let area = Rect::new(0, 0, 20, 10);
        let (grid, mut buf) = (plane.grid(area), Buffer::empty(area));
        draw(answer, &grid, Style::new(), &mut buf, &plain(true));
        let cells = grid.plot.left()..grid.plot.right();
        let row = |y| cells.clone().map(|x| buf[(x, y)].symbol()).collect();
        (grid.plot.top()..grid.plot.bottom()).map(row).collect()
    }

    #[test]
    fn an_upright_boundary_has_a_sign_in_each_row_and_all_in_one_column() {
        let rows = drawn(&|[x, _]| usize::from(x > 0.5));
        let columns: Vec<Option<usize>> = rows.iter().map(|row| row.find('#')).collect();
        assert!(columns[0].is_some(), "{rows:?}");
        assert!(columns.iter().all(|at| *at == columns[0]), "{rows:?}");
        assert!(rows.iter().all(|row| row.matches('#').count() == 1));
    }

    #[test]
    fn one_answer_everywhere_has_no_boundary_and_a_place_that_is_surrounded_has_a_closed_one() {
        assert!(drawn(&|_| 2).concat().trim().is_empty());
        let rows = drawn(&|[x, y]| usize::from((x - 0.5).hypot(y - 0.5) < 0.3));
        let inked: Vec<&String> = rows.iter().filter(|row| row.contains('#')).collect();
        assert!(inked.len() >= 3 && inked.len() < rows.len(), "{rows:?}");
    }
}
