//! Which keys are text on a step that asks for a number.
//!
//! A field with the mark on it has every key that is text, so that no answer that is typed can turn
//! a page or leave the course. While the mark is elsewhere the field waits: what can begin an answer
//! and means nothing to the lab begins it. Esc gives the letters back to the step.

use super::behind::Behind;
use super::ring::Stop;
use super::{Context, ContextMut, LessonScreen, keys};
use crate::event::{Key, KeyCode};
use crate::labs::Lab;
use crate::lesson::judge::typed::begins;
use crate::msg::Effect;
use crate::screens::exercise::Pressed;
use crate::screens::intents::{Intent, on_step};
use crate::ui::glyphs::Drawn;

/// What letters mean on every step, though an answer may begin with one. `n` and `p` are no more than
/// other names of the arrows: they begin `none` and `pi`; `b` begins `below`; and `T`, which leaves the
/// step, begins `Three`.
const TAKEN: [Intent; 5] = [
    Intent::Contents,
    Intent::Seek,
    Intent::Leave,
    Intent::CopySetUp,
    Intent::CopyProgram,
];

/// Who has the keys that are text.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Typing {
    /// The field, once the mark is on it.
    #[default]
    On,
    /// The lab as far as it knows them, then the field.
    Ready,
    /// The step: only what is no letter begins an answer.
    Off,
}

/// What is to be confirmed of a `-` before an answer: that it was taken in, or left where it was.
const TAKEN_IN: &str = "the - in front was pressed with a knob chosen";
const LEFT_OUT: &str = "the - before it moved the knob, and is not in the answer";

/// A `-` that moved a knob: with an answer begun right behind it, it was the sign of that.
#[derive(Debug, Clone)]
pub struct Minus {
    /// The knob, and its value before.
    knob: (&'static str, String),
    /// The key before was another one: who presses it again and again moves the knob.
    alone: bool,
}

impl LessonScreen {
    /// The field that is still to be filled: the one with the mark, else the first.
    fn field(&self, context: Context) -> Option<usize> {
        let open = |block: &usize| {
            let exercise = self.exercise(*block, context);
            exercise.is_some_and(|exercise| exercise.is_field())
        };
        let blocks = 0..self.step(context.course)?.blocks.len();
        let marked = self.stop().map(|stop| stop.block).filter(open);
        marked.or_else(|| blocks.into_iter().find(open))
    }

    /// Who has the keys now, and the field they would go to.
    fn typing_at(&self, context: Context) -> Option<(Typing, usize)> {
        let field = self.field(context)?;
        let marked = self.stop().is_some_and(|stop| stop.block == field);
        Some(match (self.typing, marked) {
            (Typing::On, false) => (Typing::Ready, field),
            (typing, _) => (typing, field),
        })
    }

    /// Whether a field has the keys.
    pub fn is_typing(&self, context: Context) -> bool {
        matches!(self.typing_at(context), Some((Typing::On, _)))
    }

    /// Whether there is a field that is still to be filled, or the learner is in a lab.
    pub fn waits_for_text(&self, context: Context) -> bool {
        self.is_inside(context) || self.field(context).is_some()
    }

    /// Whether a field waits for whatever could begin an answer.
    pub fn is_ready(&self, context: Context) -> bool {
        matches!(self.typing_at(context), Some((Typing::Ready, _)))
    }

    /// Whether a field has the keys and something stands in it: then the arrows move in it.
    pub fn has_draft(&self, context: Context) -> bool {
        let here = self.exercise_here(context);
        self.is_typing(context) && here.is_some_and(|exercise| exercise.has_draft())
    }

    /// Whether a key is text here, or edits it, whatever else it would mean.
    pub fn types(&self, key: Key, context: Context) -> bool {
        if self.is_inside(context) {
            return on_step(key) != Some(Intent::Help);
        }
        if self.types_on(key, context) {
            return true;
        }
        match self.typing_at(context) {
            Some((Typing::On, field)) => {
                let empty = !self
                    .exercise(field, context)
                    .is_some_and(|it| it.has_draft());
                !(empty && self.means_something(key, context))
            }
            Some((typing, _)) => self.begins(key, typing, context),
            None => false,
        }
    }

