//! What the tables of data say: how many rows there are, and how far a column reaches.

use crate::dataset::table::Table;
use crate::expr::Value;

/// `rows("penguins")`, `least("penguins", "body_mass_g")`, `most("penguins", "body_mass_g")`.
pub fn asked(function: &str, arguments: &[Value]) -> Result<f64, String> {
    match (function, arguments) {
        ("rows", [Value::Text(data)]) => Ok(table(data)?.rows() as f64),
        ("least", [Value::Text(data), Value::Text(column)]) => fold(data, column, f64::min),
        ("most", [Value::Text(data), Value::Text(column)]) => fold(data, column, f64::max),
        ("rows", _) => Err("`rows` takes one text in quotes".to_owned()),
        _ => Err(format!(
            "`{function}` takes a table and a column, in quotes"
        )),
    }
}

fn table(data: &str) -> Result<Table, String> {
    let table = match data {
        "auto-mpg" => Table::auto_mpg(),
        "penguins" => Table::penguins(),
        _ => {
            return Err(format!(
                "there is no table `{data}`; there are auto-mpg, penguins"
            ));
        }
    };
    table.map_err(|error| error.to_string())
}

fn fold(data: &str, column: &str, pick: fn(f64, f64) -> f64) -> Result<f64, String> {
    let table = table(data)?;
    let numbers = table.numbers(column).into_iter().flatten().flatten();
    let found = numbers.copied().reduce(pick);
    found.ok_or_else(|| format!("{data} has no column of numbers `{column}`"))
}
