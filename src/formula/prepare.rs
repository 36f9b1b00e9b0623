//! What the parser does not know, said in what it knows.
//!
//! Here LaTeX has passed the gate: braces are in balance, and what takes plain words has them.

use super::signs::{self, BOXED, TAGGED};

/// The same formula for the parser.
pub(super) fn prepared(latex: &str) -> String {
    let mut out = String::with_capacity(latex.len() + 32);
    let mut rest = latex;
    while let Some(at) = rest.find('\\') {
        out.push_str(&rest[..at]);
        rest = command(&rest[at + 1..], &mut out);
    }
    out.push_str(rest);
    out
}

/// Writes what the command at the beginning of `rest` is to the parser, and gives what is left.
fn command<'a>(rest: &'a str, out: &mut String) -> &'a str {
    let (name, after) = rest.split_at(signs::name_length(rest));
    match name {
        "operatorname" => {
            let (star, after) = match after.strip_prefix('*') {
                Some(after) => (true, after),
                None => (false, after),
            };
            let Some((words, after)) = argument(after) else {
                return keep(name, after, out);
            };
            out.push_str(&format!(r"\operatorname{{{}}}", blanks(words)));
            // The parser sets what stands under a word where it may be moved.
            out.push_str(if star { r"\limits " } else { "" });
            after
        }
        "bm" => keep("boldsymbol", after, out),
        "mathscr" => keep("mathcal", after, out),
        // Nothing else has a colour here: the reader knows these two by theirs.
        "boxed" => keep(&format!(r"textcolor{{{BOXED}}}"), after, out),
        "tag" => match argument(after.strip_prefix('*').unwrap_or(after)) {
            Some((words, after)) => {
                let tag = format!(r"\qquad \textcolor{{{TAGGED}}}{{\text{{{words}}}}}");
                out.push_str(&tag);
                after
            }
            None => keep(name, after, out),
        },
        "pmod" => match argument(after) {
            Some((divisor, after)) => {
                out.push_str(&format!(r"\ (\bmod {{{}}})", prepared(divisor)));
                after
            }
            None => keep(name, after, out),
        },
        "not" => match signs::negated(after.trim_start()) {
            Some((negated, after)) => keep(negated, after, out),
            None => keep(name, after, out),
        },
        "nonumber" | "notag" => after,
        "label" => argument(after).map_or(after, |(_, after)| after),
        "begin" | "end" => match argument(after) {
            Some((environment, after)) => {
                out.push_str(&format!(r"\{name}{{{}}}", known(environment)));
                after
            }
            None => keep(name, after, out),
        },
        _ => keep(name, after, out),
    }
}

fn keep<'a>(name: &str, after: &'a str, out: &mut String) -> &'a str {
    out.push('\\');
    out.push_str(name);
    // What was one command must not grow by the letter behind it.
    if after.starts_with(|c: char| c.is_ascii_alphabetic()) {
        out.push(' ');
    }
    after
}

/// Environments that number their lines are drawn like those that do not.
fn known(environment: &str) -> &str {
    match environment.trim_end_matches('*') {
        "align" | "aligned" | "split" | "eqnarray" => "aligned",
        "gather" | "gathered" | "multline" | "equation" => "gathered",
        other => other,
    }
}

/// What stands in the braces here, and what follows them.
fn argument(rest: &str) -> Option<(&str, &str)> {
    let inner = rest.trim_start().strip_prefix('{')?;
    let mut depth = 0;
    let mut escaped = false;
    for (at, sign) in inner.char_indices() {
        match sign {
            _ if escaped => escaped = false,
            '\\' => escaped = true,
            '{' => depth += 1,
            '}' if depth == 0 => return Some((&inner[..at], &inner[at + 1..])),
            '}' => depth -= 1,
            _ => {}
        }
    }
    None
}

/// The words of an operator: what only makes room there is a blank.
pub(super) fn blanks(words: &str) -> String {
    let words = [r"\,", r"\;", r"\:", r"\ ", "~"]
        .iter()
        .fold(words.to_owned(), |words, room| words.replace(room, " "));
    words.replace(r"\!", "")
}