    /// Whether a key begins no answer, and means something where the field is empty.
    fn means_something(&self, key: Key, context: Context) -> bool {
        match on_step(key) {
            Some(Intent::Help | Intent::Search) => true,
            // A blank before the answer must not change what is asked for.
            Some(Intent::Space) => !self
                .exercise_here(context)
                .is_some_and(|it| it.asks_the_lab()),
            Some(Intent::Drawing) => self.shows_digits(context),
            _ => false,
        }
    }

    /// Whether `a` is for drawing: what a digit is, is said in no word with an a; elsewhere it begins
    /// `about`.
    fn shows_digits(&self, context: Context) -> bool {
        let lab = self.lab(context.labs);
        lab.is_some_and(|lab| lab.draws() == Drawn::Digits)
    }

    /// Whether a key begins an answer though the field has not the keys.
    fn begins(&self, key: Key, typing: Typing, context: Context) -> bool {
        let Some(c) = key.typed() else {
            return false;
        };
        if key.ctrl || key.alt || !begins(c) {
            return false;
        }
        // Options and chips have their own digits, a knob its own signs.
        let on_field = || self.exercise_here(context).is_none_or(|it| it.is_field());
        if !c.is_alphabetic() {
            let knob = self.control().is_some();
            return on_field() && !(knob && matches!(c, '+' | '-'));
        }
        let verbs = self.lab(context.labs).map(Lab::verbs).unwrap_or_default();
        let lab = || verbs.iter().any(|verb| verb.key == Some(c));
        let step = || match on_step(key) {
            Some(Intent::Hint) => self.hinted(context).is_some(),
            Some(Intent::Drawing) => self.shows_digits(context),
            Some(Intent::Why) => self.can_explain(context),
            meant => meant.is_some_and(|intent| TAKEN.contains(&intent)),
        };
        let taken = || step() || lab();
        typing == Typing::Ready && on_field() && !taken()
    }

    /// What a key leaves behind that is a `-` on a knob.
    fn minus(&self, key: Key, before: Option<Minus>) -> Option<Minus> {
        let knob = self.chosen().filter(|_| key.typed() == Some('-'))?;
        Some(Minus {
            knob: (knob.name, knob.value()),
            alone: before.is_none(),
        })
    }

    /// The knob goes back to where it was, and the answer begins with the sign.
    fn take_sign(&mut self, minus: Minus, stop: Stop, context: &mut ContextMut) -> Vec<Effect> {
        let (name, value) = minus.knob;
        let lab = self.lab_mut(context.labs);
        // It was there a key ago.
        let mut effects = lab
            .and_then(|lab| lab.set(name, &value).ok())
            .unwrap_or_default();
        effects.extend(
            self.press_on(stop.block, 0, Key::char('-'), context)
                .unwrap_or_default(),
        );
        self.signed = Some(TAKEN_IN);
        effects
    }

    /// What is being typed is taken back.
    pub fn take_back(&mut self, context: &mut ContextMut) {
        if let Some(block) = self.field(context.as_ref()) {
            self.work(block, context, |exercise, _| exercise.clear());
        }
    }

    /// Text in one piece goes to the field that waits for some.
    pub fn paste(&mut self, text: &str, context: &mut ContextMut) {
        if let Some(block) = self.field(context.as_ref()) {
            self.put(Stop { block, field: 0 });
            let pasted = self.work(block, context, |exercise, _| exercise.paste(text));
            self.follow(pasted.unwrap_or(Pressed::Ignored), block, context);
        }
    }

