//! Constants, and the functions every calculator has.

use super::Value;

/// Names that mean the same in every expression.
pub(super) const CONSTANTS: [(&str, f64); 3] = [
    ("pi", std::f64::consts::PI),
    ("π", std::f64::consts::PI),
    ("e", std::f64::consts::E),
];

pub(super) const FUNCTIONS: [&str; 10] = [
    "round", "floor", "ceil", "abs", "sqrt", "exp", "ln", "log", "min", "max",
];

/// The value of a function; the error says how it is called. `log` is the natural logarithm, as in
/// the formulas of the lessons.
pub(super) fn call(function: &str, arguments: &[Value]) -> Option<Result<Value, String>> {
    if !FUNCTIONS.contains(&function) {
        return None;
    }
    let numbers: Option<Vec<f64>> = arguments
        .iter()
        .map(|argument| match argument {
            Value::Number(number) => Some(*number),
            Value::Text(_) | Value::Truth(_) => None,
        })
        .collect();
    let value = numbers.and_then(|numbers| apply(function, &numbers));
    Some(value.map(Value::Number).ok_or_else(|| usage(function)))
}

fn apply(function: &str, numbers: &[f64]) -> Option<f64> {
    Some(match (function, numbers) {
        ("round", [x]) => x.round(),
        ("round", [x, digits]) => rounded(*x, *digits),
        ("floor", [x]) => x.floor(),
        ("ceil", [x]) => x.ceil(),
        ("abs", [x]) => x.abs(),
        ("sqrt", [x]) => x.sqrt(),
        ("exp", [x]) => x.exp(),
        ("ln" | "log", [x]) => x.ln(),
        ("min", [first, rest @ ..]) => rest.iter().fold(*first, |a, b| extreme(a, *b, f64::min)),
        ("max", [first, rest @ ..]) => rest.iter().fold(*first, |a, b| extreme(a, *b, f64::max)),
        _ => return None,
    })
}

/// To so many digits after the point, at most 15.
fn rounded(x: f64, digits: f64) -> f64 {
    let scale = 10f64.powi(digits.clamp(0.0, 15.0) as i32);
    let scaled = x * scale;
    if scaled.is_finite() {
        scaled.round() / scale
    } else {
        x
    }
}

/// The library's `min` and `max` drop NaN; here it must not be lost.
fn extreme(a: f64, b: f64, of: fn(f64, f64) -> f64) -> f64 {
    if a.is_nan() || b.is_nan() {
        f64::NAN
    } else {
        of(a, b)
    }
}

fn usage(function: &str) -> String {
    let call = match function {
        "round" => "round(x) or round(x, digits)",
        "min" | "max" => "one number or more",
        _ => "one number",
    };
    format!("`{function}` takes {call}")
}
