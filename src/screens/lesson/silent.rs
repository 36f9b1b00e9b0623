//! Keys that would do nothing, or what nobody meant: each says why, none is silent.

use super::keys::do_verb;
use super::seen::Reveal;
use super::{Context, ContextMut, LessonScreen};
use crate::event::Key;
use crate::event::key_name;
use crate::msg::Effect;
use crate::screens::intents::{Intent, on_step};

/// What waits for its answer is left by the arrows, which the footer names: a letter may be one of
/// the answer, and who turns a page may not have seen that something is asked. What is said of a key
/// that therefore stays.
pub fn stays(screen: &LessonScreen, intent: Intent, key: Key, context: Context) -> Option<String> {
    let open = screen.open(context).filter(|_| !screen.greets)?;
    let letter = key.typed().is_some();
    match intent {
        Intent::Next if letter => Some(format!("this {open} is open: {{next}} goes on without it")),
        Intent::PageDown if !screen.can_scroll() => {
            Some(format!("this {open} is open: {{next}} goes on without it"))
        }
        Intent::Previous if letter => Some(format!("this {open} is open: {{back}} goes back")),
        _ => None,
    }
}

/// A key with no meaning on every step: one of the lab's, or of the chosen knob; else it is said that
/// it has none.
pub fn press(screen: &mut LessonScreen, key: Key, context: &mut ContextMut) -> Vec<Effect> {
    let own = key.typed().and_then(|c| do_verb(screen, c, context));
    if let Some(effects) = own {
        return effects;
    }
    let seen = context.as_ref();
    let knob = screen.chosen().is_some();
    let said = match on_step(key) {
        Some(Intent::First) => return to_end(screen, 0.0, "Home", context),
        Some(Intent::Last) => return to_end(screen, 1.0, "End", context),
        Some(Intent::Hint) => no_hint(screen, seen).to_owned(),
        Some(Intent::GoIn) if screen.is_reached(seen) => "{next} goes on".to_owned(),
        Some(Intent::GoIn) if knob => "a knob needs no Enter: it holds at once".to_owned(),
        Some(Intent::GoIn) => "Enter means nothing here: ? tells what does".to_owned(),
        _ if key.digit().is_some() && knob => {
            "+ and - move a knob, > and < by ten, Home and End to its ends".to_owned()
        }
        _ if on_step(key.small()) == Some(Intent::Leave) => {
            "a small {quit} leaves the course; is Caps Lock on?".to_owned()
        }
        _ => match key.typed() {
            Some(c) => format!("{} means nothing here: ? tells what does", key_name(c)),
            None => return Vec::new(),
        },
    };
    screen.say(said);
    Vec::new()
}

/// The chosen knob goes to one of its ends; without one, the page does.
fn to_end(
    screen: &mut LessonScreen,
    share: f64,
    key: &str,
    context: &mut ContextMut,
) -> Vec<Effect> {
    if let Some(control) = screen.chosen() {
        let (name, value) = (control.name, control.at_share(share));
        screen.reveal = Some(Reveal::Mark);
        return screen.set(name, &value, key, context);
    }
    let page = &screen.seen.page;
    let (rows, view) = (page.height, page.column.height);
    let by = if share > 0.0 { 1 } else { -1 };
    screen.scroll.by(by * i32::from(rows), rows, view);
    Vec::new()
}

/// Why there is no hint.
fn no_hint(screen: &LessonScreen, context: Context) -> &'static str {
    let step = screen.step(context.course);
    let mut blocks = 0..step.map_or(0, |step| step.blocks.len());
    let is_task = |block| {
        let exercise = screen.exercise(block, context);
        exercise.is_some_and(|it| it.task().is_some())
    };
    match blocks.any(is_task) {
        true => "the task is met: it needs no hint",
        false => "no task stands here, and so no hint",
    }
}

impl LessonScreen {
    /// Whether rows lie below.
    fn can_scroll(&self) -> bool {
        let page = &self.seen.page;
        self.scroll.more_below(page.height, page.column.height)
    }
}
