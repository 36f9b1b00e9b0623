//! Running text.

use pulldown_cmark::{Event, Tag};

use crate::formula::Math;

use super::super::model::{Block, Formula, Inline};
use super::comments::Margin;
use super::dollars::is_price;
use super::east_asian::goes_on;
use super::{Place, Walk};
use crate::lesson::source::Spot;
use crate::lesson::{code_reports, codes};

/// A piece of running text; a display formula breaks the paragraph it stands in.
pub(super) enum Piece {
    Inline(Inline),
    Display(Formula),
}

impl<'s> Walk<'_, 's> {
    /// Running text up to the end of its element, where a display formula is like any other.
    pub(super) fn inlines(&mut self) -> Vec<Inline> {
        let pieces = self.pieces().into_iter();
        join(pieces.map(|piece| match piece {
            Piece::Inline(inline) => inline,
            Piece::Display(formula) => Inline::Formula(formula),
        }))
    }

    /// Running text up to the end of its element.
    pub(super) fn pieces(&mut self) -> Vec<Piece> {
        let mut pieces = Vec::new();
        while let Some((event, place)) = self.events.next() {
            if let Event::End(_) = event {
                break;
            }
            pieces.extend(self.inline(event, place));
        }
        pieces
    }

    /// What begins with one event.
    pub(super) fn inline(&mut self, event: Event<'s>, place: Place) -> Vec<Piece> {
        let inline = match event {
            Event::Text(text) => {
                self.stray_dollar(&place);
                self.lost_references(&place);
                Inline::Text(self.words(&text, &place))
            }
            Event::Code(text) => Inline::Code(self.words(&text, &place)),
            Event::SoftBreak => {
                let text = self.reports.source.text();
                let (before, after) = (&text[..place.start], &text[place.end..]);
                let blank = if goes_on(before, after) { "" } else { " " };
                Inline::Text(blank.to_owned())
            }
            Event::FootnoteReference(label) => self.notes.cite(&label),
            Event::TaskListMarker(done) => Inline::Box { done },
            Event::HardBreak => Inline::Break,
            Event::InlineMath(latex) => Inline::Formula(self.formula(&latex, &place, "$")),
            Event::DisplayMath(latex) => {
                return vec![Piece::Display(self.formula(&latex, &place, "$$"))];
            }
            Event::Start(Tag::Emphasis) => Inline::Emphasis(self.inlines()),
            Event::Start(Tag::Strong) => Inline::Strong(self.inlines()),
            Event::Start(Tag::Strikethrough) if self.text(&place).starts_with("~~") => {
                Inline::Struck(self.inlines())
            }
            Event::Start(Tag::Strikethrough) => {
                // A single tilde says about: ~5 to 6~ is no struck text.
                let tilde = || std::iter::once(Inline::Text("~".to_owned()));
                let inner = self.inlines().into_iter();
                let words = tilde().chain(inner).chain(tilde());
                return words.map(Piece::Inline).collect();
            }
            Event::Start(Tag::Link { dest_url, .. }) => {
                // A terminal has no links: the address stands after the words, to be copied.
                let words = self.inlines();
                let dest_url = self.words(&dest_url, &place);
                let address = dest_url.trim_start_matches("mailto:");
                let told = matches!(&words[..], [Inline::Text(text)] if text == address);
                let address = (!told).then(|| Inline::Text(format!(" ({address})")));
                return words
                    .into_iter()
                    .chain(address)
                    .map(Piece::Inline)
                    .collect();
            }
            Event::InlineHtml(_) => {
                self.comment(&place, Margin::Inner);
                return Vec::new();
            }
            Event::Start(_) => {
                self.skip();
                self.refuse("this", &place);
                return Vec::new();
            }
            _ => {
                self.refuse("this", &place);
                return Vec::new();
            }
        };
        vec![Piece::Inline(inline)]
    }

    /// Words as they are shown: tabs are blanks, and what was spelled as `&#27;` is no way around
    /// what keeps control characters out.
    fn words(&mut self, text: &str, place: &Place) -> String {
        code_reports::report_spelled(place.start, text, self.reports);
        codes::without(text).replace('\t', " ")
    }

    /// A dollar in running text is a formula that was not one: the Markdown parser takes only
    /// balanced braces, and no blank right inside of single dollars.
    fn stray_dollar(&mut self, place: &Place) {
        let text = self.reports.source.text();
        let mut dollars = text[place.clone()].match_indices('$');
        let stray = dollars.find(|(at, _)| {
            let (before, after) = text.split_at(place.start + at);
            !before.ends_with('\\') && !is_price(&after[1..])
        });
        if let (false, Some((at, _))) = (self.stray, stray) {
            self.stray = true;
            let fix = "balance its braces and write `$x$` without blanks inside; `\\$` is a dollar";
            let message = "this dollar begins no formula";
            self.reports.flaw(place.start + at, message, fix.to_owned());
        }
    }

    fn formula(&mut self, latex: &str, place: &Place, dollars: &str) -> Formula {
        self.spots.formulas.push(Spot {
            value: latex.to_owned(),
            at: place.start + dollars.len(),
        });
        let math = match Math::parse(latex) {
            Ok(math) => Some(math),
            Err(error) => {
                // Inside of tables and quotations the parser takes characters out of the source.
                let begin = place.start + dollars.len();
                let as_written = self.text(place).contains(latex);
                let at = begin + if as_written { error.at() } else { 0 };
                let fix = "until then its source is shown in its place".to_owned();
                self.reports.flaw(at, format!("formula: {error}"), fix);
                None
            }
        };
        Formula {
            latex: latex.trim().to_owned(),
            math,
        }
    }
}

/// Paragraphs, and the display formulas between them.
pub(super) fn split(pieces: Vec<Piece>) -> Vec<Block> {
    let mut blocks = Vec::new();
    let mut words = Vec::new();
    let flush = |words: &mut Vec<Inline>, blocks: &mut Vec<Block>| {
        let words = join(std::mem::take(words));
        if !words.is_empty() {
            blocks.push(Block::Paragraph(words));
        }
    };
    for piece in pieces {
        match piece {
            Piece::Inline(inline) => words.push(inline),
            Piece::Display(formula) => {
                flush(&mut words, &mut blocks);
                blocks.push(Block::Formula(formula));
            }
        }
    }
    flush(&mut words, &mut blocks);
    blocks
}

/// Text that was told in parts made one, without the blanks at its ends.
fn join(inlines: impl IntoIterator<Item = Inline>) -> Vec<Inline> {
    let mut joined: Vec<Inline> = Vec::new();
    for inline in inlines {
        match (joined.last_mut(), inline) {
            (Some(Inline::Text(before)), Inline::Text(text)) => {
                // Both are there where a comment stood between.
                let text = match before.ends_with(' ') {
                    true => text.trim_start(),
                    false => &text,
                };
                before.push_str(text);
            }
            (_, inline) => joined.push(inline),
        }
    }
    if let Some(Inline::Text(first)) = joined.first_mut() {
        *first = first.trim_start().to_owned();
    }
    if let Some(Inline::Text(last)) = joined.last_mut() {
        *last = last.trim_end().to_owned();
    }
    joined.retain(|inline| !matches!(inline, Inline::Text(text) if text.is_empty()));
    joined
}
