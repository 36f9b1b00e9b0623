//! The mouse on a step.

use crate::event::{Mouse, MouseKind};
use crate::msg::Effect;
use crate::screens::Wish;
use crate::screens::contents::dots;
use crate::screens::exercise::Click;
use crate::screens::intents::{Intent, Place, key_of, key_on};
use crate::screens::lesson::ring::Stop;
use crate::screens::lesson::set_up;
use crate::screens::lesson::{Context, ContextMut, LessonScreen, Outcome, ahead, view};
use crate::screens::page::LabPlace;
use crate::ui::chrome::{self, Dots};
use crate::ui::control::{Lock, Zone, nearest_share, zone};

/// What the button went down on and holds.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Held {
    /// A control; whether its knob, and not an end of its line.
    Control(usize, bool),
    /// The picture.
    Picture,
    /// The chips of an option.
    Chips(Stop),
    /// A thing to be put in its place: where it was taken up, and the row of the screen that the hand
    /// is on.
    Thing(Stop, u16),
}

impl LessonScreen {
    /// The mouse did something.
    pub fn mouse(&mut self, mouse: Mouse, context: &mut ContextMut) -> Outcome {
        match mouse.kind {
            MouseKind::WheelUp => return self.wheel(mouse, 1, context).into(),
            MouseKind::WheelDown => return self.wheel(mouse, -1, context).into(),
            MouseKind::Release => {
                let effects = match self.held.take() {
                    Some(Held::Thing(from, _)) => self.let_go(from, context),
                    _ => Vec::new(),
                };
                return effects.into();
            }
            MouseKind::Press => {
                self.pass_over();
                self.said = None;
                self.held = None;
                if let Some(step) = self.step_at(mouse, context.as_ref()) {
                    let lesson = self.lesson;
                    return Wish::Go { lesson, step }.into();
                }
                if let Some(lesson) = self.title_at(mouse, context.as_ref()) {
                    return Wish::Go { lesson, step: 0 }.into();
                }
                if let Some(effects) = self.click(mouse, context) {
                    self.inside = false;
                    return effects.into();
                }
            }
            // What was asked about is not answered by going on with the drag.
            MouseKind::Drag if self.is_asking() => return Outcome::default(),
            MouseKind::Drag if matches!(self.held, Some(Held::Chips(_))) => {
                return self.drag_chips(mouse, context).into();
            }
            MouseKind::Drag if matches!(self.held, Some(Held::Thing(..))) => {
                self.drag_thing(mouse, context);
                return Outcome::default();
            }
            MouseKind::Drag => {}
        }
        let place = self.seen.page.lab;
        let lab = place.and_then(|place| Some((place, self.in_lab(mouse, &place)?)));
        let touched = lab.map(|(place, mouse)| self.touch(mouse, &place, context));
        // A click beside the picture comes back out of it.
        self.inside &= self.held == Some(Held::Picture);
        touched.unwrap_or_default().into()
    }

    /// The step whose dot in the header is under the mouse.
    fn step_at(&self, mouse: Mouse, context: Context) -> Option<usize> {
        let steps = dots(self.lesson(context.course)?, context.progress);
        let dots = Dots {
            steps: &steps,
            at: self.step,
        };
        let step = chrome::dot_at(dots, context.area, mouse.x, mouse.y, context.look)?;
        (step != self.step).then_some(step)
    }

    /// The lesson whose title on the way ahead is under the mouse.
    fn title_at(&self, mouse: Mouse, context: Context) -> Option<usize> {
        let area = view::way_ahead(self, context)?;
        let at = (mouse.x, mouse.y).into();
        ahead::lesson_at(context.course, area, at, context.look)
    }

    /// The wheel moves the knob under it one step, up for more; over a picture the last knob that a
    /// hand there moves; over an option of a bet, its chips. Anywhere else it scrolls.
    fn wheel(&mut self, mouse: Mouse, up: i32, context: &mut ContextMut) -> Vec<Effect> {
        if let Some((stop, _)) = self.chips_at(mouse, context.as_ref()) {
            let more = if up > 0 { Intent::More } else { Intent::Less };
            self.mark(stop, context);
            let effects =
                key_of(more).and_then(|key| self.press_on(stop.block, stop.field, key, context));
            return effects.unwrap_or_default();
        }
        let turned = self.under_wheel(mouse, context.as_ref());
        match turned.and_then(|index| Some((index, self.seen.controls.get(index)?))) {
            Some((index, (control, None))) => {
                let (name, value) = (control.name, control.stepped(up));
                self.choose(index);
                self.set(name, &value, "a turn of the wheel", context)
            }
            _ => {
                let page = &self.seen.page;
                self.scroll.by(-3 * up, page.height, page.column.height);
                Vec::new()
            }
        }
    }

    /// An option of an open bet under the mouse, and what a click there means.
    fn chips_at(&self, mouse: Mouse, context: Context) -> Option<(Stop, Option<Click>)> {
        let (block, field, click) = self.asked_at(mouse)?;
        let exercise = self.exercise(block, context)?;
        let stop = Stop {
            block,
            field: field?,
        };
        exercise.is_open_bet().then_some((stop, click))
    }

