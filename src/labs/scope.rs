//! What an expression of the course may name and call: the facts of a lab, the functions of
//! `stats`, the counts of models and data, and what was measured.

mod data;
mod told;

use crate::expr::{Scope, Value};
use crate::labs::{self, Fact};
use crate::nn::Activation;
use crate::stats::normal::Normal;
use crate::train::layers::{self, LayerSpec};
use crate::ui::number::{grouped, short};

/// What long runs gave, written by `data/measure.py`.
const MEASURED: &str = include_str!("../../data/measured.toml");

/// The functions of the course, and no names.
///
/// | function | is |
/// | --- | --- |
/// | `normal_pdf(x)`, `normal_pdf(x, mean, deviation)` | the density of the normal distribution |
/// | `normal_cdf(x)`, `normal_cdf(x, mean, deviation)` | the probability of at most x |
/// | `normal_quantile(p)` | the x below which the share p lies |
/// | `parameters("784 128 relu 784")` | weights and biases of layers, the inputs first |
/// | `rows("auto-mpg")` | the rows of a table of data |
/// | `least("penguins", "body_mass_g")`, `most(...)` | the ends of a column |
/// | `lab("penguins", "set axes raw", "mean_wrong")` | a fact of a lab, after some lines |
/// | `measured("ae.val_loss")` | a number in `data/measured.toml` |
/// | `measured("ae.val_loss_most", 9)` | of a series there, the number of an epoch, from 1 |
#[derive(Debug, Clone, Copy, Default)]
pub struct Functions;

/// The facts of a lab, and the functions of the course.
#[derive(Debug, Clone, Copy)]
pub struct Facts<'a>(pub &'a [Fact]);

const FUNCTIONS: [&str; 9] = [
    "normal_pdf",
    "normal_cdf",
    "normal_quantile",
    "parameters",
    "rows",
    "least",
    "most",
    "lab",
    "measured",
];

impl Scope for Functions {
    fn name(&self, _: &str) -> Option<Value> {
        None
    }

    fn call(&self, function: &str, arguments: &[Value]) -> Option<Result<Value, String>> {
        let found = match (function, arguments) {
            ("normal_pdf" | "normal_cdf" | "normal_quantile", _) => normal(function, arguments),
            ("parameters", [Value::Text(layers)]) => count(layers),
            ("rows" | "least" | "most", _) => data::asked(function, arguments),
            ("lab", _) => return Some(told::lab(arguments)),
            ("measured", [Value::Text(key)]) => measured(key, None),
            ("measured", [Value::Text(key), Value::Number(epoch)]) => measured(key, Some(*epoch)),
            ("parameters" | "measured", _) => Err(format!("`{function}` takes one text in quotes")),
            _ => return None,
        };
        Some(found.map(Value::Number))
    }

    fn functions(&self) -> Vec<String> {
        FUNCTIONS.map(str::to_owned).to_vec()
    }
}

impl Scope for Facts<'_> {
    fn name(&self, name: &str) -> Option<Value> {
        let fact = self.0.iter().find(|fact| fact.name == name)?;
        Some(Value::from(&fact.value))
    }

    fn call(&self, function: &str, arguments: &[Value]) -> Option<Result<Value, String>> {
        Functions.call(function, arguments)
    }

    fn names(&self) -> Vec<String> {
        self.0.iter().map(|fact| fact.name.to_owned()).collect()
    }

    fn functions(&self) -> Vec<String> {
        Functions.functions()
    }
}

impl From<&labs::Value> for Value {
    fn from(value: &labs::Value) -> Self {
        match value {
            labs::Value::Number(number) => Value::Number(*number),
            labs::Value::Text(text) => Value::Text(text.clone()),
        }
    }
}

/// A fact as a sentence says it: four digits are more than an eye takes in.
pub fn spelled(facts: &[Fact], name: &str) -> Option<String> {
    let fact = facts.iter().find(|fact| fact.name == name)?;
    Some(match &fact.value {
        labs::Value::Text(text) => text.clone(),
        labs::Value::Number(x) if x.fract() == 0.0 && x.abs() < 1e15 => {
            let sign = if *x < 0.0 { "-" } else { "" };
            format!("{sign}{}", grouped(x.abs() as u64))
        }
        labs::Value::Number(x) if !x.is_finite() => "not a number".to_owned(),
        labs::Value::Number(x) => {
            let decimals = 3.0 - x.abs().log10().floor();
            let scale = 10f64.powi(decimals.clamp(0.0, 12.0) as i32);
            short((x * scale).round() / scale)
        }
    })
}

