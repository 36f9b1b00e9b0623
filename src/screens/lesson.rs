//! A step of a lesson: its text, and the lab in it.

mod keys;
mod view;

use crate::event::{Event, Mouse, MouseKind};
use crate::labs::Lab;
use crate::lesson::model::{Course, Lesson, Step};
use crate::msg::{Effect, Msg};
use crate::screens::page::{self, LabPlace, Page};
use crate::screens::{Shelf, Wish};
use crate::ui::Look;
use crate::ui::chrome;
use crate::ui::control::{Control, Zone, zone};
use crate::ui::scroll::Scroll;
use ratatui::layout::Rect;
pub use view::{draw, hints};

/// Where the learner is, and what the mark is on.
#[derive(Default)]
pub struct LessonScreen {
    /// Index of the lesson.
    pub lesson: usize,
    /// Index of the step.
    pub step: usize,
    /// Place of this step's lab on the shelf.
    lab: Option<usize>,
    scroll: Scroll,
    focus: usize,
    /// The control whose track the mouse holds, or the picture.
    held: Option<Held>,
    /// What a key just said, until the next one.
    said: Option<String>,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Held {
    Control(usize),
    Picture,
}

/// What a screen may look at and change.
pub struct World<'a> {
    /// All lessons.
    pub course: &'a Course,
    /// All labs.
    pub shelf: &'a mut Shelf,
    /// How it looks.
    pub look: &'a Look,
    /// The whole screen.
    pub area: Rect,
}

/// What an input led to.
#[derive(Default)]
pub struct Outcome {
    /// To be carried out.
    pub effects: Vec<Effect>,
    /// Asked of the application.
    pub wish: Option<Wish>,
}

impl From<Vec<Effect>> for Outcome {
    fn from(effects: Vec<Effect>) -> Self {
        Self {
            effects,
            wish: None,
        }
    }
}

impl From<Wish> for Outcome {
    fn from(wish: Wish) -> Self {
        Self {
            effects: Vec::new(),
            wish: Some(wish),
        }
    }
}

impl LessonScreen {
    /// Shows another step. A lab that stays on the screen keeps running; another one is parked.
    pub fn go(&mut self, lesson: usize, step: usize, world: &mut World) -> Vec<Effect> {
        let shown = world
            .course
            .lessons
            .get(lesson)
            .and_then(|l| Some((l, l.steps.get(step)?)));
        let taken = shown.and_then(|(lesson, step)| {
            world.shelf.take(
                page::directive(step)?,
                &format!("{}/{}", lesson.id, step.id),
            )
        });
        let (lab, mut effects) =
            taken.map_or((None, Vec::new()), |(at, effects)| (Some(at), effects));
        if lab != self.lab {
            let old = self.lab.and_then(|at| world.shelf.get_mut(at));
            effects.extend(old.map(|lab| lab.park()).unwrap_or_default());
            let new = lab.and_then(|at| world.shelf.get_mut(at));
            effects.extend(new.map(|lab| lab.open()).unwrap_or_default());
        }
        *self = Self {
            lesson,
            step,
            lab,
            ..Self::default()
        };
        // The mark begins on the first control that can be moved.
        let shown = self.controls(world.course, world.shelf);
        self.focus = shown.iter().position(|(_, locked)| !locked).unwrap_or(0);
        effects
    }

