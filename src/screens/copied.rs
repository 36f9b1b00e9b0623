//! What was sent to the clipboard, whole: whether it arrived nobody can know, so a hand can select it.

use crate::event::Event;
use crate::screens::Wish;
use crate::screens::intents::{Intent, Place, hint_on};
use crate::ui::Look;
use crate::ui::chrome::{self, Hint};
use crate::ui::scroll::{self, Scroll};
use crate::ui::text::wrap_text;
use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

/// What to do where the clipboard stays empty.
const REMEDIES: [&str; 2] = [
    "This was sent to your terminal's clipboard. If it does not arrive, select it here (with Shift, \
     where the mouse is in use).",
    "Inside tmux it stays there, unless its settings say: set -g set-clipboard on",
];

/// The window over what was copied.
pub struct Copied {
    text: String,
    scroll: Scroll,
}

impl Copied {
    /// This was copied.
    pub fn new(text: &str) -> Self {
        Self {
            text: text.to_owned(),
            scroll: Scroll::default(),
        }
    }

    /// Something happened: what does not scroll leads back.
    pub fn update(&mut self, event: &Event, area: Rect) -> Option<Wish> {
        let view = chrome::frame(area).body.height;
        match (scroll::rows(event, view), event) {
            (Some(by), _) => {
                self.scroll.by(by, self.rows(area), view);
                None
            }
            (None, Event::Key(_)) => Some(Wish::Back),
            (None, _) => None,
        }
    }

    /// The keys that work here.
    pub fn hints(&self, area: Rect) -> Vec<Hint> {
        let view = chrome::frame(area).body.height;
        let own = |intent| hint_on(Place::Copied, intent);
        let mut hints = vec![own(Intent::Back)];
        hints.extend((self.rows(area) > view).then(|| own(Intent::Down)));
        hints
    }

    /// Draws it. The text begins in the first column, with nothing beside it.
    pub fn view(&self, area: Rect, buf: &mut Buffer, look: &Look) {
        let body = chrome::frame(area).body;
        let dot = look.pick("·", "-");
        chrome::header(&format!("handson {dot} to copy"), None, area, buf, look);
        let lines = self.lines(body.width);
        let rows = lines.len() as u16;
        let offset = self.scroll.offset(rows, body.height);
        let shown = lines.iter().skip(usize::from(offset));
        for (y, (text, is_copied)) in (body.top()..body.bottom()).zip(shown) {
            let style = if *is_copied {
                look.theme.text
            } else {
                look.theme.dim
            };
            buf.set_stringn(body.x, y, text, usize::from(body.width), style);
        }
        let more = self.scroll.more_below(rows, body.height);
        chrome::marks(offset > 0, more, area, buf, look);
        chrome::footer(&self.hints(area), area, buf, look);
    }

    fn rows(&self, area: Rect) -> u16 {
        self.lines(chrome::frame(area).body.width).len() as u16
    }

    /// Each line, and whether it is part of what was copied.
    fn lines(&self, width: u16) -> Vec<(String, bool)> {
        let mut lines = vec![(String::new(), false)];
        let copied = self.text.lines().flat_map(|line| continued(line, width));
        lines.extend(copied.map(|line| (line, true)));
        for remedy in REMEDIES {
            lines.push((String::new(), false));
            let wrapped = wrap_text(remedy, width.saturating_sub(4));
            lines.extend(
                wrapped
                    .iter()
                    .map(|line| (format!("  {}", line.trim_end()), false)),
            );
        }
        lines
    }
}

/// A line cut where the screen ends, each cut marked so that a shell joins the parts again.
fn continued(line: &str, width: u16) -> Vec<String> {
    let width = usize::from(width.max(2));
    let chars: Vec<char> = line.chars().collect();
    if chars.len() < width {
        return vec![line.to_owned()];
    }
    let parts = chars.chunks(width - 1);
    let last = parts.len() - 1;
    let part = |(at, part): (usize, &[char])| {
        let part: String = part.iter().collect();
        if at < last { part + "\\" } else { part }
    };
    parts.enumerate().map(part).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_long_command_is_whole_and_a_shell_joins_its_parts() {
        let command = "handson open 04:wider --with mu=0,sigma=1.25,x=0.5,seed=12";
        for width in [20, 37, 58, 59, 80] {
            let parts = continued(command, width);
            assert!(
                parts
                    .iter()
                    .all(|part| part.chars().count() <= usize::from(width))
            );
            assert_eq!(parts.join("\n").replace("\\\n", ""), command);
        }
        assert_eq!(continued(command, 80), [command]);
    }
}