    /// A hand along the chips of an option sets as many as lie behind it.
    fn drag_chips(&mut self, mouse: Mouse, context: &mut ContextMut) -> Vec<Effect> {
        let (stop, click) = match self.chips_at(mouse, context.as_ref()) {
            Some(found) if self.held == Some(Held::Chips(found.0)) => found,
            _ => return Vec::new(),
        };
        match click {
            // The signs at both ends count one by one, and that is for clicks.
            Some(Click::Key(key)) if !matches!(key.typed(), Some('+' | '-')) => {
                let effects = self.press_on(stop.block, stop.field, key, context);
                effects.unwrap_or_default()
            }
            _ => Vec::new(),
        }
    }

    /// The control that the wheel turns there.
    fn under_wheel(&self, mouse: Mouse, context: Context) -> Option<usize> {
        let place = self.seen.page.lab?;
        let mouse = self.in_lab(mouse, &place)?;
        let at = (mouse.x, mouse.y).into();
        if place.controls.contains(at) {
            return Some(self.control_at(mouse, &place));
        }
        if !place.picture.contains(at) {
            return None;
        }
        let find = |name: &str| {
            let mut shown = self.seen.controls.iter();
            shown.position(|(control, held)| control.name == name && held.is_none())
        };
        let lab = self.lab(context.labs)?;
        let free = |name: &str| find(name).is_some();
        // Beside the plot there is nothing to take hold of: then it is what is moved in any of it.
        let mut moved = lab.moved_at((mouse.x, mouse.y), place.picture, &free);
        if moved.is_empty() {
            moved = lab.moved_in_picture();
        }
        moved.into_iter().rev().find_map(find)
    }

    /// The control on whose line the mouse is.
    fn control_at(&self, mouse: Mouse, place: &LabPlace) -> usize {
        match place.folded {
            true => self.seen.folded_control(self.control()),
            false => usize::from(mouse.y - place.controls.y),
        }
    }

    /// A click on a row of an exercise marks its field and does what stands there.
    fn click(&mut self, mouse: Mouse, context: &mut ContextMut) -> Option<Vec<Effect>> {
        let (block, field, click) = self.asked_at(mouse)?;
        let stop = field.map(|field| Stop { block, field });
        if let Some(stop) = stop.filter(|stop| self.seen.ring.contains(stop)) {
            self.mark(stop, context);
        }
        if let Some((stop, _)) = self.chips_at(mouse, context.as_ref()) {
            self.held = Some(Held::Chips(stop));
        }
        let effects = match click {
            Some(Click::Key(key)) if Some(key) == key_of(Intent::Hint) => {
                self.unfold(block, context)
            }
            Some(Click::Key(key)) if Some(key) == key_of(Intent::Why) => {
                self.explain(context.as_ref());
                None
            }
            Some(Click::Key(key)) => self.press_on(block, field.unwrap_or(0), key, context),
            Some(Click::Cursor(at)) => {
                self.work(block, context, |exercise, _| exercise.point(at));
                None
            }
            None => None,
        };
        let exercise = self.exercise(block, context.as_ref());
        if exercise.is_some_and(|it| it.is_holding()) {
            self.held = stop.map(|stop| Held::Thing(stop, mouse.y));
        }
        Some(effects.unwrap_or_default())
    }

    /// What is asked where the mouse is: a block, its field, and what a click there means.
    fn asked_at(&self, mouse: Mouse) -> Option<(usize, Option<usize>, Option<Click>)> {
        let page = &self.seen.page;
        if !page.column.contains((mouse.x, mouse.y).into()) {
            return None;
        }
        let offset = self.scroll.offset(page.height, page.column.height);
        let row = mouse.y - page.column.y + offset;
        page.asked_at(mouse.x - page.column.x, row)
    }

    /// A thing in the hand goes where the hand is. It never goes against the hand: under a thing of
    /// another height it could change places with that at each move.
    fn drag_thing(&mut self, mouse: Mouse, context: &mut ContextMut) {
        let page = &self.seen.page;
        let Some(Held::Thing(from, y)) = self.held else {
            return;
        };
        let Some(exercise) = self.exercise(from.block, context.as_ref()) else {
            return;
        };
        let offset = self.scroll.offset(page.height, page.column.height);
        let row = mouse.y.saturating_sub(page.column.y) + offset;
        let away = |field: &usize| {
            let rows = page.rows_of(from.block, Some(*field));
            let (first, count) = rows.unwrap_or((u16::MAX, 1));
            let last = first.saturating_add(count - 1);
            first.saturating_sub(row).max(row.saturating_sub(last))
        };
        let Some(field) = (0..exercise.fields()).min_by_key(away) else {
            return;
        };
        let along = match mouse.y > y {
            true => field > exercise.at(),
            false => mouse.y < y && field < exercise.at(),
        };
        self.held = Some(Held::Thing(from, mouse.y));
        if along {
            self.work(from.block, context, |exercise, _| exercise.drag(field));
            self.put(Stop { field, ..from });
        }
    }

