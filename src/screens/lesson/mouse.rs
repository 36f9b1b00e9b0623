//! The mouse on a step.

use crate::event::{Event, Mouse, MouseKind};
use crate::msg::{Effect, Msg};
use crate::screens::lesson::ring::Stop;
use crate::screens::lesson::{LessonScreen, Outcome, Scene, World, view};
use crate::screens::page::{self, LabPlace, Page};
use crate::ui::control::{Zone, zone};

/// What the button went down on and holds.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Held {
    /// A control's track.
    Control(usize),
    /// The picture.
    Picture,
}

impl LessonScreen {
    /// The mouse did something.
    pub fn mouse(&mut self, mouse: Mouse, world: &mut World) -> Outcome {
        let page = self.page(world.scene());
        let view = page.column.height;
        match mouse.kind {
            MouseKind::WheelUp => {
                self.scroll.by(-3, page.height, view);
                return Outcome::default();
            }
            MouseKind::WheelDown => {
                self.scroll.by(3, page.height, view);
                return Outcome::default();
            }
            MouseKind::Release => {
                self.held = None;
                return Outcome::default();
            }
            MouseKind::Press => {
                self.held = None;
                if let Some(effects) = self.click(mouse, &page, world) {
                    return effects.into();
                }
            }
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

    /// A click on a row of an exercise marks its field and presses the key that stands there.
    fn click(&mut self, mouse: Mouse, page: &Page, world: &mut World) -> Option<Vec<Effect>> {
        if !page.column.contains((mouse.x, mouse.y).into()) {
            return None;
        }
        let offset = self.scroll.offset(page.height, page.column.height);
        let row = mouse.y - page.column.y + offset;
        let (block, field, key) = page.asked_at(mouse.x - page.column.x, row)?;
        let stop = field.map(|field| Stop { block, field });
        if let Some(stop) = stop.filter(|stop| self.ring(world.scene()).contains(stop)) {
            self.mark(stop, world);
        }
        let effects = key.and_then(|key| self.press_on(block, field.unwrap_or(0), key, world));
        Some(effects.unwrap_or_default())
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
                let folded = self.folded_control(world.scene());
                self.held = Some(Held::Control(if place.folded { folded } else { row }));
            } else if place.picture.contains(at) {
                self.held = Some(Held::Picture);
            }
        }
        match self.held {
            Some(Held::Control(index)) => self.touch_control(index, mouse, place, world),
            Some(Held::Picture) if self.picture_moves(world.scene()) => {
                let msg = Msg::Input(Event::Mouse(mouse));
                let lab = self.lab_mut(world.shelf);
                lab.map(|lab| lab.update(&msg, place.picture))
                    .unwrap_or_default()
            }
            _ => Vec::new(),
        }
    }

    /// Whether this step offers what a hand on the picture would move.
    fn picture_moves(&self, scene: Scene) -> bool {
        let shown = self.controls(scene);
        let offered = |name: &&str| shown.iter().any(|(c, locked)| c.name == *name && !locked);
        self.lab(scene.shelf)
            .is_some_and(|lab| lab.moved_in_picture().iter().all(offered))
    }

    fn touch_control(
        &mut self,
        index: usize,
        mouse: Mouse,
        place: &LabPlace,
        world: &mut World,
    ) -> Vec<Effect> {
        let shown = self.controls(world.scene());
        let Some((control, false)) = shown.get(index) else {
            return Vec::new();
        };
        if let Some(block) = self.step(world.course).map(page::lab_block) {
            self.leave_field(world);
            self.focus = Stop {
                block,
                field: index,
            };
        }
        let lines = view::lined_up(&shown, index, place.folded);
        let line = if place.folded { 0 } else { index };
        let x = mouse.x.saturating_sub(place.controls.x);
        let value = match zone(&lines, line, x, place.controls.width, world.look) {
            Zone::Track(share) => control.at_share(share),
            Zone::Less if mouse.kind == MouseKind::Press => control.stepped(-1),
            Zone::More if mouse.kind == MouseKind::Press => control.stepped(1),
            _ => return Vec::new(),
        };
        self.set(control.name, &value, world)
    }
}
