//! The table of the workshop's slides in `lessons/README.md` holds what it says.

use handson::lesson::catalog::Catalog;

const TABLE: &str = include_str!("../../lessons/README.md");

/// The right column of the table, a row each.
fn places() -> Vec<&'static str> {
    let rows = TABLE
        .lines()
        .filter(|line| line.starts_with("| ") && !line.starts_with("| ---"));
    let cells = rows.filter_map(|row| row.trim_end_matches('|').rsplit_once('|'));
    cells.map(|(_, place)| place.trim()).skip(1).collect()
}

#[test]
fn every_row_of_the_table_names_a_step_and_every_step_it_names_is_there() {
    let course = Catalog::embedded().course().expect("lessons without fault");
    let mut steps = 0;
    for cell in places() {
        let parts = cell.split(['(', ')', ',', ';', ' ']);
        let named: Vec<&str> = parts.filter(|part| part.contains(':')).collect();
        assert!(!named.is_empty(), "{cell}");
        for part in named {
            course.find(part).unwrap_or_else(|error| panic!("{error}"));
            steps += 1;
        }
    }
    assert!(steps > 60, "{steps}");
}
