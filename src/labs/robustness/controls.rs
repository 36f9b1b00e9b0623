//! What can be moved and done in the lab.

use super::reading::Treatment;
use super::subject::{DRAWING, KINDS, Subject};
use super::{
    Action, Control, DIGIT, DRAW, MAP, PIXELS, Robustness, SIDE, VIEWS, attack, facts, reading,
};
use crate::labs::BadValue;
use crate::labs::brush;
use crate::labs::language::places;
use crate::labs::model::Model;
use crate::labs::scale::Scale;
use crate::labs::table::Done;
use crate::labs::training;

/// Which class a step goes towards, by its place: the likeliest wrong one first, then 0 to 9.
const TOWARDS: [&str; 11] = ["any", "0", "1", "2", "3", "4", "5", "6", "7", "8", "9"];

/// Pixels that a picture can be shifted by.
const SHIFT: Scale = Scale::whole(-8.0, 8.0).unit("px");

/// What can be moved.
pub const CONTROLS: &[Control] = &[
    Control::choice(
        "what",
        "What the networks are shown: a digit, a letter, a piece of clothing, noise, nothing, or your own drawing.",
        &KINDS,
        |lab| lab.subject.kind,
        |lab, kind| lab.show(Subject { kind, nth: 0 }),
    ),
    Control::whole(
        "nth",
        "Which of its kind, counted from 0.",
        |lab| Scale::whole(0.0, (lab.subject.count() - 1) as f64),
        |lab| lab.subject.nth,
        |lab, nth| lab.show(Subject { nth, ..lab.subject }),
    )
    .note(|lab| {
        lab.data
            .ready()
            .map_or(String::new(), |data| lab.subject.words(data))
    }),
    Control::number(
        "right",
        "Pixels that the picture is shifted to the right.",
        |_| SHIFT,
        |lab| lab.treatment.disturbance.shift[0] as f64,
        |lab, by| lab.shift([by.round() as isize, lab.treatment.disturbance.shift[1]]),
    ),
    Control::number(
        "down",
        "Pixels that it is shifted down.",
        |_| SHIFT,
        |lab| lab.treatment.disturbance.shift[1] as f64,
        |lab, by| lab.shift([lab.treatment.disturbance.shift[0], by.round() as isize]),
    ),
    Control::number(
        "turn",
        "Degrees that it is turned clockwise.",
        |_| Scale::even((-180.0, 180.0), 5.0, 0).unit("°"),
        |lab| lab.treatment.disturbance.turn,
        |lab, by| lab.change(|to| to.disturbance.turn = by),
    ),
    Control::number(
        "size",
        "Its size, in percent.",
        |_| Scale::even((50.0, 150.0), 5.0, 0).unit("%"),
        |lab| 100.0 * lab.treatment.disturbance.size,
        |lab, by| lab.change(|to| to.disturbance.size = by / 100.0),
    ),
    Control::number(
        "pen",
        "Pixels that the pen is thicker by; below 0 it is thinner.",
        |_| Scale::whole(-2.0, 2.0).unit("px"),
        |lab| f64::from(lab.treatment.disturbance.pen),
        |lab, by| lab.change(|to| to.disturbance.pen = by.round() as i32),
    ),
    Control::toggle(
        "invert",
        "Whether ink and paper change places.",
        &["off", "on"],
        |lab| lab.treatment.disturbance.inverted,
        |lab, on| lab.change(|to| to.disturbance.inverted = on),
    ),
    Control::number(
        "noise",
        "The share of pixels that are made black or white at random, in percent.",
        |_| Scale::even((0.0, 50.0), 1.0, 0).unit("%"),
        |lab| 100.0 * lab.treatment.disturbance.noise,
        |lab, share| lab.change(|to| to.disturbance.noise = share / 100.0),
    ),
    Control::toggle(
        "centring",
        "Whether the middle of its mass is put into the middle before the networks see it.",
        &["off", "on"],
        |lab| lab.treatment.centred,
        |lab, on| lab.change(|to| to.centred = on),
    ),
    Control::choice(
        "towards",
        "The class that a step along the slope goes towards: any is the likeliest wrong one.",
        &TOWARDS,
        |lab| lab.treatment.towards.map_or(0, |class| class + 1),
        |lab, class| lab.treatment.towards = class.checked_sub(1),
    ),
    Control::number(
        "epsilon",
        "How far every pixel goes along the slope: 1 is from black to white.",
        |_| Scale::even((0.0, 0.3), 0.005, 3),
        |lab| lab.treatment.step,
        |lab, by| lab.treatment.step = by,
    )
    .symbol("ε"),
    Control::toggle(
        "network",
        "Which classifier answers: the one that ships, or yours, which learns from shifted digits.",
        &["shipped", "yours"],
        |lab| lab.own,
        |lab, own| lab.own = own,
    )
    .note(facts::who),
    Control::number(
        "reach",
        "Pixels to each side that your network's training digits are shifted by, at the most.",
        |_| Scale::whole(0.0, 4.0).unit("px"),
        |lab| lab.settings.reach as f64,
        |lab, reach| {
            let reach = reach.round() as usize;
            if reach != lab.settings.reach {
                lab.settings.reach = reach;
                lab.run.stop();
            }
        },
    )
    .costs(|lab| lab.run.discards()),
    training::epochs("How often your network sees the training digits, four times each."),
    Control::number(
        "budget",
        "Seconds of learning that may be spent; then the run waits.",
        |_| Scale::even((5.0, 60.0), 5.0, 0).unit("s"),
        |lab| lab.settings.budget,
        |lab, seconds| lab.settings.budget = seconds,
    )
    .note(|lab| format!("{:.0} s are spent", lab.run.seconds())),
    Control::choice(
        "view",
        "What is shown: the picture with its bars and its reconstruction, the map of all shifts, the surest mistakes, whether sure answers are right, how many pixels break a digit, the cures, or your own drawing.",
        &VIEWS,
        |lab| lab.view,
        |lab, view| lab.view = view,
    ),
    Control::toggle(
        "score",
        "Whether the figures over many pictures are told: hidden where they are asked for.",
        &["hidden", "shown"],
        |lab| lab.score,
        |lab, score| lab.score = score,
    ),
];

