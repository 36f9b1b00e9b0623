//! Fields, marks, and keys that are text: what a key does is what it looks as if it did.

use crate::common::fields::{field, open_at, type_in};
use crate::common::{at_step, course, plain};
use handson::app::App;
use handson::lesson::model::Block;
use handson::progress::{Answer, Progress};
use handson::session::headless::Headless;
use std::sync::Arc;

#[test]
fn no_learner_leaves_a_step_or_the_course_by_typing_an_answer() {
    let answers = [
        "sqrt(4)",
        "ln(2*pi)*5/2+2",
        "none",
        "quite a lot",
        "pi/2",
        "0.0013",
    ];
    let course = course();
    for place in [
        "03:rules",
        "05:begins",
        "07:numbers",
        "04:tails",
        "06:dies",
        "01:drawing",
    ] {
        for knob in ["", "Up", "Tab"] {
            for answer in answers {
                let at = course.find(place).unwrap();
                let mut session = at_step(Arc::clone(&course), at, (80, 24), plain());
                session.play(knob).unwrap();
                let head = session.rows()[0].clone();
                type_in(&mut session, answer);
                assert!(!session.ended(), "{place} {knob}: {answer}");
                let what = format!("{place} {knob}: {answer}: {}", session.screen());
                assert!(session.rows()[0] == head, "{what}");
            }
        }
    }
}

#[test]
fn an_answer_typed_once_more_where_the_field_is_gone_does_not_leave() {
    let mut session = open_at("04:any");
    type_in(&mut session, "1.96*2");
    session.play("Enter").unwrap();
    type_in(&mut session, "1,96*sqrt(4)");
    assert!(!session.ended(), "{}", session.screen());
    session.play("Down q").unwrap();
    assert!(session.ended(), "a q by itself leaves");
}

#[test]
fn a_field_alone_on_a_step_keeps_the_keys() {
    let mut session = open_at("05:total");
    type_in(&mut session, "1");
    session.play("Down Up").unwrap();
    type_in(&mut session, "4");
    assert_eq!(field(&mut session), "14");
}

#[test]
fn the_contents_go_back_to_where_one_is() {
    let mut session = open_at("03:who");
    let before = session.screen();
    session.play("c Enter").unwrap();
    assert_eq!(session.screen(), before);
}

#[test]
fn a_lesson_is_gone_back_to_at_the_first_step_that_is_still_open() {
    let mut session = open_at("06:which");
    session.play("Right Esc c").unwrap();
    let up = |session: &mut Headless, to: &str, key: &str| {
        for _ in 0..9 {
            let rows = session.rows();
            let marked = rows.iter().find(|row| row.contains('►'));
            if marked.is_some_and(|row| row.contains(to)) {
                break;
            }
            session.play(key).unwrap();
        }
        session.play("Enter").unwrap();
    };
    up(&mut session, "Classification", "Up");
    assert!(session.screen().contains("03 "), "{}", session.screen());
    session.play("c").unwrap();
    up(&mut session, "Maximum likelihood", "Down");
    assert!(session.screen().contains("1 of 13"), "{}", session.screen());
}

#[test]
fn with_a_knob_chosen_a_number_begins_the_answer_and_moves_no_knob() {
    let mut session = open_at("04:tails");
    session.play("Up").unwrap();
    let knob = |session: &mut Headless| {
        let rows = session.rows();
        rows.into_iter()
            .find(|row| row.contains("high"))
            .expect("a knob")
    };
    let before = knob(&mut session).replace('►', " ");
    type_in(&mut session, "0.0013");
    assert_eq!(field(&mut session), "0.0013");
    assert_eq!(knob(&mut session).replace('►', " "), before);
    session.play("Enter").unwrap();
    assert!(
        session.screen().contains("That is one side"),
        "{}",
        session.screen()
    );
}

#[test]
fn with_a_knob_chosen_the_first_key_of_an_answer_is_not_lost() {
    for (typed, stands) in [
        (",0027", ",0027"),
        (".3%", ".3%"),
        ("=0.3", "0.3"),
        ("Three", "Three"),
        ("half", "half"),
        ("about .3%", "about .3%"),
        ("+0.0027", "0.0027"),
    ] {
        let mut session = open_at("04:tails");
        session.play("Up").unwrap();
        let head = session.rows()[0].clone();
        type_in(&mut session, typed);
        assert_eq!(field(&mut session), stands, "{typed}");
        assert_eq!(session.rows()[0], head, "{typed}");
    }
}

