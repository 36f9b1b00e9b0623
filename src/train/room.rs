//! Whether there is memory for a training, asked before it begins: what is missing later ends the
//! program.

use crate::dataset::room::has_room;
use crate::nn::{Error, Shape, available_threads};
use crate::train::{Plan, layers};

/// What the rest of the program may need beside a training: screen, pictures, what is kept.
const SPARE: usize = 48 << 20;

/// Copies of the weights: the model's, the shares', gradients, what the optimizer remembers,
/// checkpoints on their way.
const COPIES: usize = 12;

/// The stack of a thread, and what the system keeps for it.
const THREAD: usize = 3 << 20;

/// Pictures that a thread takes through convolutions at once.
const AT_ONCE: usize = 16;

/// Refuses a training for which there is no memory.
pub(super) fn check(plan: &Plan) -> Result<(), Error> {
    let needed = needed(plan);
    match has_room(needed.saturating_add(SPARE)) {
        true => Ok(()),
        false => Err(Error::Memory {
            megabytes: needed.div_ceil(1_000_000),
        }),
    }
}

/// Bytes that a training takes beside its samples, about.
fn needed(plan: &Plan) -> usize {
    let threads = match plan.threads() {
        0 => available_threads(),
        threads => threads,
    };
    let (mut of_sample, mut of_thread) = (plan.inputs(), 0_usize);
    for (shape, _) in layers::shapes(plan.inputs(), plan.layers()) {
        let kept = match shape {
            Shape::Row(_) => &mut of_sample,
            Shape::Picture { .. } => &mut of_thread,
        };
        *kept = kept.saturating_add(shape.numbers());
    }
    // Of each unit its value and its gradient, for every sample of a batch; of pictures for those that a
    // thread is at, which are few.
    let values = of_sample.saturating_mul(2 * plan.batch_size());
    let values = values.saturating_add(of_thread.saturating_mul(2 * AT_ONCE * threads));
    let numbers = values.saturating_add(plan.parameters().saturating_mul(COPIES));
    numbers.saturating_mul(4).saturating_add(threads * THREAD)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::train::{Preset, Spec};

    fn plan(spec: &Spec) -> Plan {
        Preset::Autoencoder.check(spec, 60_000).unwrap()
    }

    #[test]
    fn the_course_s_training_takes_tens_of_megabytes_and_a_huge_batch_more() {
        let usual = plan(&Preset::Autoencoder.spec());
        assert!((15..60).contains(&(needed(&usual) / 1_000_000)));
        assert!(check(&usual).is_ok());
        let spec = Spec {
            batch_size: Some(60_000),
            ..Preset::Autoencoder.spec()
        };
        assert!(needed(&plan(&spec)) > 500_000_000);
    }
}
