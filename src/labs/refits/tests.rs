use super::*;
use crate::labs::Lab;
use crate::labs::hosted::Hosted;
use crate::labs::testing::{number_of, worked};

/// As many refits of each size as are asked for, their errors made up.
fn filled(nets: [f64; SIZES.len()]) -> Refits {
    let mut lab = Refits::new(0);
    for (size, net) in nets.into_iter().enumerate() {
        lab.refits[size] = vec![Refit { line: 3.0, net }; REFITS as usize];
    }
    lab
}

#[test]
fn enough_is_the_first_size_after_which_no_mean_is_a_tenth_above_the_last() {
    assert_eq!(
        filled([9.0, 5.0, 3.0, 2.3, 2.3, 2.19, 2.1, 2.0]).enough(Refits::nets),
        Some(160)
    );
    assert_eq!(
        filled([9.0, 2.1, 3.0, 2.1, 2.1, 2.1, 2.1, 2.0]).enough(Refits::nets),
        Some(80)
    );
    assert_eq!(filled([2.0; 8]).enough(Refits::lines), Some(10));
    let mut lab = filled([2.0; 8]);
    lab.refits[2].pop();
    assert_eq!(lab.enough(Refits::nets), None, "not before all are known");
}

#[test]
fn refits_come_a_few_at_a_time_until_there_are_twenty_and_a_reset_drops_what_is_under_way() {
    let mut lab = Hosted::new(Refits::new(0));
    let effects = lab.act("refit", "").expect("it begins");
    assert_eq!((effects.len(), lab.activity()), (1, Activity::Moves));
    worked(effects, &mut |msg| lab.update(msg));
    assert_eq!((lab.refits[0].len(), lab.activity()), (20, Activity::Still));
    assert!(lab.act("refit", "").is_err());
    assert!(number_of(&lab, "net_10") > number_of(&lab, "line_10"));
    assert!(lab.set("n", "20").is_ok());
    let late = lab.act("refit", "").expect("it begins");
    assert!(lab.act("reset", "").is_ok());
    worked(late, &mut |msg| lab.update(msg));
    assert!(lab.refits.iter().all(Vec::is_empty) && lab.activity() == Activity::Still);
}