    /// The mark leaves a field, or is put on one.
    pub fn put(&mut self, stop: Stop) {
        self.focus = stop;
        (self.typing, self.signed) = (Typing::On, None);
    }
}

/// A key that is text, or one that a field with the keys means something by.
pub fn press(screen: &mut LessonScreen, key: Key, context: &mut ContextMut) -> Option<Vec<Effect>> {
    let (typing, block) = screen.typing_at(context.as_ref())?;
    let stop = Stop { block, field: 0 };
    let minus = screen.minus.take();
    if typing != Typing::On {
        if !screen.begins(key, typing, context.as_ref()) {
            screen.minus = screen.minus(key, minus);
            return waiting(screen, key, stop, context);
        }
        screen.put(stop);
        let alone = minus.as_ref().map(|minus| minus.alone);
        let sign = minus.filter(|minus| minus.alone);
        let mut effects = sign.map_or(Vec::new(), |minus| screen.take_sign(minus, stop, context));
        let pressed = screen.press_on(block, 0, key, context);
        effects.extend(pressed.unwrap_or_default());
        match alone {
            Some(true) => {
                screen.say("the knob is back: the - before it is the sign of the answer".into())
            }
            Some(false) => {
                screen.signed = Some(LEFT_OUT);
                screen.say("the - before it moved the knob: in the field it is a sign".into())
            }
            None => {}
        }
        return Some(effects);
    }
    if let KeyCode::Char(' ') = key.code
        && screen.types(key, context.as_ref())
        && !screen.has_draft(context.as_ref())
    {
        screen.say("Esc, and Space is a key of the picture again".into());
        return Some(Vec::new());
    }
    let enters = key.code == KeyCode::Enter;
    if let Some(sign) = screen.signed.filter(|_| enters)
        && screen.has_draft(context.as_ref())
        && !screen.is_sure("answer", "Enter", sign)
    {
        return Some(Vec::new());
    }
    let types = matches!(key.code, KeyCode::Char(_)) && !key.ctrl;
    screen.signed = screen.signed.filter(|_| types);
    let effects = screen.press_on(block, 0, key, context);
    let exercise = screen.exercise(block, context.as_ref());
    if enters && exercise.is_some_and(|it| it.is_settled()) {
        screen.behind = Behind::Answer;
    }
    if effects.is_some() {
        return effects;
    }
    match on_step(key) {
        Some(Intent::ComeOut) => screen.typing = Typing::Off,
        // With something typed no page turns.
        Some(Intent::PageDown) if screen.has_draft(context.as_ref()) => {
            keys::scroll(screen, 1);
        }
        Some(Intent::PageUp) if screen.has_draft(context.as_ref()) => {
            keys::scroll(screen, -1);
        }
        // With nowhere to go the field keeps them.
        Some(Intent::Up | Intent::Down | Intent::NextBlock | Intent::PreviousBlock)
            if screen.seen.ring.len() > 1 =>
        {
            screen.typing = Typing::Ready; // unless the mark comes to a field again
            return None;
        }
        _ => return None,
    }
    Some(Vec::new())
}

/// Keys of the field with the mark while it has not the keys: Enter gives them to it, Esc takes
/// back what was typed.
fn waiting(
    screen: &mut LessonScreen,
    key: Key,
    stop: Stop,
    context: &mut ContextMut,
) -> Option<Vec<Effect>> {
    let marked = screen.stop() == Some(stop);
    match on_step(key) {
        Some(Intent::GoIn) if marked => screen.put(stop),
        _ if marked && key.code == KeyCode::Backspace => {
            screen.put(stop);
            screen.press_on(stop.block, 0, key, context);
        }
        Some(Intent::ComeOut) if marked => {
            let typing = std::mem::replace(&mut screen.typing, Typing::Off);
            let cleared = screen.work(stop.block, context, |exercise, _| exercise.clear());
            if typing == Typing::Off && cleared != Some(true) {
                return None;
            }
        }
        Some(Intent::ComeOut) if screen.typing != Typing::Off => screen.typing = Typing::Off,
        _ => return None,
    }
    Some(Vec::new())
}
