use super::*;

/// Four samples of three classes, worked out by hand: right, wrong with the truth next, wrong with
/// the truth last, and a tie that the first class wins.
fn four() -> Verdicts {
    let samples: [([f32; 3], usize); 4] = [
        ([0.75, 0.125, 0.125], 0),
        ([0.25, 0.5, 0.25], 0),
        ([0.125, 0.25, 0.625], 0),
        ([0.5, 0.5, 0.0], 1),
    ];
    Verdicts(
        samples
            .map(|(p, truth)| Verdict::of(&p, truth).unwrap())
            .to_vec(),
    )
}

#[test]
fn the_answer_and_the_next_likely_class_by_hand() {
    let answer = Answer::of(&[0.125, 0.25, 0.625]).unwrap();
    assert_eq!((answer.class, answer.next), (2, 1));
    assert_eq!(
        (answer.p, answer.next_p, answer.margin()),
        (0.625, 0.25, 2.5)
    );
    let tie = Answer::of(&[0.25; 4]).unwrap();
    assert_eq!((tie.class, tie.next, tie.margin()), (0, 1, 1.0));
    let sure = Answer::of(&[0.0, 1.0]).unwrap();
    assert_eq!(
        (sure.class, sure.next, sure.margin()),
        (1, 0, f64::INFINITY)
    );
    assert_eq!((Answer::of(&[1.0]), Answer::of(&[])), (None, None));
}

#[test]
fn the_place_of_the_truth_is_the_one_that_answers_give_in_their_order() {
    let places: Vec<usize> = four().0.iter().map(|verdict| verdict.place).collect();
    assert_eq!(places, [1, 2, 3, 2]);
    for p in [[0.5f32, 0.25, 0.25], [0.25, 0.25, 0.5], [0.0, 0.0, 1.0]] {
        let mut all: Vec<usize> = (0..3)
            .map(|truth| Verdict::of(&p, truth).unwrap().place)
            .collect();
        let answer = Answer::of(&p).unwrap();
        assert_eq!((all[answer.class], all[answer.next]), (1, 2), "{p:?}");
        all.sort_unstable();
        assert_eq!(all, [1, 2, 3], "each place once: {p:?}");
    }
    assert_eq!(Verdict::of(&[0.5, 0.5], 2), None);
}

#[test]
fn shares_counts_and_costs_by_hand() {
    let four = four();
    assert_eq!(
        (four.within(1), four.within(2), four.within(3)),
        (0.25, 0.75, 1.0)
    );
    assert_eq!(four.places(3), [1, 2, 1]);
    assert_eq!((four.wrong(), four.next_share()), (3, 2.0 / 3.0));
    assert_eq!(four.confusion(3), [[1, 1, 1], [1, 0, 0], [0, 0, 0]]);
    // -ln of 3/4, 1/4, 1/8 and 1/2.
    let expected = (4.0f64 / 3.0).ln() + 4f64.ln() + 8f64.ln() + 2f64.ln();
    assert!((four.mean_cost() - expected / 4.0).abs() < 1e-12);
}

#[test]
fn the_surest_come_first_and_equals_in_their_order() {
    let four = four();
    assert_eq!(four.surest_first(|verdict| !verdict.is_right()), [2, 1, 3]);
    assert_eq!(four.surest_first(|verdict| verdict.truth == 0), [0, 2, 1]);
    assert!(four.surest_first(|_| false).is_empty());
}

#[test]
fn a_probability_of_nothing_costs_much_and_not_without_end() {
    let verdict = Verdict::of(&[1.0, 0.0], 1).unwrap();
    assert!((87.0..88.0).contains(&verdict.cost), "{}", verdict.cost);
    let none = Verdicts::default();
    assert!(none.within(1).is_nan() && none.mean_cost().is_nan() && none.next_share().is_nan());
}
