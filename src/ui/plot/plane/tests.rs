use super::*;
use crate::ui::plain;

const PLANE: Plane = Plane {
    x: (0.0, 10.0),
    y: (-1.0, 1.0),
    x_name: "x",
    y_name: "y",
};

#[test]
fn a_cell_and_its_value_find_each_other() {
    let grid = PLANE.grid(Rect::new(3, 2, 40, 12));
    for x in grid.plot.left()..grid.plot.right() {
        for y in grid.plot.top()..grid.plot.bottom() {
            assert_eq!(grid.cell(grid.value(x, y)), Some((x, y)));
        }
    }
    assert_eq!(grid.cell([11.0, 0.0]), None);
    assert_eq!(grid.value(0, 0), grid.value(grid.plot.x, grid.plot.y));
}

#[test]
fn axes_carry_round_numbers_and_their_names() {
    let area = Rect::new(0, 0, 36, 9);
    let mut buf = Buffer::empty(area);
    PLANE.draw(area, &mut buf, &plain(true));
    let row = |y| {
        (0..36)
            .map(|x| buf[(x, y)].symbol().to_string())
            .collect::<String>()
    };
    let rows: Vec<String> = (0..9).map(|y| row(y).trim_end().to_string()).collect();
    assert_eq!(rows[0], " y");
    assert!(rows[2].starts_with("    1 +"), "{rows:?}");
    assert_eq!(rows[7], "      ++------------+--------------");
    assert_eq!(rows[8], "       0            5              x");
}

#[test]
fn a_long_name_takes_no_label_where_there_is_a_row_for_it() {
    let plane = Plane {
        x_name: "length, mm",
        ..PLANE
    };
    let last = |height: u16| {
        let area = Rect::new(0, 0, 36, height);
        let mut buf = Buffer::empty(area);
        plane.draw(area, &mut buf, &plain(true));
        [3, 2, 1].map(|up| -> String {
            let row = (0..36).map(|x| buf[(x, height - up)].symbol());
            row.collect::<String>().trim_end().to_string()
        })
    };
    let [axis, labels, name] = last(TALL);
    assert_eq!(axis, "      ++------------+------------+-");
    assert_eq!(labels, "       0            5           10");
    assert_eq!(name, "                          length, mm");
    let [_, axis, labels] = last(TALL - 1);
    assert_eq!(axis, "      ++------------+--------------");
    assert_eq!(labels, "       0            5     length, mm");
}

#[test]
fn a_mark_and_a_line_at_a_ticks_value_stand_on_its_row_in_every_drawing() {
    use crate::ui::glyphs::Plotting;
    use crate::ui::plot::scatter::{self, Mark};
    use crate::ui::plot::stroke::{self, Pen};
    use ratatui::style::Style;
    for (ascii, drawing) in [(true, Plotting::Braille)]
        .into_iter()
        .chain(Plotting::ALL.map(|drawing| (false, drawing)))
    {
        let mut look = plain(ascii);
        look.glyphs.plots = drawing;
        for ((width, height), range) in [(40, 12), (36, 9), (77, 25), (62, 31)]
            .into_iter()
            .flat_map(|size| [(-1.0, 1.0), (0.0, 6.0), (0.0, 60.0)].map(|range| (size, range)))
        {
            let area = Rect::new(0, 0, width, height);
            let plane = Plane { y: range, ..PLANE };
            let grid = plane.grid(area);
            for (tick, cell) in grid.y.ticks() {
                let row = grid.plot.bottom() - 1 - cell;
                // Nearly the value, as a sum of rounded numbers is.
                let at = [3.0, tick + 1e-13];
                assert_eq!(grid.cell(at).unwrap().1, row);
                let rows = |buf: &Buffer| -> Vec<u16> {
                    let rows = grid.plot.top()..grid.plot.bottom();
                    let inked = |y: &u16| {
                        let mut columns = grid.plot.left()..grid.plot.right();
                        columns.any(|x| buf[(x, *y)].symbol() != " ")
                    };
                    rows.filter(inked).collect()
                };
                let mut buf = Buffer::empty(area);
                let ends = [[0.0, at[1]], [10.0, tick]];
                stroke::segment(&grid, ends, Pen::Solid, Style::new(), &mut buf, &look);
                assert_eq!(rows(&buf), [row], "{drawing:?} {width}x{height} {tick}");
                let style = Style::new();
                let mark = Mark {
                    at,
                    symbol: "o",
                    style,
                };
                scatter::draw(&grid, &[mark], &mut buf, &look);
                assert_eq!(rows(&buf), [row]);
            }
        }
    }
}

#[test]
fn a_trail_begins_and_ends_in_the_cells_of_its_marks() {
    use crate::ui::glyphs::Plotting;
    use crate::ui::plot::stroke;
    use ratatui::style::Style;
    for drawing in Plotting::ALL {
        let mut look = plain(false);
        look.glyphs.plots = drawing;
        let area = Rect::new(0, 0, 41, 17);
        let grid = PLANE.grid(area);
        for i in 0..200 {
            let ends = [
                [
                    f64::from(i * 7 % 100) / 10.0,
                    f64::from(i % 20) / 10.0 - 1.0,
                ],
                [
                    f64::from(i * 3 % 100) / 10.0,
                    f64::from(i * 9 % 20) / 10.0 - 1.0,
                ],
            ];
            let mut buf = Buffer::empty(area);
            stroke::path(
                &grid,
                &ends,
                stroke::Pen::Solid,
                Style::new(),
                &mut buf,
                &look,
            );
            for at in ends {
                let cell = grid.cell(at).unwrap();
                assert_ne!(buf[cell].symbol(), " ", "{drawing:?} {ends:?}");
            }
        }
    }
}

#[test]
fn every_axis_shows_two_labels_at_least() {
    for (width, height) in (24..140).map(|width| (width, 9 + width % 20)) {
        for x in [(0.0, 6.0), (-1.0, 3.0), (30.0, 62.0), (2500.0, 6500.0)] {
            let area = Rect::new(0, 0, width, height);
            let mut buf = Buffer::empty(area);
            let (x_name, y_name) = ("bill length, mm", "body mass, g");
            let plane = Plane {
                x,
                y: x,
                x_name,
                y_name,
            };
            let grid = plane.draw(area, &mut buf, &plain(true));
            let row: String = (grid.plot.x..width)
                .map(|x| buf[(x, grid.plot.bottom() + 1)].symbol())
                .collect();
            let numbers = |text: &str| {
                let words = text.split_whitespace();
                words.filter(|word| word.parse::<f64>().is_ok()).count()
            };
            assert!(numbers(&row) >= 2, "{x:?} {width}x{height}: {row}");
            let upright = grid.y.ticks().len();
            assert!(upright >= 2, "{x:?} {width}x{height}");
        }
    }
}

#[test]
fn no_area_is_too_small() {
    for width in 0..12 {
        for height in 0..6 {
            let area = Rect::new(0, 0, width, height);
            let grid = PLANE.draw(area, &mut Buffer::empty(area), &plain(false));
            grid.value(5, 5);
        }
    }
}
