//! A formula in two dimensions, as one sets it by hand.

mod fence;
mod frame;
mod grid;
mod lines;
mod row;

use super::form::Form;
use super::layout::Layout;
use super::linear;
use super::scripts;
use super::tree::{Node, Role};

/// The formula in at most `width` columns, the parts that equal one of `lit` lit.
pub(super) fn set(node: &Node, width: usize, form: Form, lit: &[Node]) -> Layout {
    let setter = Setter {
        form,
        style: Style::Display,
        lit,
    };
    lines::fit(setter, node, width.max(1))
}

/// How much room there is (TeXbook, chapter 17).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Style {
    /// On lines of its own.
    Display,
    /// Over or under a bar: limits stand beside their sign if they can.
    Text,
    /// Raised or lowered: no room round operators.
    Script,
}

#[derive(Clone, Copy)]
struct Setter<'a> {
    form: Form,
    style: Style,
    lit: &'a [Node],
}

impl Setter<'_> {
    fn node(self, node: &Node) -> Layout {
        let set = match node {
            Node::Row(parts) => self.row(parts),
            Node::Sign(sign @ ('∫' | '∬' | '∮'), _) => self.integral(*sign),
            Node::Sign(sign, _) => Layout::text(&self.form.sign(*sign)),
            Node::Number(digits) | Node::Live(_, digits) => Layout::text(digits),
            Node::Function(name) => Layout::text(name),
            Node::Text(words) => Layout::text(&self.form.words(words)),
            Node::Space => Layout::text(""),
            Node::Fraction(over, under) => self.fraction(over, under),
            Node::Root { index, of } => self.root(index.as_deref(), of),
            Node::Script {
                base,
                sub,
                sup,
                stacked,
            } => {
                let (sub, sup) = (sub.as_deref(), sup.as_deref());
                self.script(base, sub, sup, *stacked)
            }
            Node::Accent(over, mark) => self.accent(over, *mark),
            Node::Bold(inner) => self.node(inner),
            Node::Brace { of, under } => self.brace(of, *under),
            Node::Binomial(of, chosen) => self.binomial(of, chosen),
            Node::Boxed(inner) => self.boxed(inner),
            Node::Tag(words) => Layout::text(&format!("({})", self.form.words(words))),
            Node::Fence { open, close, body } => self.fence(*open, self.node(body), *close),
            Node::Grid(grid, rows) => self.grid(grid, rows),
        };
        match self.is_lit(node) {
            true => set.lit(),
            false => set,
        }
    }

    /// A number is lit where its symbol would be.
    fn is_lit(self, node: &Node) -> bool {
        let symbol = match node {
            Node::Live(symbol, _) => symbol,
            other => other,
        };
        self.lit.contains(symbol)
    }

    fn styled(self, style: Style) -> Self {
        Self { style, ..self }
    }

    /// The style of what stands over and under a bar, or in a cell.
    fn inner(self) -> Self {
        match self.style {
            Style::Display => self.styled(Style::Text),
            _ => self,
        }
    }

    /// A bar one column longer at each side: a short one would be a minus sign.
    fn fraction(self, over: &Node, under: &Node) -> Layout {
        if self.slashed(over, under) {
            let mut line = self.node(over);
            line.join(0, &Layout::text("/"));
            line.join(0, &self.node(under));
            return line;
        }
        let (over, under) = (self.inner().node(over), self.inner().node(under));
        let width = over.width().max(under.width()) + 2;
        let mut fraction = Layout::text(&self.form.pick("─", "-").repeat(width));
        fraction.put_over(&over.centred(width), 0);
        fraction.put_under(&under.centred(width), 0);
        fraction
    }

    /// Whether a fraction in a script is a plain `n/2`, without a bar.
    fn slashed(self, over: &Node, under: &Node) -> bool {
        self.style == Style::Script
            && linear::needs_no_brackets(over, under)
            && low(over)
            && low(under)
    }

    /// A root over one row is a sign with a roof; over more, its stroke climbs with them.
    fn root(self, index: Option<&Node>, of: &Node) -> Layout {
        let of = self.node(of);
        let height = of.height();
        let (down, up) = self.form.pick(('╲', '╱'), ('\\', '/'));
        let mut root = match (self.form, height) {
            (Form::Unicode, 1) => Layout::text("√"),
            _ => {
                let mut stroke = Layout::text(&format!("{down}{up}"));
                let slope = Layout::text(&up.to_string());
                (1..height).for_each(|row| stroke.place(&slope, row + 1, -(row as isize)));
                stroke
            }
        };
        let lowest = (height - 1 - of.baseline()) as isize;
        let mut roofed = of;
        let roof = Layout::text(&"_".repeat(roofed.width()));
        roofed.put_over(&roof, 0);
        let column = root.width();
        root.place(&roofed, column, -lowest);
        let baseline = root.height() - 1 - lowest as usize;
        let root = root.at_row(baseline);
        let Some(index) = index else { return root };
        let index = self.styled(Style::Script).node(index);
        let mut whole = Layout::text("");
        whole.put_above(&index, 0, lowest);
        let column = index.width().saturating_sub(1);
        whole.place(&root, column, 0);
        whole
    }

    fn accent(self, over: &Node, mark: char) -> Layout {
        let mut set = self.node(over);
        if let (Form::Unicode, [letter]) = (self.form, signs(&set).as_slice())
            && let Some(whole) = scripts::marked(*letter, mark)
        {
            return Layout::text(&whole.to_string());
        }
        let width = set.width();
        let mark = match mark {
            '\u{302}' => "^".to_owned(),
            '\u{304}' => "_".repeat(width),
            '\u{303}' => "~".to_owned(),
            '\u{307}' => ".".to_owned(),
            '\u{308}' => "..".to_owned(),
            _ => self.form.pick("→", ">").to_owned(),
        };
        set.put_over(&Layout::text(&mark).centred(width), 0);
        set
    }

    /// Limits stand under and over their sign in a display; scripts that exist as small characters
    /// (in ASCII: that would) stay in the line; the others go a row up or down.
    fn script(self, base: &Node, sub: Option<&Node>, sup: Option<&Node>, stacked: bool) -> Layout {
        if stacked && let Node::Sign(sign, Role::Relation) = base {
            return self.over_relation(*sign, sub, sup);
        }
        let mut set = self.node(base);
        let small = linear::small(sub, sup, self.form);
        if stacked && (self.style == Style::Display || small.is_none()) {
            return self.limits(set, sub, sup);
        }
        let script = |node: Option<&Node>| node.map(|node| self.styled(Style::Script).node(node));
        let (mut sub_set, mut sup_set) = (script(sub), script(sup));
        let integral = matches!(base, Node::Sign('∫' | '∬' | '∮', _));
        match small {
            Some((low, high)) if set.height() <= 2 => {
                for (text, node) in [(low, sub), (high, sup)] {
                    let text = Layout::text(&text);
                    let lit = node.is_some_and(|node| self.is_lit(node));
                    set.join(0, &if lit { text.lit() } else { text });
                }
                return set;
            }
            // Beside something tall a small character still is the better one, in its corner.
            Some((low, high)) if self.form == Form::Unicode => {
                sub_set = sub_set.map(|_| Layout::text(&low));
                sup_set = sup_set.map(|_| Layout::text(&high));
            }
            None if integral && self.form == Form::Ascii => return self.limits(set, sub, sup),
            _ => {}
        }
        let column = set.width();
        let top = -(set.baseline() as isize);
        let bottom = (set.height() - 1) as isize + top;
        let tall = isize::from(set.height() > 2);
        if let Some(sup) = sup_set {
            set.put_above(&sup, column, if tall == 1 { top + 1 } else { 0 });
        }
        if let Some(sub) = sub_set {
            set.put_below(&sub, column, if tall == 1 { bottom - 1 } else { 0 });
        }
        set
    }

    fn limits(self, base: Layout, sub: Option<&Node>, sup: Option<&Node>) -> Layout {
        let script = |node: &Node| self.styled(Style::Script).node(node);
        let (sub, sup) = (sub.map(script), sup.map(script));
        let widths = [Some(&base), sub.as_ref(), sup.as_ref()];
        let width = widths.iter().flatten().map(|set| set.width()).max();
        let width = width.unwrap_or_default();
        let mut set = base.centred(width);
        if let Some(sup) = sup {
            set.put_over(&sup.centred(width), 0);
        }
        if let Some(sub) = sub {
            set.put_under(&sub.centred(width), 0);
        }
        set
    }
}

/// Whether a part surely takes one row. Told from the tree: setting it to see would set what is
/// nested deeply again and again.
fn low(node: &Node) -> bool {
    match node {
        Node::Sign('∫' | '∬' | '∮', _) => false,
        Node::Sign(..) | Node::Number(_) | Node::Live(..) | Node::Function(_) => true,
        Node::Text(_) | Node::Space => true,
        Node::Row(parts) => parts.iter().all(low),
        Node::Fence { body, .. } | Node::Bold(body) => low(body),
        Node::Tag(_) => true,
        Node::Script { base, sub, sup, .. } => {
            let small = linear::small(sub.as_deref(), sup.as_deref(), Form::Unicode);
            low(base) && small.is_some()
        }
        Node::Fraction(..) | Node::Root { .. } | Node::Accent(..) | Node::Grid(..) => false,
        Node::Brace { .. } | Node::Binomial(..) | Node::Boxed(_) => false,
    }
}

/// The characters of a piece that has one row, else none.
fn signs(set: &Layout) -> Vec<char> {
    match set.height() {
        1 => set.rows().flatten().map(|cell| cell.sign).collect(),
        _ => Vec::new(),
    }
}
