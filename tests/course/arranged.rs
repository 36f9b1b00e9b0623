//! Things put in their places on the screen: by keys and by mouse, at every size, from day to day.

use crate::common;
use crate::common::{ascii, course, open, plain};
use handson::app::App;
use handson::lesson::model::{Arrangement, Block, Inline};
use handson::progress::{Answer, Progress};
use handson::session::headless::Headless;
use handson::ui::Look;
use std::sync::Arc;

const SIZE: (u16, u16) = (80, 24);
const ORDER: &str = "09:update";
const MATCH: &str = "09:words";

fn asked(place: &str) -> Arrangement {
    let course = course();
    let (lesson, step) = course.find(place).expect("the step exists");
    let blocks = &course.lessons[lesson].steps[step].blocks;
    let asked = blocks.iter().find_map(|block| match block {
        Block::Arrangement(it) => Some(it.clone()),
        _ => None,
    });
    asked.expect("the step has one")
}

/// Where each thing stands on the screen: its own place, and the row, from the top.
fn standing(session: &mut Headless, it: &Arrangement) -> Vec<(usize, u16)> {
    let rows = session.rows();
    let begins = |thing: usize| {
        let Inline::Text(text) = &it.things[thing][0] else {
            panic!("a thing of words");
        };
        // In a narrow column only the beginning stands on the first row.
        let begin: String = text.chars().take(20).collect();
        let is_here = |row: usize| {
            let next = rows.get(row + 1).map_or("", String::as_str);
            let whole = match rows[row].contains(text.as_str()) {
                true => rows[row].clone(),
                false => format!("{}{next}", rows[row]),
            };
            rows[row].contains(begin.trim_end())
                && whole.contains("never") == text.contains("never")
        };
        let row = (2..rows.len()).find(|row| is_here(*row));
        row.unwrap_or_else(|| panic!("no {begin:?} in\n{}", rows.join("\n")))
    };
    let mut all: Vec<(usize, u16)> = (0..it.things.len())
        .map(|thing| (thing, begins(thing) as u16))
        .collect();
    all.sort_by_key(|(_, row)| *row);
    all
}

fn things(session: &mut Headless, it: &Arrangement) -> Vec<usize> {
    let standing = standing(session, it);
    standing.into_iter().map(|(thing, _)| thing).collect()
}

/// The keys that put everything in its place, the mark being on the first.
fn keys_for(mut now: Vec<usize>, it: &Arrangement) -> String {
    let mut keys = String::new();
    let mut mark = 0;
    for place in 0..now.len() {
        let from = now.iter().position(|thing| *thing == place).unwrap();
        if from == place {
            continue;
        }
        match from > mark {
            true => keys.push_str(&format!("Down*{} ", from - mark)),
            false if from < mark => keys.push_str(&format!("Up*{} ", mark - from)),
            false => {}
        }
        keys.push_str(&format!("Space Up*{} Space ", from - place));
        match it.places {
            None => {
                let thing = now.remove(from);
                now.insert(place, thing);
            }
            Some(_) => now.swap(from, place),
        }
        mark = place;
    }
    keys
}

fn kept(session: &Headless, it: &Arrangement) -> Option<(bool, bool)> {
    let saved = session.saved().cloned().unwrap_or_default();
    let answered = saved.answered("autoencoder", &it.id)?;
    Some((answered.first.settles(), answered.right.is_some()))
}

fn all_sizes() -> Vec<((u16, u16), Look)> {
    let sizes = [(80, 24), (100, 30), (140, 45), (52, 24)];
    let looks = || [plain(), ascii()];
    let all = sizes.into_iter();
    all.flat_map(|size| looks().map(|look| (size, look)))
        .collect()
}

#[test]
fn both_are_put_right_with_arrows_space_and_enter_at_every_size() {
    for (place, (size, look)) in [ORDER, MATCH]
        .into_iter()
        .flat_map(|place| all_sizes().into_iter().map(move |at| (place, at)))
    {
        let it = asked(place);
        let mut session = open(place, size, look);
        let now = things(&mut session, &it);
        assert_ne!(now, (0..now.len()).collect::<Vec<_>>());
        session.play(&keys_for(now.clone(), &it)).unwrap();
        let sorted: Vec<usize> = (0..now.len()).collect();
        assert_eq!(things(&mut session, &it), sorted, "{}", session.screen());
        assert_eq!(kept(&session, &it), None, "judged on Enter alone");
        session.play("Enter").unwrap();
        assert_eq!(kept(&session, &it), Some((true, true)), "{place} {size:?}");
        assert!(session.screen().contains("Right"), "{}", session.screen());
    }
}

