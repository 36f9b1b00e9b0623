//! The syntax of `python` fences, where there is a Python to ask; where there is none, they pass.

use std::io::Write;
use std::process::{Command, Stdio};

/// Prints nothing, or line, column and what is wrong, one a line.
const PROGRAM: &str = "\
import ast, sys
try:
    ast.parse(sys.stdin.buffer.read())
except (SyntaxError, ValueError) as error:
    print(getattr(error, 'lineno', None) or 1)
    print(getattr(error, 'offset', None) or 1)
    print(getattr(error, 'msg', None) or error)
";

/// What is wrong with a program: line and column from 1, and Python's own words.
pub fn fault(code: &str) -> Option<(usize, usize, String)> {
    let mut python = Command::new("python3")
        .args(["-I", "-c", PROGRAM])
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::null())
        .spawn()
        .ok()?;
    // A Python that does not listen says nothing, and that is no fault of the lesson.
    python.stdin.take()?.write_all(code.as_bytes()).ok()?;
    let said = python.wait_with_output().ok()?;
    let said = String::from_utf8(said.stdout).ok()?;
    let mut lines = said.lines();
    let line = lines.next()?.parse().ok()?;
    let column = lines.next()?.parse().ok()?;
    Some((line, column, lines.next()?.to_owned()))
}

#[cfg(test)]
mod tests {
    use super::fault;

    #[test]
    fn good_programs_pass_and_bad_ones_are_found_where_there_is_a_python() {
        assert_eq!(fault("import keras\nmodel = keras.Sequential()\n"), None);
        if let Some((line, _, said)) = fault("x = 1\ny = (2\n") {
            assert_eq!(line, 2, "{said}");
        }
    }
}
