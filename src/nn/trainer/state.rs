//! Taking what the optimizer remembers out of a trainer, and into another.

use crate::{Error, OptimizerState, Trainer};

impl Trainer {
    /// A copy of what the optimizer remembers, to go on elsewhere.
    pub fn state(&self) -> OptimizerState {
        OptimizerState {
            name: self.optimizer.name(),
            step: self.steps,
            first: self.remembered(0),
            second: self.remembered(1),
        }
    }

    fn remembered(&self, slot: usize) -> Vec<f32> {
        let shares = if slot < self.optimizer.slots() {
            &self.shares[..]
        } else {
            &[]
        };
        let parts: Vec<&[f32]> = shares.iter().map(|share| share.remembered(slot)).collect();
        parts.concat()
    }

    /// Goes on from a state, with any number of threads.
    ///
    /// # Errors
    /// [`Error::WrongState`] if it belongs to another optimizer or another number of weights.
    pub fn set_state(&mut self, state: &OptimizerState) -> Result<(), Error> {
        let (name, expected) = (self.optimizer.name(), self.model.parameters());
        let second = if self.optimizer.slots() > 1 {
            expected
        } else {
            0
        };
        if state.name != name || state.first.len() != expected || state.second.len() != second {
            let (found_name, found) = (state.name, state.first.len());
            return Err(Error::WrongState {
                name,
                found_name,
                expected,
                found,
            });
        }
        self.steps = state.step;
        for share in &mut self.shares {
            share.remember(0, &state.first);
            if second > 0 {
                share.remember(1, &state.second);
            }
        }
        Ok(())
    }
}