#[test]
fn enter_before_anything_was_moved_is_no_answer() {
    for place in [ORDER, MATCH] {
        let it = asked(place);
        let mut session = open(place, SIZE, plain());
        session.play("Enter").unwrap();
        assert!(session.screen().contains("nothing is moved yet"));
        // With a thing in the hand Enter puts that down.
        session.play("Space Down Enter").unwrap();
        assert_eq!(kept(&session, &it), None);
    }
}

#[test]
fn a_wrong_answer_says_how_many_are_right_and_the_first_try_counts() {
    for (place, said) in [
        (ORDER, "Not yet: 3 of 5 stood in their places."),
        (MATCH, "Not yet: 5 of 7 pairs were right."),
    ] {
        let it = asked(place);
        let mut session = open(place, SIZE, plain());
        let now = things(&mut session, &it);
        session.play(&keys_for(now, &it)).unwrap();
        // The mark goes to the last but one, and its thing one down.
        let last = it.things.len() - 1;
        session.play("Up*9").unwrap();
        let at = session.rows();
        let at = at.iter().position(|row| row.trim_start().starts_with('►'));
        let rows = standing(&mut session, &it);
        let at = rows
            .iter()
            .position(|(_, row)| Some(usize::from(*row)) == at);
        let at = at.expect("the mark is on a thing");
        let to = match at < last {
            true => format!("Down*{}", last - 1 - at),
            false => "Up".to_owned(),
        };
        session
            .play(&format!("{to} Space Down Space Enter"))
            .unwrap();
        let screen = session.screen();
        assert!(screen.contains(said), "{screen}");
        assert_eq!(kept(&session, &it), Some((false, false)));
        session.play("Space Up Space Enter").unwrap();
        assert_eq!(kept(&session, &it), Some((false, true)));
    }
}

#[test]
fn esc_puts_back_what_is_in_the_hand_and_the_arrows_walk_again() {
    let it = asked(ORDER);
    let mut session = open(ORDER, SIZE, plain());
    let before = things(&mut session, &it);
    session.play("Space Down*3").unwrap();
    assert_ne!(things(&mut session, &it), before);
    let footer = session.rows().pop().unwrap();
    for said in ["↑↓ carry", "Space put down", "Esc put back"] {
        assert!(footer.contains(said), "{footer}");
    }
    assert!(!footer.contains("choose"), "{footer}");
    session.play("Esc Down").unwrap();
    assert_eq!(things(&mut session, &it), before);
}

#[test]
fn the_mouse_drags_a_thing_and_a_click_takes_it_up_for_the_next_one() {
    for (place, is_match) in [(ORDER, false), (MATCH, true)] {
        let it = asked(place);
        let mut session = open(place, SIZE, plain());
        let before = standing(&mut session, &it);
        let order: Vec<usize> = before.iter().map(|(thing, _)| *thing).collect();
        let (first, third) = (before[0].1, before[2].1);
        let mut moved = order.clone();
        match is_match {
            true => moved.swap(0, 2),
            false => moved[..3].rotate_left(1),
        }
        let down: String = (first..=third).map(|y| format!("drag@20,{y} ")).collect();
        session
            .play(&format!("press@20,{first} {down} release@20,{third}"))
            .unwrap();
        assert_eq!(things(&mut session, &it), moved, "{}", session.screen());
        assert!(!session.rows().pop().unwrap().contains("put down"));
        // Back again, by two clicks.
        let third = standing(&mut session, &it)[2].1;
        session.play(&format!("click@20,{third}")).unwrap();
        assert!(session.rows().pop().unwrap().contains("put down"));
        session.play(&format!("click@20,{first}")).unwrap();
        assert_eq!(things(&mut session, &it), order, "{}", session.screen());
        assert!(!session.rows().pop().unwrap().contains("put down"));
        // A hand beyond the ends carries to the end.
        session
            .play(&format!("press@20,{first} drag@20,23 release@20,23"))
            .unwrap();
        let last = things(&mut session, &it).pop();
        assert_eq!(last, Some(order[0]), "{}", session.screen());
    }
}

