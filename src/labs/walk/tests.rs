use super::*;
use crate::event::{Mouse, MouseKind};
use crate::labs::hosted::Hosted;
use crate::labs::testing::{number_of, opened, screen};
use crate::labs::{Lab, say};

fn after(lines: &[&str]) -> Hosted<Walk> {
    opened(Walk::new(0), lines)
}

#[test]
fn at_the_ends_the_blend_is_the_digits_themselves() {
    let lab = after(&[]);
    let (coded, _) = lab.data.ready().unwrap();
    let [_, pixels] = lab.ways().unwrap();
    assert_eq!(pixels.picture(0), coded.digits.grey(lab.ends[0]));
    assert_eq!(pixels.picture(STEPS), coded.digits.grey(lab.ends[1]));
}

#[test]
fn nowhere_on_the_way_is_it_less_sure_than_at_the_least_sure_stop() {
    let mut lab = after(&[]);
    let least = number_of(&lab, "least_code");
    let at = number_of(&lab, "least_code_at");
    for stop in 0..=STEPS {
        say(
            &mut lab,
            &format!("set along {}", stop as f64 / STEPS as f64),
        )
        .unwrap();
        assert!(number_of(&lab, "sure_code") >= least);
    }
    say(&mut lab, &format!("set along {at}")).unwrap();
    assert_eq!(number_of(&lab, "sure_code"), least);
}

#[test]
fn halfway_between_many_pairs_it_is_as_sure_of_the_blend_as_of_the_code() {
    let lab = after(&[]);
    let half = ["half_code", "half_pixels"].map(|name| number_of(&lab, name));
    // The calibration found 0.83 and 0.84 over three networks.
    assert!(
        half.iter().all(|sure| (0.78..0.9).contains(sure)),
        "{half:?}"
    );
    assert!((0.4..0.6).contains(&number_of(&lab, "pixels_doubt")));
}

#[test]
fn a_hand_on_the_stops_goes_there() {
    let mut lab = after(&[]);
    let area = Rect::new(0, 0, 76, 14);
    let touch = |lab: &mut Hosted<Walk>, x| {
        let mouse = Mouse {
            kind: MouseKind::Press,
            x,
            y: 12,
        };
        lab.touch(mouse, area, &|_| true);
        number_of(lab, "along")
    };
    assert_eq!(touch(&mut lab, 8 + 25), 0.5);
    assert_eq!(touch(&mut lab, 0), 0.0);
    assert_eq!(touch(&mut lab, 75), 1.0);
}

#[test]
fn what_is_asked_is_not_told() {
    let lab = after(&["set judged hidden", "set many hidden"]);
    let told = lab.visible_facts();
    for name in ["sure_code", "read_pixels", "half_code"] {
        assert!(told.iter().all(|fact| fact.name != name), "{name}");
    }
    assert!(!screen(&lab, 78, 16, true).join("\n").contains("doubt"));
}
