//! What is drawn round a part: braces, boxes, arrows that grow, two numbers in one bracket.

use super::{Setter, Style};
use crate::formula::form::Form;
use crate::formula::layout::Layout;
use crate::formula::tree::Node;

impl Setter<'_> {
    /// A brace as wide as what it holds; what stands at its middle is set by its script.
    pub(super) fn brace(self, of: &Node, under: bool) -> Layout {
        let of = self.node(of);
        let width = of.width().max(3);
        let (left, middle, right) = match under {
            true => self.form.pick(("╰", "┬", "╯"), ("\\", "_", "/")),
            false => self.form.pick(("╭", "┴", "╮"), ("/", "-", "\\")),
        };
        let line = self.form.pick("─", if under { "_" } else { "-" });
        let before = (width - 2 - 1) / 2;
        let after = width - 3 - before;
        let (before, after) = (line.repeat(before), line.repeat(after));
        let brace = Layout::text(&format!("{left}{before}{middle}{after}{right}"));
        let mut set = of.centred(width);
        match under {
            true => set.put_under(&brace, 0),
            false => set.put_over(&brace, 0),
        }
        set
    }

    /// One number over the other in a bracket.
    pub(super) fn binomial(self, of: &Node, chosen: &Node) -> Layout {
        let inner = self.inner();
        let (of, chosen) = (inner.node(of), inner.node(chosen));
        let width = of.width().max(chosen.width());
        let mut set = Layout::text("").centred(width);
        set.put_over(&of.centred(width), 0);
        set.put_under(&chosen.centred(width), 0);
        self.fence(Some('('), set, Some(')'))
    }

    /// A part in a frame, a blank column at each side.
    pub(super) fn boxed(self, inner: &Node) -> Layout {
        let inner = self.node(inner);
        let width = inner.width() + 2;
        let line = self.form.pick("─", "-").repeat(width);
        let [top, bottom] = self.form.pick(["┌┐", "└┘"], ["++", "++"]);
        let edge = |corners: &str| {
            let mut corners = corners.chars().map(String::from);
            let (left, right) = (corners.next(), corners.next());
            Layout::text(&(left.unwrap_or_default() + &line + &right.unwrap_or_default()))
        };
        let side = self.form.pick('│', '|');
        let side = Layout::column(vec![side; inner.height()], inner.baseline());
        let mut set = side.clone();
        set.join(1, &inner);
        set.join(1, &side);
        set.put_over(&edge(top), 0);
        set.put_under(&edge(bottom), 0);
        set
    }

    /// An integral is a stroke of three rows: its sign is missing in fonts that have the lines.
    pub(super) fn integral(self, sign: char) -> Layout {
        if self.form == Form::Ascii {
            return Layout::text(&self.form.sign(sign));
        }
        let middle = if sign == '∮' { 'o' } else { '│' };
        let stroke = Layout::column(['╭', middle, '╯'], 1);
        let mut set = stroke.clone();
        if sign == '∬' {
            set.join(0, &stroke);
        }
        set
    }

    /// A relation with something over or under it; an arrow grows as long as that.
    pub(super) fn over_relation(
        self,
        sign: char,
        sub: Option<&Node>,
        sup: Option<&Node>,
    ) -> Layout {
        let script = |node: &Node| self.styled(Style::Script).node(node).width();
        let width = [sub, sup].into_iter().flatten().map(script).max();
        let width = width.unwrap_or_default() + 2;
        let drawn = self.form.sign(sign);
        let shafts = width.saturating_sub(drawn.chars().count());
        let base = match sign {
            '→' => self.form.pick("─", "-").repeat(shafts) + &drawn,
            '←' => drawn + &self.form.pick("─", "-").repeat(shafts),
            _ => drawn,
        };
        self.limits(Layout::text(&base), sub, sup)
    }
}