    /// The lesson shown.
    pub fn lesson<'a>(&self, course: &'a Course) -> Option<&'a Lesson> {
        course.lessons.get(self.lesson)
    }

    /// The step shown.
    pub fn step<'a>(&self, course: &'a Course) -> Option<&'a Step> {
        self.lesson(course)?.steps.get(self.step)
    }

    /// The lab shown.
    pub fn lab<'a>(&self, shelf: &'a Shelf) -> Option<&'a dyn Lab> {
        shelf.get(self.lab?)
    }

    /// The lab shown, to be spoken to.
    pub fn lab_mut<'a>(&self, shelf: &'a mut Shelf) -> Option<&'a mut (dyn Lab + 'static)> {
        shelf.get_mut(self.lab?)
    }

    /// The area of the lab's picture, in the coordinates it draws in.
    pub fn picture(&self, course: &Course, shelf: &Shelf, look: &Look, area: Rect) -> Rect {
        let page = self.page(course, shelf, look, area);
        page.lab.map_or(Rect::default(), |place| place.picture)
    }

    /// The rows that the screen does not show.
    pub fn hidden_rows(&self, course: &Course, shelf: &Shelf, look: &Look, area: Rect) -> u16 {
        let page = self.page(course, shelf, look, area);
        page.height.saturating_sub(page.column.height)
    }

    /// Says something to the learner until the next key.
    pub fn say(&mut self, sentence: String) {
        self.said = Some(sentence);
    }

    fn page(&self, course: &Course, shelf: &Shelf, look: &Look, area: Rect) -> Page {
        let body = chrome::frame(area).body;
        match self.step(course) {
            Some(step) => page::lay_out(step, self.lab(shelf), body, look),
            None => Page::default(),
        }
    }

    /// The controls this step shows.
    fn controls(&self, course: &Course, shelf: &Shelf) -> Vec<(Control, bool)> {
        let directive = self.step(course).and_then(page::directive);
        let lab = self.lab(shelf).zip(directive);
        lab.map(|(lab, directive)| page::shown(lab, directive))
            .unwrap_or_default()
    }

    /// Something happened.
    pub fn update(&mut self, event: &Event, world: &mut World) -> Outcome {
        match event {
            Event::Key(key) => {
                self.said = None;
                keys::press(self, *key, world)
            }
            Event::Mouse(mouse) => self.mouse(*mouse, world),
            _ => {
                let picture = self.picture(world.course, world.shelf, world.look, world.area);
                let lab = self.lab_mut(world.shelf);
                lab.map(|lab| lab.update(&Msg::Input(event.clone()), picture))
                    .unwrap_or_default()
                    .into()
            }
        }
    }

    /// Tells the lab, in its language, to set a control.
    fn set(&mut self, name: &str, value: &str, world: &mut World) -> Vec<Effect> {
        let Some(lab) = self.lab_mut(world.shelf) else {
            return Vec::new();
        };
        match lab.set(name, value) {
            Ok(effects) => effects,
            Err(refusal) => {
                self.said = Some(refusal.to_string());
                Vec::new()
            }
        }
    }

    fn mouse(&mut self, mouse: Mouse, world: &mut World) -> Outcome {
        let page = self.page(world.course, world.shelf, world.look, world.area);
        let view = page.column.height;
        match mouse.kind {
            MouseKind::WheelUp | MouseKind::WheelDown => {
                let rows = if mouse.kind == MouseKind::WheelUp {
                    -3
                } else {
                    3
                };
                self.scroll.by(rows, page.height, view);
                return Outcome::default();
            }
            MouseKind::Release => {
                self.held = None;
                return Outcome::default();
            }
            MouseKind::Press => self.held = None,
            MouseKind::Drag => {}
        }
        let Some(place) = page.lab else {
            return Outcome::default();
        };
        let Some(mouse) = self.in_lab(mouse, &place, &page) else {
            return Outcome::default();
        };
        self.touch(mouse, &place, world).into()
    }

    /// The mouse in the lab's coordinates; nothing where the column hides that row.
    fn in_lab(&self, mouse: Mouse, place: &LabPlace, page: &Page) -> Option<Mouse> {
        if !place.scrolls {
            return Some(mouse);
        }
        let offset = self.scroll.offset(page.height, page.column.height);
        let inside = page.column.contains((mouse.x, mouse.y).into()) || self.held.is_some();
        let x = mouse.x.saturating_sub(page.column.x);
        let y = mouse.y.saturating_sub(page.column.y).saturating_add(offset);
        inside.then_some(Mouse { x, y, ..mouse })
    }

    /// A press or a drag on a control or on the picture.
    fn touch(&mut self, mouse: Mouse, place: &LabPlace, world: &mut World) -> Vec<Effect> {
        let at = (mouse.x, mouse.y).into();
        if self.held.is_none() {
            if place.controls.contains(at) {
                let row = usize::from(mouse.y - place.controls.y);
                self.held = Some(Held::Control(if place.folded { self.focus } else { row }));
            } else if place.picture.contains(at) {
                self.held = Some(Held::Picture);
            }
        }
        match self.held {
            Some(Held::Control(index)) => self.touch_control(index, mouse, place, world),
            Some(Held::Picture) if self.picture_moves(world) => {
                let msg = Msg::Input(Event::Mouse(mouse));
                let lab = self.lab_mut(world.shelf);
                lab.map(|lab| lab.update(&msg, place.picture))
                    .unwrap_or_default()
            }
            _ => Vec::new(),
        }
    }

    /// Whether this step offers what a hand on the picture would move.
    fn picture_moves(&self, world: &World) -> bool {
        let shown = self.controls(world.course, world.shelf);
        let offered = |name: &&str| shown.iter().any(|(c, locked)| c.name == *name && !locked);
        self.lab(world.shelf)
            .is_some_and(|lab| lab.moved_in_picture().iter().all(offered))
    }

    fn touch_control(
        &mut self,
        index: usize,
        mouse: Mouse,
        place: &LabPlace,
        world: &mut World,
    ) -> Vec<Effect> {
        let shown = self.controls(world.course, world.shelf);
        let Some((control, false)) = shown.get(index) else {
            return Vec::new();
        };
        self.focus = index;
        let lines = view::lined_up(&shown, index, place.folded);
        let x = mouse.x.saturating_sub(place.controls.x);
        let value = match zone(&lines, x, place.controls.width, world.look) {
            Zone::Track(share) => control.at_share(share),
            Zone::Less if mouse.kind == MouseKind::Press => control.stepped(-1),
            Zone::More if mouse.kind == MouseKind::Press => control.stepped(1),
            _ => return Vec::new(),
        };
        self.set(control.name, &value, world)
    }
}
