use super::*;

fn missing(table: &Table, name: &str) -> usize {
    table
        .numbers(name)
        .unwrap()
        .iter()
        .filter(|value| value.is_none())
        .count()
}

#[test]
fn the_cars_keep_their_eight_and_six_missing_values() {
    let cars = Table::auto_mpg().unwrap();
    assert_eq!(cars.rows(), 406);
    assert_eq!(missing(&cars, "mpg"), 8);
    assert_eq!(missing(&cars, "horsepower"), 6);
    assert_eq!(missing(&cars, "weight_lbs"), 0);
    assert_eq!(
        cars.complete_rows(&["mpg", "horsepower"]).unwrap().len(),
        392
    );
    let Some(Column::Categories { levels, .. }) = cars.column("origin") else {
        panic!("origin is a category");
    };
    assert_eq!(levels, &["Europe", "Japan", "USA"]);
    let Some(Column::Text(names)) = cars.column("name") else {
        panic!("name is text")
    };
    assert_eq!(names[0].as_deref(), Some("chevrolet chevelle malibu"));
}

#[test]
fn the_penguins_are_152_and_68_and_124_and_two_are_unmeasured() {
    let penguins = Table::penguins().unwrap();
    assert_eq!(penguins.rows(), 344);
    let Some(Column::Categories { levels, codes }) = penguins.column("species") else {
        panic!("species is a category");
    };
    assert_eq!(levels, &["Adelie", "Chinstrap", "Gentoo"]);
    let of = |species| codes.iter().filter(|&&code| code == Some(species)).count();
    assert_eq!([of(0), of(1), of(2)], [152, 68, 124]);
    for name in [
        "bill_length_mm",
        "bill_depth_mm",
        "flipper_length_mm",
        "body_mass_g",
    ] {
        assert_eq!(missing(&penguins, name), 2, "{name}");
    }
}

#[test]
fn a_missing_number_is_not_zero_and_a_missing_name_is_no_level() {
    let csv = "a,b\n1,x\n,NA\nNA,\n0,y\n";
    let kinds = [("a", ColumnKind::Number), ("b", ColumnKind::Category)];
    let table = Table::read("t.csv", csv.as_bytes(), &kinds).unwrap();
    assert_eq!(
        table.numbers("a").unwrap(),
        [Some(1.0), None, None, Some(0.0)]
    );
    let levels = vec!["x".to_string(), "y".to_string()];
    let codes = vec![Some(0), None, None, Some(1)];
    assert_eq!(
        table.column("b"),
        Some(&Column::Categories { levels, codes })
    );
}

#[test]
fn faults_name_the_file_the_line_and_the_column() {
    let read = |csv: &str, column| {
        let kinds = [(column, ColumnKind::Number)];
        Table::read("t.csv", csv.as_bytes(), &kinds)
            .unwrap_err()
            .to_string()
    };
    assert!(read("a,b\n1,2\nx,2\n", "a").starts_with("t.csv:3: a is \"x\", not a number"));
    assert!(read("a,b\n1,2\ninf,2\n", "a").starts_with("t.csv:3: a is \"inf\""));
    assert_eq!(
        read("a,b\n1,2\n", "c"),
        "t.csv: there is no column c: it has a, b"
    );
    assert!(read("a,b\n1\n", "a").contains("line: 2"));
}
