//! What is written over a part or under it.

use super::{Phrase, Speaker};
use crate::formula::tree::{Node, Role};

impl Speaker<'_> {
    /// `\overset{a}{b}`: what stands over a part and under it.
    pub(super) fn stacked(self, base: &Node, under: Option<&Node>, over: Option<&Node>) -> Phrase {
        let said = |node: Option<&Node>, side| {
            node.map(|node| format!("{} {side} it", self.whole(node).text))
        };
        let labels = [said(over, "over"), said(under, "under")];
        let labels: Vec<String> = labels.into_iter().flatten().collect();
        let base = self.part(base, true).text;
        Phrase::closed(format!("{base} with {}", labels.join(" and ")))
    }

    /// A sign with words over it or under it: what it relates by.
    pub(super) fn labelled(self, sign: char, under: Option<&Node>, over: Option<&Node>) -> Phrase {
        let relates = self.sign(sign);
        let word = over
            .filter(|_| under.is_none())
            .map(|over| self.whole(over).text);
        match word.as_deref() {
            // What is demanded, as of a derivative at the least.
            Some("factorial") if relates == "equals" => return Phrase::word("must equal"),
            Some("factorial") if relates.starts_with("is ") => {
                return Phrase::word(relates.replacen("is", "must be", 1));
            }
            Some("def") if sign == '=' => return Phrase::word("is defined as"),
            _ => {}
        }
        let what = if "→←⇒⇔".contains(sign) {
            "arrow"
        } else {
            "sign"
        };
        let said = |node: Option<&Node>, side| {
            node.map(|node| format!("{} {side} the {what}", self.whole(node).text))
        };
        let labels = [said(over, "over"), said(under, "under")];
        let labels: Vec<String> = labels.into_iter().flatten().collect();
        Phrase::closed(format!("{relates}, with {}", labels.join(" and ")))
    }
}

/// Whether what is set over or under a part is a label: of a sum it is a limit, of `min` what is
/// varied, of a sign what it relates by.
pub(super) fn is_set_over(base: &Node) -> bool {
    match base {
        Node::Sign(_, role) => *role == Role::Ordinary,
        Node::Number(_) | Node::Text(_) | Node::Row(_) | Node::Fraction(..) => true,
        Node::Script { base, .. } | Node::Accent(base, _) | Node::Bold(base) => is_set_over(base),
        _ => false,
    }
}
