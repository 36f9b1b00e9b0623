//! What lies behind the text: what the terminal told, and what the learner chose instead.

use super::App;
use crate::event::{Abilities, Background, ColorTier};
use crate::msg::Effect;
use crate::ui::theme::Theme;

/// What lies behind the text, as far as anybody has said.
pub(super) struct Paper {
    /// By flag, answer or environment.
    told: Background,
    /// By the learner, who sees it.
    chosen: Option<Background>,
}

impl Paper {
    pub(super) fn new(told: Background, kept: Option<&str>) -> Self {
        Self {
            told,
            chosen: kept.and_then(Background::named),
        }
    }

    fn shown(&self) -> Background {
        self.chosen.unwrap_or(self.told)
    }

    /// The other one, then this one for sure, then what the terminal tells.
    fn turn(&mut self) {
        let other = self.told.turned();
        self.chosen = match self.chosen {
            None => Some(other),
            Some(chosen) if chosen == other => Some(other.turned()),
            Some(_) => None,
        };
    }
}

impl App {
    /// What the command line says lies behind the text holds until the learner turns it.
    pub fn lay_on(&mut self, background: Background) {
        self.paper = Paper::new(background, None);
        self.paint_for(self.look.theme.tier());
        self.lay_out();
    }

    /// The terminal has told what it can show.
    pub(super) fn show_on(&mut self, can: Abilities) {
        self.paper.told = can.background;
        self.look.glyphs.ascii = can.ascii;
        self.paint_for(can.color);
    }

    /// The learner turns the background, which is kept.
    pub(super) fn turn_background(&mut self) -> Vec<Effect> {
        self.paper.turn();
        self.paint_for(self.look.theme.tier());
        let chosen = self.paper.chosen.map_or("auto", Background::name);
        self.progress.choose_background(chosen);
        let said = match (self.paper.chosen, self.paper.told) {
            (Some(Background::Light), _) => "colours are for a light background now: b turns it",
            (Some(_), _) => "colours are for a dark background now: b turns it",
            (None, Background::Light) => "the background is what the terminal says: light",
            (None, Background::Dark) => "the background is what the terminal says: dark",
            (None, Background::Unknown) => "colours are for any background now: b turns it",
        };
        self.say(said);
        vec![Effect::Save(self.progress.clone())]
    }

    fn paint_for(&mut self, tier: ColorTier) {
        self.look.theme = Theme::new(tier, self.paper.shown());
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use Background::{Dark, Light, Unknown};

    #[test]
    fn the_first_turn_always_changes_what_is_seen_and_the_third_leaves_it_to_the_terminal() {
        for (told, seen) in [
            (Dark, [Light, Dark, Dark]),
            (Light, [Dark, Light, Light]),
            (Unknown, [Light, Dark, Unknown]),
        ] {
            let mut paper = Paper::new(told, None);
            let turns = seen.map(|_| {
                paper.turn();
                paper.shown()
            });
            assert_eq!(turns, seen);
            assert_eq!(paper.chosen, None);
        }
    }

    #[test]
    fn what_the_learner_chose_stands_above_what_the_terminal_tells() {
        assert_eq!(Paper::new(Dark, Some("light")).shown(), Light);
        assert_eq!(Paper::new(Dark, Some("auto")).shown(), Dark);
        assert_eq!(Paper::new(Light, None).shown(), Light);
    }
}
