use super::*;

fn read(text: &str, target: &str, format: Format) -> Result<Frame, FrameError> {
    Frame::read("own.csv", text.as_bytes(), target, format)
}

fn refused(text: &str, target: &str) -> String {
    let error = read(text, target, Format::default()).expect_err(text);
    error.to_string()
}

/// A table of so many rows, each made of its number.
fn table(headings: &str, rows: usize, row: impl Fn(usize) -> String) -> String {
    let rows = (0..rows).map(|at| row(at) + "\n");
    format!("{headings}\n{}", rows.collect::<String>())
}

#[test]
fn each_column_is_told_by_what_stands_in_it() {
    let text = table("size,kind,note,same,rare,price", 20, |at| {
        let (kind, rare) = (["a", "b", "c"][at % 3], if at < 3 { "1" } else { "" });
        let size = if at == 5 {
            String::new()
        } else {
            at.to_string()
        };
        format!(
            "{size},{kind},\"note {at}\nin two lines\",7,{rare},{}",
            2 * at
        )
    });
    let frame = read(&text, "price", Format::default()).unwrap();
    let kinds: Vec<(&str, Kind)> = (frame.columns.iter())
        .map(|column| (column.name.as_str(), column.kind.clone()))
        .collect();
    let levels = ["a", "b", "c"].map(str::to_owned).to_vec();
    assert_eq!(
        kinds,
        [
            ("size", Kind::Number),
            ("kind", Kind::Category(levels)),
            ("note", Kind::Text(20)),
            ("same", Kind::Constant),
            ("rare", Kind::Missing),
        ]
    );
    // Size, and one of three kinds; the row without a size is left out.
    assert_eq!((frame.inputs(), frame.rows, frame.complete()), (4, 20, 19));
    let [learn, held] = frame.drawn(0);
    assert_eq!((learn.len(), held.len()), (16, 3));
    let Samples { learn, .. } = frame.samples(&learn, &held).unwrap();
    let (x, y) = learn;
    assert!(y.sum().abs() < 1e-4, "and so is what it predicts");
    assert!(
        x.column(0).sum().abs() < 1e-5,
        "standardized over its own rows"
    );
    assert!(
        x.rows()
            .into_iter()
            .all(|row| row.iter().skip(1).sum::<f32>() == 1.0)
    );
}

#[test]
fn semicolons_and_decimal_commas_are_said_and_read_when_they_are_told() {
    let both = table("a;y", 12, |at| format!("{at},5;{at},25"));
    assert!(refused(&both, "y").contains("add --semicolons"));
    let semicolons = Format {
        semicolons: true,
        ..Format::default()
    };
    let said = read(&both, "y", semicolons).unwrap_err().to_string();
    assert!(said.contains("add --decimal-comma"), "{said}");
    let told = Format {
        decimal_comma: true,
        ..semicolons
    };
    let frame = read(&both, "y", told).unwrap();
    assert_eq!(frame.targets(&[3]), [3.25]);
    let quoted = table("a,y", 12, |at| format!("\"{at},5\",{at}"));
    let said = refused(&quoted, "y");
    assert!(
        said.contains("column a") && said.contains("--decimal-comma"),
        "{said}"
    );
}

#[test]
fn what_cannot_be_learned_from_is_said_with_what_to_do() {
    let good = |at: usize| format!("{at},{}", at * at);
    let cases = [
        (
            String::new(),
            "y",
            "there is no column y: it has no names in its first line",
        ),
        (
            table("x,y", 1, good),
            "y",
            "has too few complete rows, 1: at least 10",
        ),
        (
            table("y", 12, |at| at.to_string()),
            "y",
            "no column to predict from",
        ),
        (
            table("x,y", 12, |_| ",".into()),
            "y",
            "complete rows, 0: at least",
        ),
        (
            table("x,y", 12, |_| "3,4".into()),
            "y",
            "no column to predict from",
        ),
        (
            table("x,y", 12, |at| format!("{at},4")),
            "y",
            "there is nothing to predict",
        ),
        (
            table("x,y", 12, |at| format!("{at},red")),
            "y",
            "name another column with --y",
        ),
        (
            table("x,y", 12, good),
            "z",
            "there is no column z: it has x, y",
        ),
        (
            table("x,x,y", 12, |at| format!("{at},{at},{at}")),
            "y",
            "two columns are called",
        ),
        (
            table("x,y", MOST_ROWS + 1, good),
            "y",
            "more than 20000 rows",
        ),
    ];
    for (text, target, words) in &cases {
        let said = refused(text, target);
        assert!(
            said.starts_with("own.csv") && said.contains(words),
            "{said}"
        );
    }
    // Twelve values in thirty rows are a category; as many as there are rows are names.
    let kind = |rows| {
        let text = table("x,y", rows, |at| format!("v{},{at}", at % 12));
        read(&text, "y", Format::default()).map(|frame| frame.inputs())
    };
    assert_eq!(kind(30).unwrap(), 12);
    assert!(kind(12).is_err());
    let many = table("id,x,y", 10_000, |at| format!("id{at},{at},{}", at % 7));
    let frame = read(&many, "y", Format::default()).unwrap();
    assert_eq!(frame.columns[0].kind, Kind::Text(10_000));
    let ragged = table("x,y", 12, |at| if at == 7 { "1".into() } else { good(at) });
    assert!(
        refused(&ragged, "y").contains("line: 9"),
        "{}",
        refused(&ragged, "y")
    );
}
