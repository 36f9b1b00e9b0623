use super::*;
use crate::labs::say;

#[test]
fn train_takes_a_number_of_epochs_and_nothing_else() {
    let mut lab = Autoencoder::new(0);
    assert!(say(&mut lab, "train 3 epochs").is_ok());
    assert_eq!((lab.settings.epochs, lab.run.is_wanted()), (3, true));
    assert!(say(&mut lab, "train 1 epoch").is_ok());
    assert_eq!((lab.settings.epochs, lab.run.is_wanted()), (1, true));
    for line in [
        "train three epochs",
        "train 0 epochs",
        "train 3",
        "step 4",
        "reset now",
    ] {
        let refused = say(&mut lab, line).map(drop);
        assert!(
            matches!(refused, Err(BadValue::NotAllowed { .. })),
            "{line}: {refused:?}"
        );
    }
    assert_eq!(lab.settings.epochs, 1);
}