#[test]
fn an_interrupt_takes_back_what_is_typed_before_it_leaves() {
    let mut session = open_at("04:edge");
    session.play("type:0.5 Ctrl-c").unwrap();
    assert!(!session.ended() && session.screen().contains("Ctrl-C once more"));
    assert_eq!(field(&mut session), "");
    session.play("Esc / type:sigma Ctrl-c").unwrap();
    assert!(!session.ended() && session.rows()[0].contains("11 of "));
    session.play("Ctrl-c").unwrap();
    assert!(session.ended());
}

#[test]
fn a_field_is_edited_in_place_and_only_its_own_keys_leave_it() {
    let mut session = open_at("04:edge");
    for (keys, text) in [
        ("type:0.398 Left Backspace", "0.38"),
        ("Home type:1 End type:5", "10.385"),
        ("Left*20 PageDown Right PageUp Delete", "1.385"),
        ("Ctrl-e Ctrl-w", ""),
        ("type:123 Ctrl-a Ctrl-k type:7 Ctrl-u type:9", "9"),
    ] {
        session.play(keys).unwrap();
        assert_eq!(field(&mut session), text, "{keys}");
    }
    assert!(session.rows()[0].contains("11 of "), "the step is the same");
    let footer = session.rows().pop().unwrap();
    assert!(
        footer.contains("Esc stop typing") && !footer.contains("next"),
        "{footer}"
    );
    // Empty, it has nothing to move in: the arrows turn pages.
    session.play("Ctrl-u Right").unwrap();
    assert!(session.rows()[0].contains("12 of "));
    session.play("Left type:0.5 Esc Right").unwrap();
    assert!(
        session.rows()[0].contains("12 of "),
        "after Esc they do, too"
    );
    session.play("Left").unwrap();
    assert_eq!(field(&mut session), "0.5", "the draft waits");
    session.play("Esc Esc q").unwrap();
    assert!(session.ended());
}

#[test]
fn the_search_is_edited_like_any_field() {
    let mut session = open_at("04:edge");
    session.play("Esc / type:sigmma Left*2 Backspace").unwrap();
    assert!(session.screen().contains("/ sigma"), "{}", session.screen());
    assert!(session.screen().contains("places"));
    session.play("Ctrl-u type:zz Ctrl-a Ctrl-k").unwrap();
    assert!(session.screen().contains("words of the lessons"));
    session.play("Backspace").unwrap();
    assert!(session.screen().contains("11 of "), "back on the step");
}

/// The option that the mark is on, and what Enter keeps of it.
fn marked_and_answered(place: &str, keys: &str) -> (String, Vec<usize>, String) {
    let mut session = open_at(place);
    session.play(keys).unwrap();
    let rows = session.rows();
    let marked: Vec<&String> = rows
        .iter()
        .filter(|row| row.contains('■') && !row.contains('━') && !row.contains("handson"))
        .collect();
    assert_eq!(marked.len(), 1, "{rows:#?}");
    assert!(marked[0].contains("► ■"), "{rows:#?}");
    let option = marked[0]
        .split('■')
        .nth(1)
        .unwrap_or_default()
        .trim()
        .to_owned();
    session.play("Enter").unwrap();
    let course = course();
    let (lesson, step) = course.find(place).unwrap();
    let lesson = &course.lessons[lesson];
    let (id, texts) = lesson.steps[step]
        .blocks
        .iter()
        .find_map(|block| match block {
            Block::Quiz(quiz) => Some((&quiz.id, &quiz.options)),
            _ => None,
        })
        .expect("a quiz");
    let saved = session.saved().expect("it is kept");
    let Some(Answer::Quiz { marked, .. }) = saved.answered(&lesson.id, id).map(|a| &a.first) else {
        panic!("no answer")
    };
    let text = marked.first().map(|at| format!("{:?}", texts[*at].text));
    (option, marked.clone(), text.unwrap_or_default())
}

