//! Blocks: what stands on lines of its own.

use pulldown_cmark::{Alignment, CodeBlockKind, Event, Tag, TagEnd};

use super::super::directive::{Word, lab, word};
use super::super::model::{Align, Block, Inline};
use super::super::source::Body;
use super::comments::Margin;
use super::inline::split;
use super::{Place, Walk};

impl<'s> Walk<'_, 's> {
    /// The blocks of the element that begins with an event at the margin.
    pub(super) fn blocks_from(&mut self, (event, place): (Event<'s>, Place)) -> Vec<Block> {
        match event {
            Event::Start(tag) => self.block(tag, place, Margin::Step),
            _ => {
                self.refuse("this", &place);
                Vec::new()
            }
        }
    }

    /// The blocks up to the end of a quotation, a list item or a note. The text of a tight list's item
    /// stands in no paragraph of its own.
    pub(super) fn inner_blocks(&mut self) -> Vec<Block> {
        let mut blocks = Vec::new();
        loop {
            match self.events.next() {
                None
                | Some((
                    Event::End(TagEnd::Item | TagEnd::BlockQuote(_) | TagEnd::FootnoteDefinition),
                    _,
                )) => break,
                Some((Event::Start(tag), place)) if is_block(&tag) => {
                    blocks.extend(self.block(tag, place, Margin::Inner));
                }
                Some((event, place)) => {
                    let mut pieces = self.inline(event, place);
                    while let Some((event, place)) = self.events.next_if(|(event, _)| match event {
                        Event::Start(tag) => !is_block(tag),
                        Event::End(_) => false,
                        _ => true,
                    }) {
                        pieces.extend(self.inline(event, place));
                    }
                    blocks.extend(split(pieces));
                }
            }
        }
        blocks
    }

    fn block(&mut self, tag: Tag<'s>, place: Place, margin: Margin) -> Vec<Block> {
        self.stray = false;
        match tag {
            Tag::Paragraph => split(self.pieces()),
            Tag::List(first) => {
                let mut items = Vec::new();
                while let Some((Event::Start(Tag::Item), _)) = self.events.next() {
                    items.push(self.inner_blocks());
                }
                vec![Block::List { first, items }]
            }
            Tag::BlockQuote(_) => vec![Block::Quote(self.inner_blocks())],
            Tag::Table(align) => {
                if let Some(step) = self.spots.steps.last_mut() {
                    step.tables.push(place.start);
                }
                vec![self.table(&align)]
            }
            Tag::FootnoteDefinition(label) => {
                self.note(&label, &place);
                Vec::new()
            }
            Tag::CodeBlock(kind) => self.fence(kind, &place, margin).into_iter().collect(),
            Tag::HtmlBlock => {
                self.skip();
                self.comment(&place, margin);
                Vec::new()
            }
            Tag::Heading { level, .. } => {
                self.skip();
                let message = format!("a heading of level {} has no place here", level as usize);
                let fix = "only `##` headings are used, each begins a step; stress words with `**`";
                self.reports.error(place.start, message, fix.to_owned());
                Vec::new()
            }
            _ => {
                self.skip();
                self.refuse("this block", &place);
                Vec::new()
            }
        }
    }

    fn table(&mut self, align: &[Alignment]) -> Block {
        let align = align.iter().map(|align| match align {
            Alignment::None | Alignment::Left => Align::Left,
            Alignment::Center => Align::Center,
            Alignment::Right => Align::Right,
        });
        let mut rows: Vec<Vec<Vec<Inline>>> = Vec::new();
        loop {
            match self.events.next() {
                Some((Event::Start(Tag::TableHead | Tag::TableRow), _)) => rows.push(Vec::new()),
                Some((Event::Start(Tag::TableCell), _)) => {
                    let cell = self.inlines();
                    if let Some(row) = rows.last_mut() {
                        row.push(cell);
                    }
                }
                None | Some((Event::End(TagEnd::Table), _)) => break,
                Some(_) => {}
            }
        }
        let mut rows = rows.into_iter();
        Block::Table {
            align: align.collect(),
            head: rows.next().unwrap_or_default(),
            rows: rows.collect(),
        }
    }

    /// A fenced block: code or a directive.
    fn fence(&mut self, kind: CodeBlockKind<'s>, place: &Place, margin: Margin) -> Option<Block> {
        let mut body = Body::default();
        while let Some((Event::Text(text), place)) = self.events.next() {
            body.push(&text, place.start);
        }
        let CodeBlockKind::Fenced(info) = kind else {
            let language = String::new();
            let text = body.text;
            return Some(Block::Code { language, text });
        };
        let opening = self.text(place);
        if !is_closed(opening) {
            let fix = "end it with a line of three backquotes".to_owned();
            self.reports
                .error(place.start, "the block is never closed", fix);
            return None;
        }
        let info = info.trim();
        let at = place.start + opening.find(info).unwrap_or(0);
        match word(info, at, self.reports)? {
            Word::Code(language) => {
                if language == "python" {
                    self.spots.python.push(body.clone());
                }
                Some(Block::Code {
                    language: language.to_owned(),
                    text: body.text,
                })
            }
            Word::Lab | Word::Exercise(_) if margin == Margin::Inner => {
                let fix = "move it out of the list or the quotation, to the margin".to_owned();
                self.reports
                    .error(at, format!("`{info}` stands inside of another block"), fix);
                None
            }
            Word::Lab => {
                let lab = lab::read(&body, at, self.reports)?;
                if let Some(step) = self.spots.steps.last_mut() {
                    step.labs.push(lab.clone());
                }
                Some(Block::Lab(lab))
            }
            Word::Exercise(read) => {
                let exercise = read(&body, at, self.reports)?;
                self.keep_apart(&exercise);
                if let Some(step) = self.spots.steps.last_mut() {
                    step.exercises.push(exercise.clone());
                }
                Some(exercise)
            }
        }
    }

    /// Two exercises of one id in a lesson: an answer could not be told from the other.
    fn keep_apart(&mut self, exercise: &Block) {
        let mut before = self.spots.steps.iter().flat_map(|step| &step.exercises);
        if let Some(id) = exercise.id_spot()
            && before.any(|other| other.id_spot() == Some(id))
        {
            let message = format!("the id `{id}` stands twice in this lesson");
            let fix = "give this one an id of its own; the answer is kept under it".to_owned();
            self.reports.error(id.at, message, fix);
        }
    }

    pub(super) fn refuse(&mut self, what: &str, place: &Place) {
        let message = format!("{what} cannot be shown in a terminal lesson");
        let fix = "use paragraphs, lists, tables, quotations, code and the directives".to_owned();
        self.reports.error(place.start, message, fix);
    }
}

fn is_block(tag: &Tag<'_>) -> bool {
    !matches!(
        tag,
        Tag::Emphasis | Tag::Strong | Tag::Strikethrough | Tag::Link { .. } | Tag::Image { .. }
    )
}

/// Whether the last line of a fenced block closes it.
fn is_closed(block: &str) -> bool {
    let sign = block.trim_start().chars().next().unwrap_or('`');
    let mut lines = block.trim_end().lines();
    let opening = lines.next().unwrap_or_default().trim_start();
    let length = opening.chars().take_while(|c| *c == sign).count();
    lines.next_back().is_some_and(|line| {
        let line = line.trim().trim_start_matches(['>', ' ']);
        line.chars().count() >= length && line.chars().all(|c| c == sign)
    })
}
