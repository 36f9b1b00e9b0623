//! Brackets that grow with what they hold.

use super::Setter;
use crate::formula::form::Form;
use crate::formula::layout::Layout;

impl Setter<'_> {
    /// A piece between two brackets, or one.
    pub(super) fn fence(self, open: Option<char>, body: Layout, close: Option<char>) -> Layout {
        let mut set = match open {
            Some(sign) => self.bracket(sign, &body),
            None => Layout::text(""),
        };
        set.join(0, &body);
        if let Some(sign) = close {
            set.join(0, &self.bracket(sign, &body));
        }
        set
    }

    /// A bracket as tall as what stands beside it, hats and roofs over its first row left out.
    fn bracket(self, sign: char, beside: &Layout) -> Layout {
        let bare = usize::from(beside.baseline() > 0 && wears_marks(beside));
        let height = beside.height() - bare;
        if height == 1 {
            return Layout::text(&self.form.sign(sign));
        }
        let baseline = beside.baseline() - bare;
        let [top, fill, middle, bottom] = pieces(sign, self.form);
        let piece = |row| match row {
            0 => top,
            _ if row + 1 == height => bottom,
            _ if row == baseline => middle,
            _ => fill,
        };
        Layout::column((0..height).map(piece), baseline)
    }
}

/// Whether the first row holds only what is drawn over letters.
fn wears_marks(set: &Layout) -> bool {
    let mut cells = set.rows().next().into_iter().flatten();
    cells.all(|cell| " _^~.→>".contains(cell.sign))
}

/// What a tall bracket is made of, in signs that draw lines, as those of brackets are in few fonts: its top, what fills it, its middle, its bottom.
fn pieces(sign: char, form: Form) -> [char; 4] {
    let (unicode, ascii) = match sign {
        '(' => ("╭││╰", r"/||\"),
        ')' => ("╮││╯", r"\||/"),
        '[' => ("┌││└", "[[[["),
        ']' => ("┐││┘", "]]]]"),
        '{' => ("╭│┤╰", r"/|<\"),
        '}' => ("╮│├╯", r"\|>/"),
        '⌊' => ("│││└", "|||["),
        '⌋' => ("│││┘", "|||]"),
        '⌈' => ("┌│││", "[|||"),
        '⌉' => ("┐│││", "]|||"),
        '⟨' | '<' => ("╱││╲", r"/||\"),
        '⟩' | '>' => ("╲││╱", r"\||/"),
        '|' => ("││││", "||||"),
        '‖' => ("║║║║", "||||"),
        _ => return [sign; 4],
    };
    let mut pieces = [' '; 4];
    pieces
        .iter_mut()
        .zip(form.pick(unicode, ascii).chars())
        .for_each(|(to, from)| *to = from);
    pieces
}
