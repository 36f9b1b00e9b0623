//! The host of a model: it speaks the lab language for it, out of its tables and panes.

use super::brush::Brush;
use super::model::Model;
use super::pane::{Drag, Hand, Moves, Pane};
use super::table::Control as Row;
use super::training::Training;
use super::{Activity, BadValue, Brought, Fact, Facts, Height, Lab, Verb};
use crate::event::{Event, Key, Mouse, MouseKind};
use crate::msg::{Checkpoint, Effect, JobId, Msg};
use crate::ui::Look;
use crate::ui::control::Control;
use crate::ui::glyphs::Drawn;
use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use std::sync::Arc;

/// A lab made of a model.
pub struct Hosted<M: Model> {
    pub(super) model: M,
    held: Option<Held>,
}

/// A pane that a hand has taken hold of.
struct Held {
    /// Its place among the panes.
    pane: usize,
    /// Where the hand took hold, in the units of its axes.
    from: [f64; 2],
    /// The values then of the controls that it moves.
    began: Vec<(&'static str, f64)>,
}

impl<M: Model> Hosted<M> {
    /// The lab of a model.
    pub fn new(model: M) -> Self {
        Self { model, held: None }
    }

    fn control(name: &str) -> Option<&'static Row<M>> {
        M::CONTROLS.iter().find(|control| control.name == name)
    }

    /// Something was moved or done: what follows from it, inside and outside.
    fn settle(&mut self) -> Vec<Effect> {
        self.model.refresh();
        self.take_effects()
    }

    /// What the lab, its runs and the data it awaits ask of the outside.
    fn take_effects(&mut self) -> Vec<Effect> {
        let awaited = self.model.awaits();
        let mut effects = awaited.map_or(Vec::new(), |data| data.take_effects());
        let runs = self.model.runs_mut().iter_mut();
        effects.extend(runs.flat_map(Training::take_effects));
        effects.extend(self.model.take_effects());
        effects
    }

    /// The panes as on a screen that shows them all.
    fn all_panes(&self) -> Vec<Pane<M>> {
        let width = M::WIDTH.clamp(120, 200);
        let height = self.model.height(width).best.max(30);
        self.model.panes(Rect::new(0, 0, width, height))
    }

    /// The pane under a pressed button.
    fn take_hold(&self, panes: &[Pane<M>], at: (u16, u16)) -> Option<Held> {
        let on = |pane: &Pane<M>| match pane.hand() {
            Some(Hand::Moves(moves)) => moves.grid.plot.contains(at.into()),
            Some(Hand::Touches(_)) => pane.area().contains(at.into()),
            None => false,
        };
        let pane = panes.iter().rposition(on)?;
        let moves = panes[pane].moves();
        let value = |name: &&'static str| Some((*name, Self::control(name)?.read(&self.model)?));
        Some(Held {
            pane,
            from: moves.map_or([0.0; 2], |moves| moves.grid.value(at.0, at.1)),
            began: moves.map_or(Vec::new(), |moves| {
                moves.controls.iter().filter_map(value).collect()
            }),
        })
    }

    /// What is free goes where the hand moves it, on its own steps; what is not stays.
    fn move_to(
        &mut self,
        moves: &Moves<M>,
        held: &Held,
        mouse: Mouse,
        free: &dyn Fn(&str) -> bool,
    ) {
        let drag = Drag {
            from: held.from,
            to: moves.grid.value(mouse.x, mouse.y),
            is_press: mouse.kind == MouseKind::Press,
            began: &held.began,
            free,
            grid: &moves.grid,
        };
        for (name, value) in (moves.to)(&self.model, &drag) {
            if let Some(control) = Self::control(name).filter(|_| free(name)) {
                control.drag(&mut self.model, value);
            }
        }
    }
}

impl<M: Model + Default> Default for Hosted<M> {
    fn default() -> Self {
        Self::new(M::default())
    }
}