fn normal(function: &str, arguments: &[Value]) -> Result<f64, String> {
    let usage = || match function {
        "normal_quantile" => "`normal_quantile` takes one share p, 0 < p < 1".to_owned(),
        _ => format!("`{function}` takes x, or x, mean and standard deviation"),
    };
    let (x, normal) = match *arguments {
        [Value::Number(x)] => (x, Normal::standard()),
        [
            Value::Number(x),
            Value::Number(mean),
            Value::Number(deviation),
        ] => {
            let normal = Normal::new(mean, deviation);
            (x, normal.map_err(|error| error.to_string())?)
        }
        _ => return Err(usage()),
    };
    match (function, arguments.len()) {
        ("normal_pdf", _) => Ok(normal.pdf(x)),
        ("normal_cdf", _) => Ok(normal.cdf(x)),
        (_, 1) => normal.quantile(x).ok_or_else(usage),
        _ => Err(usage()),
    }
}

/// Layers as `--layers` spells them, the inputs first; commas and activations may be left out.
fn count(layers: &str) -> Result<f64, String> {
    let read = |text: &str| layers::parse(text).map_err(|error| error.to_string());
    let mut stack = Vec::new();
    for word in layers.split([' ', ',']).filter(|word| !word.is_empty()) {
        match word.parse::<usize>() {
            Ok(0) => return Err("a layer of 0 units has no parameters".to_owned()),
            Ok(width) => stack.push(LayerSpec::Dense(width, Activation::Linear)),
            Err(_) if word.starts_with("pool") => stack.extend(read(word)?),
            Err(_) if word.starts_with("conv") => match stack.pop() {
                Some(LayerSpec::Dense(filters, _)) => {
                    stack.extend(read(&format!("{filters} {word}"))?);
                }
                _ => return Err(format!("write channels before {word}, such as \"8 conv3\"")),
            },
            Err(_) => drop(word.parse::<Activation>().map_err(|e| e.to_string())?),
        }
    }
    match &stack[..] {
        [LayerSpec::Dense(inputs, _), layers @ ..] if !layers.is_empty() => {
            layers::check(*inputs, layers).map_err(|error| error.to_string())?;
            Ok(layers::parameters(*inputs, layers) as f64)
        }
        _ => Err("`parameters` takes the inputs and a layer or more: \"784 128\"".to_owned()),
    }
}

/// The numbers of a measured series, from its first; one number is a series that stays the same. Not
/// numbers where it ends before, or was not measured.
pub(super) fn series<const N: usize>(group: &str, name: &str) -> [f64; N] {
    let key = format!("{group}.{name}");
    let at = |place: usize| {
        let one = || measured(&key, None);
        measured(&key, Some(place as f64 + 1.0)).or_else(|_| one())
    };
    std::array::from_fn(|place| at(place).unwrap_or(f64::NAN))
}

