//! Comments of a lesson: claims, and what a text waits for.

use super::super::source::Spot;
use super::{Place, Walk};
use crate::expr::Expr;
use crate::lesson::nearest::{hint, nearest};

/// The word that begins a claim.
const CLAIM: &str = "claim";

/// The word before the id of an exercise that the next text waits for.
const AFTER: &str = "after";

/// Where a block stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Margin {
    /// Right in a step.
    Step,
    /// In a list or a quotation.
    Inner,
}

impl Walk<'_, '_> {
    /// HTML must be comments and nothing else: words after them would be lost.
    pub(super) fn comment(&mut self, place: &Place, margin: Margin) {
        let html = self.text(place).trim_end();
        let mut rest = html.trim_start();
        while !rest.is_empty() {
            let at = place.start + html.len() - rest.len();
            let Some(inside) = rest.strip_prefix("<!--") else {
                let fix = "write Markdown; only comments `<!-- ... -->` may be HTML".to_owned();
                self.reports.error(at, "HTML cannot be shown", fix);
                return;
            };
            let Some((_, after)) = inside.split_once("-->") else {
                let fix = "end it with `-->`".to_owned();
                self.reports.error(at, "the comment is never closed", fix);
                return;
            };
            let inside = &inside[..inside.len() - after.len() - "-->".len()];
            self.remark(inside, at + "<!--".len(), margin);
            rest = after.trim_start();
        }
    }

    /// A comment may be a claim, `claim: 784*128+128 == 100480`, or say what the next text waits for,
    /// `after: its-id`.
    fn remark(&mut self, comment: &str, at: usize, margin: Margin) {
        let Some((word, claim)) = comment.split_once(':') else {
            return;
        };
        let at_word = at + word.len() - word.trim_start().len();
        let word = word.trim();
        let at = at + comment.len() - claim.trim_start().len();
        let claim = claim.trim();
        match (word, margin) {
            (CLAIM, _) => {}
            (AFTER, Margin::Step) => {
                let value = claim.to_owned();
                self.after = Some(Spot { value, at });
                return;
            }
            (AFTER, Margin::Inner) => {
                let fix = "put it on a line of its own, right above the text that waits";
                self.reports
                    .error(at, "this stands inside of another block", fix.to_owned());
                return;
            }
            _ => {
                if nearest(word, [CLAIM, AFTER]).is_some() {
                    let message = format!("a comment of the kind `{word}` is not known");
                    let fix = hint(word, [CLAIM, AFTER]);
                    self.reports.warning(at_word, message, fix);
                }
                return;
            }
        }
        match Expr::parse(claim) {
            Ok(expr) => self.spots.claims.push(Spot { value: expr, at }),
            Err(error) => {
                let fix = "write it as in `claim: 784*128+128 == 100480`".to_owned();
                self.reports
                    .flaw(at + error.at, format!("the claim: {error}"), fix);
            }
        }
    }
}