#[test]
fn enter_answers_what_is_marked_whichever_way_it_was_marked() {
    for place in ["01:kinds", "04:zero", "04:meaning"] {
        let mut rows = open_at(place);
        let rows = rows.rows();
        let third = rows.iter().rposition(|row| row.contains("  ○")).unwrap();
        for keys in [
            "2".to_owned(),
            "3 2".to_owned(),
            "Down".to_owned(),
            "Down Space".to_owned(),
            "2 Right Left".to_owned(),
            "Down Right Left".to_owned(),
            format!("click@8,{third} Right Left"),
            format!("click@8,{third} Up"),
        ] {
            let (option, marked, text) = marked_and_answered(place, &keys);
            assert_eq!(marked.len(), 1);
            let words = option.split(['$', '*', '`']).next().unwrap_or_default();
            let words: String = words.chars().take(12).collect();
            assert!(
                text.contains(&words),
                "{place} {keys}: {option} is not {text}"
            );
        }
    }
}

#[test]
fn what_discards_a_trained_network_is_asked_about_first() {
    for (place, key) in [("09:train", "r"), ("09:bottleneck", "-")] {
        let mut session = open_at(place);
        session.play("Space").unwrap();
        let trained = |session: &mut Headless| !session.screen().contains("  untrained");
        let ticks = (0..20).take_while(|_| {
            session.tick();
            !trained(&mut session)
        });
        assert!(ticks.count() < 20, "{}", session.screen());
        session.play("Space tick").unwrap();
        session.play(key).unwrap();
        let screen = session.screen();
        assert!(
            trained(&mut session) && screen.contains("this discards"),
            "{screen}"
        );
        // Another key in between, and it is asked again.
        session.play(&format!("Up Down {key}")).unwrap();
        assert!(trained(&mut session));
        session.play(&format!("{key} tick")).unwrap();
        assert!(!trained(&mut session), "{}", session.screen());
    }
}

#[test]
fn under_caps_lock_a_capital_is_its_small_letter_where_it_means_nothing_itself() {
    let mut session = open_at("04:wider");
    session.play("H").unwrap();
    assert!(session.screen().contains("hint 1"), "{}", session.screen());
    session.play("N").unwrap();
    assert!(session.rows()[0].contains("11 of "));
    session.play("Esc Left").unwrap();
    assert!(session.rows()[0].contains("10 of "));
    session.play("P").unwrap();
    assert!(session.rows()[0].contains("9 of "));
    session.play("Right C").unwrap();
    assert!(session.screen().contains("contents"));
    // But nobody is thrown out by it.
    session.play("Esc Q").unwrap();
    assert!(!session.ended() && session.screen().contains("a small q leaves"));
    session.play("q").unwrap();
    assert!(session.ended());
}

#[test]
fn a_letter_of_another_alphabet_is_explained_once() {
    let mut session = open_at("04:wider");
    type_in(&mut session, "й");
    assert!(
        session.screen().contains("Latin letters"),
        "{}",
        session.screen()
    );
    type_in(&mut session, "т");
    assert!(!session.screen().contains("Latin letters"));
}

#[test]
fn header_contents_and_list_show_an_open_step_as_open() {
    let mut session = open_at("04:wider");
    session.play("Right").unwrap();
    assert!(session.rows()[0].contains("○•◊○"), "{}", session.rows()[0]);
    session.play("Esc c").unwrap();
    let screen = session.screen();
    assert!(screen.contains("○••○"), "{screen}");
}

#[test]
fn pages_of_the_contents_lead_to_the_bets_by_keys_and_by_a_click_on_their_marks() {
    let mut progress = Progress::default();
    let chips = vec![5, 3, 2];
    progress.answer("welcome", "next-ink", Answer::Bet { chips, happened: 0 }, 1);
    let course = course();
    for keys in ["c PageDown*5", "c click@70,22*5"] {
        let app = App::new(Arc::clone(&course), progress.clone(), plain(), (0, 0));
        let mut session = Headless::new(app, 80, 24);
        session.play(keys).unwrap();
        let screen = session.screen();
        assert!(
            screen.contains("1 bet") && !screen.contains("more: PageDown"),
            "{screen}"
        );
        session.play("click@70,1*5").unwrap();
        let screen = session.screen();
        assert!(screen.contains("more: PageDown"), "{screen}");
    }
    // Where all is in sight, a page is five lessons.
    let app = App::new(course, progress, plain(), (0, 0));
    let mut session = Headless::new(app, 80, 100);
    session.play("c PageDown Enter").unwrap();
    let screen = session.screen();
    assert!(screen.contains("06 Maximum likelihood"), "{screen}");
}
