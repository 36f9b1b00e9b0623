//! The text of a step as it was set: as long as step, look and screen stay, text of the same width
//! and formulas is the same, however much else on the page changes.

#[cfg(test)]
use super::count;
use crate::lesson::model::Block;
use crate::screens::exercise::Hints;
use crate::ui::Look;
use crate::ui::text::{Formulas, layout};
use ratatui::layout::Rect;
use ratatui::text::Line;
use std::cell::RefCell;
use std::collections::HashMap;
use std::ops::Range;
use std::sync::Arc;

/// Which text it is and how it is set: its blocks, its width, its formulas.
type Key = (Range<usize>, u16, Formulas);

/// An exercise by its block, at a width, with so much shown of it, wrong answers included or not.
type Asked = (usize, u16, Hints, bool);

/// The texts of one step.
#[derive(Default)]
pub struct Texts {
    /// What they are set for.
    screen: Option<(Look, Rect)>,
    set: RefCell<HashMap<Key, Arc<[Line<'static>]>>>,
    /// The most rows that an exercise takes.
    most: RefCell<HashMap<Asked, u16>>,
}

impl Texts {
    /// On another screen nothing holds that was set.
    pub fn fit(&mut self, look: &Look, area: Rect) {
        let fits = |(set, on): &(Look, Rect)| set == look && *on == area;
        if !self.screen.as_ref().is_some_and(fits) {
            *self = Self {
                screen: Some((look.clone(), area)),
                ..Self::default()
            };
        }
    }

    /// The most rows that an exercise of the step takes, counted once.
    pub fn most_rows(&self, asked: Asked, count: impl FnOnce() -> usize) -> u16 {
        let mut most = self.most.borrow_mut();
        let anew = || u16::try_from(count()).unwrap_or(u16::MAX);
        *most.entry(asked).or_insert_with(anew)
    }

    /// Blocks of the step in lines, known by their place in it.
    pub fn lines(
        &self,
        at: Range<usize>,
        blocks: &[Block],
        width: u16,
        formulas: Formulas,
    ) -> Arc<[Line<'static>]> {
        let Some((look, _)) = &self.screen else {
            return Arc::default();
        };
        let key = (at, width, formulas);
        let mut set = self.set.borrow_mut();
        let anew = || {
            #[cfg(test)]
            count::add(count::Of::Texts);
            layout(blocks, width, formulas, look).into()
        };
        Arc::clone(set.entry(key).or_insert_with(anew))
    }
}