/// A number that was measured, or that of an epoch where it is a series.
fn measured(key: &str, epoch: Option<f64>) -> Result<f64, String> {
    let table: toml::Table = MEASURED
        .parse()
        .map_err(|error| format!("data/measured.toml cannot be read: {error}"))?;
    let number = |value: &toml::Value| value.as_float().or(value.as_integer().map(|n| n as f64));
    let mut known = Vec::new();
    for (group, values) in &table {
        for (name, value) in values.as_table().into_iter().flatten() {
            let name = format!("{group}.{name}");
            if name != key {
                known.push(name);
                continue;
            }
            return match (value.as_array(), epoch) {
                (None, None) => number(value).ok_or(format!("`{key}` is no number")),
                (Some(series), Some(epoch)) => {
                    let mut epochs = series.iter().zip(1..);
                    let found = epochs.find(|(_, at)| f64::from(*at) == epoch);
                    let of = series.len();
                    let found = found.and_then(|(value, _)| number(value));
                    found.ok_or(format!("`{key}` has epochs 1 to {of}"))
                }
                (None, Some(_)) => Err(format!("`{key}` is one number, of no epoch")),
                (Some(_), None) => Err(format!("`{key}` is a series: say the epoch")),
            };
        }
    }
    Err(format!(
        "`{key}` was not measured; data/measured.toml has {}",
        known.join(", ")
    ))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::expr::Expr;

    fn holds(claim: &str) -> bool {
        let expr = Expr::parse(claim).expect(claim);
        expr.holds(&Functions)
            .unwrap_or_else(|error| panic!("{claim}: {error}"))
    }

    #[test]
    fn the_functions_of_the_course_give_what_every_table_prints() {
        for claim in [
            "round(normal_pdf(0, 0, 1), 3) == 0.399",
            "round(normal_cdf(1.96) - normal_cdf(-1.96), 3) == 0.95",
            "abs(normal_quantile(0.975) - 1.96) < 0.001",
            "normal_cdf(5, 5, 2) == 0.5",
            "parameters(\"784 128\") == 784*128 + 128",
            "parameters(\"784 8 conv3 relu, pool2, 16 conv3, pool2, 64 relu, 10\") == 27562",
            "parameters(\"784 128 relu, 64 relu, 32 64 128 784 sigmoid\") == 222384",
            "rows(\"auto-mpg\") == 406 && rows(\"penguins\") == 344",
            "least(\"penguins\", \"body_mass_g\") == 2700",
            "most(\"penguins\", \"bill_length_mm\") == 59.6",
            "lab(\"normal\", \"set mu 1; set sigma 2\", \"sigma\") == 2",
            "lab(\"penguins\", \"\", \"nearest_mean\") == \"Gentoo\"",
            "measured(\"ae.epochs\") == 17",
            "measured(\"ae.val_loss_most\", 17) >= measured(\"ae.val_loss\")",
            "measured(\"ae.val_loss_least\", 17) <= measured(\"ae.val_loss\")",
        ] {
            assert!(holds(claim), "{claim}");
        }
    }

    #[test]
    fn what_a_function_does_not_take_is_said() {
        for (call, said) in [
            ("rows(\"cars\")", "there are auto-mpg, penguins"),
            ("rows(3)", "one text"),
            ("least(\"penguins\")", "a table and a column"),
            ("most(\"penguins\", \"species\")", "no column of numbers"),
            ("lab(\"penguin\", \"\", \"x\")", "no lab `penguin`"),
            ("lab(\"penguins\", \"set x 90\", \"x\")", "30.0 to 62.0"),
            ("lab(\"penguins\", \"\", \"height\")", "no fact `height`"),
            ("lab(\"penguins\")", "a lab, lines"),
            ("parameters(\"784\")", "a layer or more"),
            ("parameters(\"784 reul\")", "relu"),
            ("parameters(\"784 0\")", "0 units"),
            ("parameters(\"784 conv3\")", "a layer or more"),
            ("parameters(\"conv3\")", "write channels"),
            ("parameters(\"784 8 conv29\")", "only 28 x 28"),
            ("measured(\"ae.lss\")", "ae.val_loss"),
            ("measured(\"ae.val_loss\", 3)", "of no epoch"),
            ("measured(\"ae.val_loss_most\")", "say the epoch"),
            ("measured(\"ae.val_loss_most\", 0)", "epochs 1 to 17"),
            ("measured(\"ae.val_loss_most\", 1.5)", "epochs 1 to 17"),
            ("normal_pdf(0, 0, -1)", "above 0"),
            ("normal_pdf(0, 0)", "x, mean and standard deviation"),
            ("normal_quantile(2)", "0 < p < 1"),
        ] {
            let error = Expr::parse(call).expect(call).number(&Functions);
            let error = error.expect_err(call).to_string();
            assert!(error.contains(said), "{call}: {error}");
        }
    }

    #[test]
    fn a_fact_is_spelled_in_few_digits() {
        let facts = |x| vec![Fact::number("x", x, "", String::new())];
        for (x, spelled_as) in [
            (1.329_807_6, "1.33"),
            (0.019_871_2, "0.01987"),
            (222_384.0, "222,384"),
            (-3.0, "-3"),
            (0.3, "0.3"),
            (12345.6, "12346"),
            (f64::NAN, "not a number"),
        ] {
            assert_eq!(spelled(&facts(x), "x").as_deref(), Some(spelled_as));
        }
        assert_eq!(spelled(&facts(1.0), "y"), None);
    }
}