#[test]
fn a_digit_carries_in_an_order_to_that_place() {
    let it = asked(ORDER);
    let mut session = open(ORDER, SIZE, plain());
    let mut expected = things(&mut session, &it);
    expected[..4].rotate_left(1);
    session.play("4").unwrap();
    assert_eq!(things(&mut session, &it), expected);
}

#[test]
fn what_is_right_stays_on_another_day_and_what_is_not_begins_anew() {
    let course = course();
    for place in [ORDER, MATCH] {
        let it = asked(place);
        let at = course.find(place).unwrap();
        let on_day = |progress: &Progress, day: u64| {
            let app = App::new(Arc::clone(&course), progress.clone(), plain(), at);
            Headless::new(app, 80, 24).at(day * 86_400)
        };
        let sorted: Vec<usize> = (0..it.things.len()).collect();
        let mut progress = Progress::default();
        let answer = |right: bool| Answer::Arranged {
            things: if right { sorted.clone() } else { vec![1, 0] },
            right,
        };
        progress.answer("autoencoder", &it.id, answer(false), 5);
        let mut begun = std::collections::BTreeSet::new();
        for day in 1..6 {
            let mut session = on_day(&progress, day);
            let now = things(&mut session, &it);
            assert_ne!(now, sorted);
            assert!(!session.screen().contains("Not yet"));
            begun.insert(now);
        }
        assert!(begun.len() > 1, "the order is that of a day");
        progress.answer("autoencoder", &it.id, answer(true), 6);
        let mut session = on_day(&progress, 9);
        assert_eq!(things(&mut session, &it), sorted);
        assert!(session.screen().contains("Right"), "{}", session.screen());
    }
}

#[test]
fn an_order_and_a_match_are_of_a_lessons_own_test_like_any_other_question() {
    let mut course = (*course()).clone();
    let (lesson, _) = course.find(ORDER).expect("the step exists");
    for step in &mut course.lessons[lesson].steps {
        let place = format!("09:{}", step.id);
        for block in &mut step.blocks {
            match block {
                Block::Arrangement(it) => it.test = [ORDER, MATCH].contains(&&place[..]),
                Block::Quiz(it) => it.test = false,
                Block::Number(it) => it.test = false,
                Block::Task(it) => it.test = false,
                _ => {}
            }
        }
    }
    let course = Arc::new(course);
    let begin = || common::at_step(Arc::clone(&course), (lesson, 0), SIZE, plain());
    let answer = |session: &mut Headless, place: &str| {
        let it = asked(place);
        let keys = keys_for(things(session, &it), &it);
        session.play(&format!("{keys} Enter")).unwrap();
    };
    let mut session = begin();
    session.play("Esc T").unwrap();
    assert!(
        session.screen().contains("test 1 of 2"),
        "{}",
        session.screen()
    );
    answer(&mut session, ORDER);
    assert!(
        session
            .screen()
            .contains("1 right, 1 to go. T: the next one."),
        "{}",
        session.screen()
    );
    session.play("T").unwrap();
    assert!(
        session.screen().contains("test 2 of 2"),
        "{}",
        session.screen()
    );
    answer(&mut session, MATCH);
    let screen = session.screen();
    assert!(
        screen.contains("The test is over: 2 of 2 right"),
        "{screen}"
    );
    let known = |session: &Headless| session.saved().is_some_and(|it| it.is_known("autoencoder"));
    assert!(known(&session));

    let mut session = begin();
    session.play("Esc T Space Down Space Enter").unwrap();
    let screen = session.screen();
    assert!(
        screen.contains("0 of 2 right at the first try so far. T:"),
        "{screen}"
    );
    session.play("T").unwrap();
    answer(&mut session, MATCH);
    let screen = session.screen();
    assert!(
        screen.contains("The test is over: 1 of 2 right at the first try, wrong in "),
        "{screen}"
    );
    assert!(!known(&session));
}
