use super::*;
use crate::labs::testing::{after, screen};

#[test]
fn a_line_that_has_left_the_picture_has_an_arrow_at_its_edge_and_in_words() {
    let here = after::<LineFit>(&["set a 1", "set b 0"]);
    let below = after::<LineFit>(&["set a -1", "set b -2"]);
    for height in [9, 14, 24] {
        let [seen, gone] = [&here, &below].map(|lab| screen(lab, 76, height, false).concat());
        assert!(!seen.contains('▼') && !seen.contains("below"), "{seen}");
        assert!(
            gone.contains('▼') && gone.contains("your line, below"),
            "{gone}"
        );
    }
}

#[test]
fn after_a_divergence_its_sentence_and_the_legend_stand_under_the_same_picture() {
    let at = ["set rate 0.02", "run 100"];
    let [calm, wild] = [&at[..1], &at[..]].map(after::<LineFit>);
    for (width, height) in [(76, 9), (76, 13), (58, 24), (78, 34)] {
        let [was, is] = [&calm, &wild].map(|lab| screen(lab, width, height, false));
        let words = is.concat();
        assert!(
            words.contains("Diverged") && words.contains("least E"),
            "{is:#?}"
        );
        let axis = |rows: &[String]| rows.iter().filter(|row| row.contains(['│', '┤'])).count();
        assert_eq!(axis(&was), axis(&is), "{is:#?}");
    }
}

#[test]
fn the_least_has_a_sign_that_is_no_sign_of_times_and_shades_say_what_they_mean() {
    let lab = after::<LineFit>(&[]);
    let rows = screen(&lab, 76, 12, false);
    assert!(rows.iter().any(|row| row.contains("+ least E")), "{rows:?}");
    let rows = screen(&lab, 76, 12, true);
    assert!(rows.iter().any(|row| row.contains("L least E")), "{rows:?}");
    assert!(
        rows[0].trim_end().ends_with("E: %<2x *<20x -<100x"),
        "{}",
        rows[0]
    );
    let covered = screen(&after::<LineFit>(&["set least hidden"]), 76, 12, true);
    assert!(
        covered[0].trim_end().ends_with("E small to large: %*-"),
        "{}",
        covered[0]
    );
}

#[test]
fn no_unit_stands_alone_among_the_ticks() {
    for axes in ["raw", "standardized"] {
        let lab = after::<LineFit>(&["set data cars", &format!("set axes {axes}")]);
        for (width, height) in [(76, 9), (76, 12), (96, 14), (58, 24), (110, 34)] {
            let rows = screen(&lab, width, height, false);
            let text = rows.join("\n");
            assert!(text.contains("weight"), "{width}x{height}\n{text}");
            assert!(
                !text.contains(" lb  ") || text.contains("weight, lb"),
                "{text}"
            );
        }
    }
}

#[test]
fn every_square_of_a_flat_line_has_room_on_the_plot() {
    for set in ["toy", "five"] {
        let set = format!("set data {set}");
        let sizes = [(76, 8), (76, 13), (58, 20), (56, 24), (78, 34), (110, 34)];
        for (view, (width, height)) in sizes
            .map(|size| [("both", size), ("points", size)])
            .concat()
        {
            let view = format!("set view {view}");
            let lab = after::<LineFit>(&[&set, "set residuals squares", &view]);
            let layout = layout(&lab, Rect::new(0, 0, width, height));
            let (_, grid) = points_on(&lab, layout.points.unwrap());
            for &point in &lab.data.points {
                let end = grid.share([far_side(&lab, point, &grid), 0.0])[0];
                assert!(
                    (-1e-9..=1.0 + 1e-9).contains(&end),
                    "{set} {width}x{height} {point:?}"
                );
            }
        }
    }
}
