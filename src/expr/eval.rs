//! From a tree to a value.

use super::error::{ExprError, Fault};
use super::{Binary, Node, Scope, Unary, Value, builtin};

/// Numbers this close, relative to the larger, are equal: twelve digits.
const EQUAL: f64 = 1e-12;

pub(super) fn value(node: &Node, scope: &dyn Scope) -> Result<Value, ExprError> {
    match node {
        Node::Number(number, _) => Ok(Value::Number(*number)),
        Node::Text(text, _) => Ok(Value::Text(text.clone())),
        Node::Name(name, at) => name_value(name, *at, scope),
        Node::Call(function, at, arguments) => call(function, *at, arguments, scope),
        Node::Unary(Unary::Minus, _, inner) => Ok(Value::Number(-number(inner, scope)?)),
        Node::Unary(Unary::Not, _, inner) => {
            Ok(Value::Truth(truth(inner, scope)?.map(|holds| !holds)))
        }
        Node::Binary(operator, _, left, right) => match operator {
            Binary::And | Binary::Or => {
                // Both sides are looked at, so that a misspelled name never hides behind the first.
                let sides = (truth(left, scope)?, truth(right, scope)?);
                Ok(Value::Truth(joined(*operator, sides)))
            }
            operator if operator.compares() => {
                let sides = (value(left, scope)?, value(right, scope)?);
                compare(*operator, sides, right).map(Value::Truth)
            }
            _ => {
                let (a, b) = (number(left, scope)?, number(right, scope)?);
                Ok(Value::Number(match operator {
                    Binary::Plus => a + b,
                    Binary::Minus => a - b,
                    Binary::Times => a * b,
                    Binary::Over => a / b,
                    _ => a.powf(b),
                }))
            }
        },
    }
}

pub(super) fn number(node: &Node, scope: &dyn Scope) -> Result<f64, ExprError> {
    match value(node, scope)? {
        Value::Number(number) => Ok(number),
        other => Err(kind("a number", &other, node)),
    }
}

pub(super) fn truth(node: &Node, scope: &dyn Scope) -> Result<Option<bool>, ExprError> {
    match value(node, scope)? {
        Value::Truth(truth) => Ok(truth),
        other => Err(kind("a condition such as `a < 1`", &other, node)),
    }
}

fn name_value(name: &str, at: usize, scope: &dyn Scope) -> Result<Value, ExprError> {
    let constant = builtin::CONSTANTS.iter().find(|(known, _)| *known == name);
    let constant = constant.map(|(_, number)| Value::Number(*number));
    scope.name(name).or(constant).ok_or_else(|| {
        let (name, known) = (name.to_owned(), scope.names());
        Fault::Name { name, known }.at(at)
    })
}

fn call(
    function: &str,
    at: usize,
    arguments: &[Node],
    scope: &dyn Scope,
) -> Result<Value, ExprError> {
    let values = arguments.iter().map(|node| value(node, scope));
    let values = values.collect::<Result<Vec<_>, _>>()?;
    let found = scope
        .call(function, &values)
        .or_else(|| builtin::call(function, &values));
    let Some(found) = found else {
        let mut known = scope.functions();
        known.extend(builtin::FUNCTIONS.map(str::to_owned));
        let name = function.to_owned();
        return Err(Fault::Function { name, known }.at(at));
    };
    found.map_err(|reason| Fault::Arguments(reason).at(at))
}

/// Kleene's logic: what is known decides where it can.
fn joined(operator: Binary, sides: (Option<bool>, Option<bool>)) -> Option<bool> {
    let decides = operator == Binary::Or;
    match sides {
        (Some(a), _) if a == decides => Some(decides),
        (_, Some(b)) if b == decides => Some(decides),
        (Some(_), Some(_)) => Some(!decides),
        _ => None,
    }
}

fn compare(
    operator: Binary,
    sides: (Value, Value),
    right: &Node,
) -> Result<Option<bool>, ExprError> {
    let equality = matches!(operator, Binary::Equal | Binary::Unequal);
    match sides {
        (Value::Number(a), Value::Number(b)) => Ok(compare_numbers(operator, a, b)),
        (Value::Text(a), Value::Text(b)) if equality => {
            Ok(Some((a == b) == (operator == Binary::Equal)))
        }
        (Value::Number(_), other) => Err(kind("a number", &other, right)),
        (Value::Text(_), other) if equality => Err(kind("a text", &other, right)),
        (other, _) => Err(kind("a number", &other, right)),
    }
}

fn compare_numbers(operator: Binary, a: f64, b: f64) -> Option<bool> {
    if a.is_nan() || b.is_nan() {
        return None;
    }
    // As a ratio: nothing finite is near infinity.
    let equal = a == b || (a - b).abs() / a.abs().max(b.abs()) <= EQUAL;
    Some(match operator {
        Binary::Equal => equal,
        Binary::Unequal => !equal,
        Binary::Less => a < b,
        Binary::LessEqual => a <= b,
        Binary::Greater => a > b,
        _ => a >= b,
    })
}

fn kind(wanted: &'static str, found: &Value, node: &Node) -> ExprError {
    let found = match found {
        Value::Number(_) => "a number",
        Value::Text(_) => "a text",
        Value::Truth(_) => "a condition",
    };
    Fault::Kind { wanted, found }.at(node.at())
}