impl<M: Model> Lab for Hosted<M> {
    fn open(&mut self) -> Vec<Effect> {
        if let Some(data) = self.model.awaits() {
            data.ask();
        }
        self.model.open();
        self.take_effects()
    }

    fn park(&mut self) -> Vec<Effect> {
        self.held = None;
        let runs = self.model.runs_mut().iter_mut();
        runs.for_each(Training::hide);
        self.model.park();
        self.take_effects()
    }

    fn controls(&self) -> Vec<Control> {
        M::CONTROLS.iter().map(|row| row.at(&self.model)).collect()
    }

    fn set(&mut self, name: &str, value: &str) -> Result<Vec<Effect>, BadValue> {
        let unknown = || BadValue::unknown_control(name, &self.controls());
        let control = Self::control(name).ok_or_else(unknown)?;
        control.set(&mut self.model, value)?;
        Ok(self.settle())
    }

    fn verbs(&self) -> Vec<Verb> {
        M::ACTIONS.iter().map(|row| row.at(&self.model)).collect()
    }

    fn act(&mut self, verb: &str, arguments: &str) -> Result<Vec<Effect>, BadValue> {
        let action = M::ACTIONS.iter().find(|action| action.name == verb);
        let unknown = || BadValue::unknown_verb(verb, &self.verbs());
        let action = action.ok_or_else(unknown)?;
        action.act(&mut self.model, arguments)?;
        Ok(self.settle())
    }

    fn costs(&self, line: &str) -> Option<String> {
        let mut words = line.split_whitespace();
        match (words.next()?, words.next(), words.next()) {
            ("set", Some(name), Some(value)) => Self::control(name)?.costs_at(&self.model, value),
            (verb, ..) => {
                let action = M::ACTIONS.iter().find(|action| action.name == verb)?;
                action.costs_now(&self.model)
            }
        }
    }

    fn steers(&self, control: &str) -> bool {
        Self::control(control).is_some_and(|control| control.steers_now(&self.model))
    }