/// What can be done beside.
pub const ACTIONS: &[Action] = &[
    // The network that ships is not trained: only of one's own there is a key for it.
    training::train().keyed_if(|lab: &Robustness| lab.own),
    training::step().keyed_if(|lab: &Robustness| lab.own),
    training::reset().keyed_if(|lab: &Robustness| lab.own),
    Action::new(
        "best",
        "Flip the pixel that helps most, by the slope.",
        Robustness::flip_best,
    )
    .key('f', |_| "flip the best pixel")
    .keyed_if(|lab| lab.view == DIGIT),
    Action::with(
        "flip",
        "X Y",
        "Make the pixel of a column and a row black if it is nearer to white, and white if not.",
        |lab, said| {
            let last = (SIDE - 1) as f64;
            for [x, y] in places("flip", said, (0.0, last))? {
                lab.flip([x.round() as usize, y.round() as usize]);
            }
            Ok(())
        },
    ),
    brush::ink(),
    Action::new(
        "undo",
        "Take the last pixel, or the last stroke, back.",
        Robustness::undo,
    )
    .key('u', |lab| match lab.view {
        _ if lab.shows_sheet() && lab.brush.paper.can_undo() => "undo",
        DIGIT if !lab.flips.is_empty() => "undo",
        _ => "",
    }),
    brush::clear(),
    Action::new(
        "calm",
        "Nothing is done to the picture any more.",
        |lab: &mut Robustness| {
            lab.change(|to| {
                *to = Treatment {
                    disturbance: Default::default(),
                    step: 0.0,
                    ..*to
                };
            });
            Ok(())
        },
    )
    .key('z', |lab| if lab.is_disturbed() { "as it was" } else { "" })
    .keyed_if(|lab| matches!(lab.view, DIGIT | MAP))
    .moves(&["right", "down", "turn", "size", "pen", "noise", "epsilon"]),
];

impl Robustness {
    /// Disturbs the picture otherwise.
    pub(super) fn change(&mut self, change: impl FnOnce(&mut Treatment)) {
        change(&mut self.treatment);
        self.forget_flips();
    }

    pub(super) fn shift(&mut self, shift: [isize; 2]) {
        self.change(|to| to.disturbance.shift = shift);
    }

    /// Whether anything is done to the picture.
    pub(super) fn is_disturbed(&self) -> bool {
        let treatment = &self.treatment;
        treatment.disturbance != Default::default()
            || treatment.step > 0.0
            || !self.flips.is_empty()
    }

    /// Makes a pixel black or white, whichever it is further from; the same pixel again has it back.
    pub(super) fn flip(&mut self, [x, y]: [usize; 2]) {
        let at = y * SIDE + x;
        let was_flipped = self.flips.iter().position(|flip| flip.0 == at);
        if let Some(flip) = was_flipped {
            self.flips.remove(flip);
        } else if let Some(ink) = self.seen.as_ref().and_then(|seen| seen.pixels.get(at)) {
            self.flips.push((at, if *ink < 0.5 { 1.0 } else { 0.0 }));
        }
    }

    /// The pixel that brings the picture nearest to the class, by the slope.
    fn flip_best(&mut self) -> Done {
        let waits = || BadValue::NotYet("the digits are still being unpacked".into());
        let (data, seen) = self
            .data
            .ready()
            .zip(self.seen.as_ref())
            .ok_or_else(waits)?;
        let network = self.network().ok_or_else(waits)?;
        let label = self.subject.label(data);
        let class = reading::target(&seen.p, label, self.treatment.towards);
        let best = attack::best_pixel(network, &seen.pixels, class);
        let (at, ink) = best.ok_or(BadValue::NotNow("no pixel would help"))?;
        debug_assert!(at < PIXELS);
        self.flips.retain(|flip| flip.0 != at);
        self.flips.push((at, ink));
        Ok(())
    }

    fn undo(&mut self) -> Done {
        if !self.shows_sheet() && self.flips.pop().is_some() {
            return Ok(());
        }
        match self.view == DRAW || self.subject.kind == DRAWING {
            true => self.brush.undo(),
            false => Err(BadValue::NotNow("there is nothing to undo")),
        }
    }
}
