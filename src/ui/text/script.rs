//! Where a line may end in scripts that are written without blanks.

use super::columns::clusters;

/// Signs that begin no line: stops, closing brackets, small kana, marks of length.
const NO_BEGIN: &str = "、。，．・：；？！）」』】〉》〕］｝〟’”…‥ー々〻゛゜ぁぃぅぇぉっゃゅょゎァィゥェォッャュョヮ%.,:;?!)]}";

/// Signs that end no line: opening brackets.
const NO_END: &str = "（「『【〈《〔［｛〝‘“([{$";

/// The pieces of a text without blanks that must not be cut, unless one of them is too wide.
pub fn parts(text: &str) -> impl Iterator<Item = &str> {
    let mut rest = text;
    std::iter::from_fn(move || {
        let (part, after) = rest.split_at(first_break(rest));
        rest = after;
        (!part.is_empty()).then_some(part)
    })
}

/// Where the first piece ends.
fn first_break(text: &str) -> usize {
    let start = text.as_ptr() as usize;
    let mut before: Option<(&str, usize)> = None;
    for (cluster, columns) in clusters(text) {
        if let Some((last, width)) = before
            && (width > 1 || columns > 1)
            && !cluster.starts_with(|c| NO_BEGIN.contains(c))
            && !last.starts_with(|c| NO_END.contains(c))
        {
            return cluster.as_ptr() as usize - start;
        }
        before = Some((cluster, columns));
    }
    text.len()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_text_falls_apart_only_where_a_line_may_end() {
        let all = |text| parts(text).collect::<Vec<_>>();
        assert_eq!(all("val_loss"), ["val_loss"]);
        assert_eq!(all("（学習）率12"), ["（学", "習）", "率", "12"]);
        assert_eq!(all(""), Vec::<&str>::new());
    }
}