    fn remark(&self, verb: &str) -> Option<&'static str> {
        let action = M::ACTIONS.iter().find(|action| action.name == verb)?;
        action.said_after()
    }

    fn moved_by(&self, verb: &str) -> &'static [&'static str] {
        let action = M::ACTIONS.iter().find(|action| action.name == verb);
        action.map_or(&[], |action| action.moved())
    }

    fn mover(&self, control: &str) -> Option<&'static str> {
        Self::control(control)?.moved_by(&self.model)
    }

    fn facts(&self) -> Vec<Fact> {
        let mut facts = Facts::default();
        self.model.facts(&mut facts);
        facts.into_list()
    }

    fn progress(&self) -> Option<String> {
        self.model.progress()
    }

    fn activity(&self) -> Activity {
        self.model.activity()
    }

    fn update(&mut self, msg: &Msg) -> Vec<Effect> {
        match msg {
            Msg::Input(Event::Tick(_)) => self.model.tick(),
            _ => match self.model.awaits().is_some_and(|data| data.receive(msg)) {
                true => self.model.data_came(),
                false => self.model.receive(msg),
            },
        }
        self.take_effects()
    }

    fn touch(&mut self, mouse: Mouse, area: Rect, free: &dyn Fn(&str) -> bool) -> Vec<Effect> {
        let panes = self.model.panes(area);
        if mouse.kind == MouseKind::Press {
            self.held = self.take_hold(&panes, (mouse.x, mouse.y));
        }
        let Some(held) = self.held.take() else {
            return Vec::new();
        };
        if let Some(pane) = panes.get(held.pane) {
            match pane.hand() {
                Some(Hand::Moves(moves)) => self.move_to(moves, &held, mouse, free),
                Some(Hand::Touches(touch)) => touch(&mut self.model, mouse, pane.area()),
                None => {}
            }
        }
        self.held = Some(held);
        self.settle()
    }

    fn moved_in_picture(&self) -> Vec<&'static str> {
        let panes = self.all_panes();
        let moves = panes.iter().filter_map(Pane::moves);
        moves.flat_map(|moves| moves.controls).copied().collect()
    }

    fn moved_at(
        &self,
        at: (u16, u16),
        area: Rect,
        free: &dyn Fn(&str) -> bool,
    ) -> Vec<&'static str> {
        let panes = self.model.panes(area);
        let held = self.take_hold(&panes, at);
        let moves = held.and_then(|held| Some((panes[held.pane].moves()?, held)));
        let Some((moves, held)) = moves else {
            return Vec::new();
        };
        let drag = Drag {
            from: held.from,
            to: held.from,
            is_press: true,
            began: &held.began,
            free,
            grid: &moves.grid,
        };
        let targets = (moves.to)(&self.model, &drag).into_iter();
        targets.map(|(name, _)| name).collect()
    }

    fn drag_help(&self) -> String {
        let panes = self.all_panes();
        let moves = panes.iter().filter_map(Pane::moves);
        moves.map(|moves| moves.help).collect::<Vec<_>>().join(" ")
    }

    fn keys(&self) -> &'static [(&'static str, &'static str)] {
        match self.model.brush() {
            Some(brush) if self.model.shows_sheet() => brush.keys(),
            _ => self.model.keys(),
        }
    }

    fn go_in(&mut self) {
        if let Some(brush) = self.model.brush_mut() {
            brush.lift();
        }
    }

    fn is_in_hand(&self) -> bool {
        self.model.shows_sheet() && self.model.brush().is_some_and(Brush::is_down)
    }

    fn press(&mut self, key: Key) -> Option<Vec<Effect>> {
        let shown = self.model.shows_sheet();
        let own = match self.model.brush_mut() {
            Some(brush) if shown => brush.press(key),
            _ => self.model.press(key),
        };
        own.then(|| self.settle())
    }

    fn draws(&self) -> Drawn {
        M::DRAWS
    }

    fn stays(&self) -> bool {
        M::STAYS
    }

    fn width(&self) -> u16 {
        M::WIDTH
    }

    fn spreads(&self) -> bool {
        self.model.spreads()
    }

    fn height(&self, width: u16) -> Height {
        self.model.height(width)
    }

    fn view(&self, area: Rect, buf: &mut Buffer, look: &Look) {
        for pane in self.model.panes(area) {
            pane.draw(&self.model, buf, look);
        }
    }

    fn hear_bets(&mut self, bets: &[(f64, bool)]) {
        self.model.hear_bets(bets);
    }

    fn bring(&mut self, own: Brought) -> Option<Vec<Effect>> {
        self.model.bring(own).then(|| self.settle())
    }

    fn made(&self) -> Vec<String> {
        let drawn = self.model.brush().map(Brush::made);
        let made = self.model.made().into_iter();
        made.chain(drawn.unwrap_or_default()).collect()
    }

    fn unmake(&mut self) -> Vec<Effect> {
        self.model.unmake();
        if let Some(brush) = self.model.brush_mut() {
            *brush = Brush::default();
        }
        self.settle()
    }

    fn jobs(&self) -> Vec<JobId> {
        self.model.runs().iter().map(Training::id).collect()
    }

    fn trained(&self) -> Vec<Arc<Checkpoint>> {
        let runs = self.model.runs().iter();
        runs.filter_map(Training::latest).cloned().collect()
    }

    fn run_name(&self, lane: u32) -> &'static str {
        self.model.run_name(lane)
    }

    fn restore(&mut self, trained: Arc<Checkpoint>) -> Vec<Effect> {
        self.model.restore(trained);
        self.take_effects()
    }

    fn code(&self) -> Option<String> {
        self.model.code()
    }

    fn shows_code(&self) -> bool {
        self.model.shows_code()
    }
}