    /// A thing that was dragged is put down where it is; one that was clicked stays in the hand.
    fn let_go(&mut self, from: Stop, context: &mut ContextMut) -> Vec<Effect> {
        let exercise = self.exercise(from.block, context.as_ref());
        let at = exercise.filter(|it| it.is_holding()).map(|it| it.at());
        let Some(field) = at.filter(|at| *at != from.field) else {
            return Vec::new();
        };
        let key = key_on(Place::Arrangement, Intent::TakeUp);
        let put_down = key.and_then(|key| self.press_on(from.block, field, key, context));
        put_down.unwrap_or_default()
    }

    /// The mouse in the lab's coordinates; nothing where the column hides that row.
    fn in_lab(&self, mouse: Mouse, place: &LabPlace) -> Option<Mouse> {
        if !place.scrolls {
            return Some(mouse);
        }
        let page = &self.seen.page;
        let offset = self.scroll.offset(page.height, page.column.height);
        let inside = page.column.contains((mouse.x, mouse.y).into()) || self.held.is_some();
        let x = mouse.x.saturating_sub(page.column.x);
        let y = mouse.y.saturating_sub(page.column.y).saturating_add(offset);
        inside.then_some(Mouse { x, y, ..mouse })
    }

    /// A press or a drag on a control or on the picture.
    fn touch(&mut self, mouse: Mouse, place: &LabPlace, context: &mut ContextMut) -> Vec<Effect> {
        let at = (mouse.x, mouse.y).into();
        if self.held.is_none() {
            if place.controls.contains(at) {
                let index = self.control_at(mouse, place);
                self.held = Some(Held::Control(index, false));
            } else if place.picture.contains(at) {
                self.held = Some(Held::Picture);
            }
        }
        match self.held {
            Some(Held::Control(index, _)) => self.touch_control(index, mouse, place, context),
            Some(Held::Picture) => self.touch_picture(mouse, place, context),
            Some(Held::Chips(_) | Held::Thing(..)) | None => Vec::new(),
        }
    }

    /// What this step offers follows the hand, and what it does not stays; where nothing follows it
    /// is said why.
    fn touch_picture(
        &mut self,
        mouse: Mouse,
        place: &LabPlace,
        context: &mut ContextMut,
    ) -> Vec<Effect> {
        let shown = &self.seen.controls;
        let held = |name: &str| {
            shown
                .iter()
                .find_map(|(c, held)| (c.name == name).then_some(*held))
        };
        let free = |name: &str| held(name) == Some(None);
        let Some(lab) = self.lab_mut(context.labs) else {
            self.said =
                Some("the picture is here to be looked at: it moves in its own step".into());
            return Vec::new();
        };
        let moved = lab.moved_in_picture();
        let fixed: Vec<&str> = moved.iter().copied().filter(|name| !free(name)).collect();
        if fixed.len() == moved.len() && !moved.is_empty() {
            let bet = moved
                .iter()
                .find(|name| held(name) == Some(Some(Lock::Bet)));
            self.said = Some(match bet {
                Some(name) => Lock::Bet.said_of(name),
                None => "nothing in the picture can be dragged in this step".into(),
            });
            return Vec::new();
        }
        let before = set_up::code(lab);
        let effects = lab.touch(mouse, place.picture, &free);
        let stays = mouse.kind == MouseKind::Drag && set_up::code(lab) == before;
        match fixed[..] {
            [name] if stays => self.said = held(name).flatten().map(|held| held.said_of(name)),
            _ => self.said = None,
        }
        if mouse.kind == MouseKind::Press && !moved.is_empty() {
            self.counters.drag();
        }
        effects
    }

    fn touch_control(
        &mut self,
        index: usize,
        mouse: Mouse,
        place: &LabPlace,
        context: &mut ContextMut,
    ) -> Vec<Effect> {
        let shown = &self.seen.controls;
        let control = match shown.get(index) {
            Some((control, None)) => control.clone(),
            Some((control, Some(held))) => {
                self.said = Some(held.said_of(control.name));
                return Vec::new();
            }
            None => return Vec::new(),
        };
        let lines = view::lined_up(shown, index, place.folded);
        self.choose(index);
        let line = if place.folded { 0 } else { index };
        let x = mouse.x.saturating_sub(place.controls.x);
        let width = place.controls.width;
        let value = match zone(&lines, line, x, width, context.look) {
            Zone::Track(share) => {
                self.held = Some(Held::Control(index, true));
                control.at_share(share)
            }
            // The hand has left the track, and holds the knob still.
            _ if self.held == Some(Held::Control(index, true)) => {
                control.at_share(nearest_share(&lines, x, width, context.look))
            }
            Zone::Less if mouse.kind == MouseKind::Press => control.stepped(-1),
            Zone::More if mouse.kind == MouseKind::Press => control.stepped(1),
            _ => return Vec::new(),
        };
        self.set(control.name, &value, "a click", context)
    }

    /// Puts the mark on a control.
    fn choose(&mut self, index: usize) {
        self.put(Stop {
            block: self.seen.lab_block,
            field: index,
        });
    }
}
