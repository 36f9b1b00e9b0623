//! The end of a source line inside of running text: a blank, but not in scripts that have none.

/// Whether two lines go on without a blank, as Pandoc's `east_asian_line_breaks` has it: both sides
/// are in a script that is written without any. What only dresses words is looked through.
pub(super) fn goes_on(before: &str, after: &str) -> bool {
    let dress = |c: char| matches!(c, '*' | '_' | '~' | '`');
    let last = before.trim_end_matches(dress).chars().next_back();
    let first = after.trim_start_matches(|c| dress(c) || c == '>' || c == ' ');
    last.is_some_and(has_no_blanks) && first.starts_with(has_no_blanks)
}

/// Chinese and Japanese, with their punctuation. Korean is written with blanks.
fn has_no_blanks(c: char) -> bool {
    matches!(c,
        '\u{2e80}'..='\u{312f}'
        | '\u{31a0}'..='\u{31ff}'
        | '\u{3400}'..='\u{9fff}'
        | '\u{f900}'..='\u{faff}'
        | '\u{ff00}'..='\u{ff9f}'
        | '\u{20000}'..='\u{3ffff}')
}

#[cfg(test)]
mod tests {
    use super::goes_on;

    #[test]
    fn only_between_two_letters_of_such_a_script() {
        assert!(goes_on("これは", "日本語です"));
        assert!(goes_on("**強調**", "> です"));
        assert!(!goes_on("これは", "Adam です"));
        assert!(!goes_on("한국어", "문장"));
        assert!(!goes_on("one", "two"));
    }
}
