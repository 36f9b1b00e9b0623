//! The table of the workshop's slides in `lessons/README.md` holds what it says.

use std::collections::BTreeSet;

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
fn every_step_the_table_names_is_there_and_no_lesson_it_calls_unwritten() {
    let course = Catalog::embedded().course().expect("lessons without fault");
    let numbers: BTreeSet<String> = course
        .lessons
        .iter()
        .map(|lesson| format!("{:02}", lesson.number))
        .collect();
    let (mut steps, mut unwritten) = (0, 0);
    for cell in places() {
        for part in cell.split(['(', ')', ',', ';', ' ']) {
            if part.contains(':') {
                course.find(part).unwrap_or_else(|error| panic!("{error}"));
                steps += 1;
            } else if part.len() == 2 && part.bytes().all(|c| c.is_ascii_digit()) {
                assert!(!numbers.contains(part), "{part} is written: {cell}");
                unwritten += 1;
            }
        }
        assert!(cell.contains(':') || cell.contains("not written"), "{cell}");
    }
    assert!(steps > 40 && unwritten > 0, "{steps} {unwritten}");
}
