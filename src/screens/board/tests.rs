use super::*;
use crate::class::{Change, Digest, Doing, Present, Questions, STUCK, Stamped};
use crate::event::KeyCode;
use crate::lesson::catalog::Catalog;
use crate::progress::{Answer, Progress};
use crate::ui::plain;
use std::sync::Arc;

const NOW: u64 = 1_700_000_000;

/// A board with so many learners: every third is away, one is stuck, one trains.
fn board(count: usize, ascii: bool) -> Board {
    board_of(count, ascii, "pupil")
}

/// The same, with learners that are called so and by their numbers.
fn board_of(count: usize, ascii: bool, called: &str) -> Board {
    let course = Arc::new(Catalog::embedded().course().expect("lessons without fault"));
    let questions = Arc::new(Questions::of(course));
    let asks = questions.all().iter().position(|at| {
        let (lesson, step) = (at.lesson, at.step);
        let block = &questions.course().lessons[lesson].steps[step].blocks[at.block];
        matches!(block, Block::Quiz(_))
    });
    let asks = asks.expect("the course asks something");
    let mut learners = Vec::new();
    for number in 0..count {
        let (lesson, step, block) = questions.at(asks).unwrap();
        let mut progress = Progress::default();
        progress.visit(&lesson.id, &step.id);
        progress.came(if number == 1 { NOW - STUCK } else { NOW - 5 });
        let Block::Quiz(quiz) = block else { continue };
        let wrong = quiz
            .options
            .iter()
            .position(|option| !option.right)
            .unwrap();
        let marked = vec![wrong];
        progress.answer(
            &lesson.id,
            &quiz.id,
            Answer::Quiz {
                marked,
                right: false,
            },
            NOW - 4,
        );
        let doing = match number % 3 {
            0 if number > 0 => None,
            2 => Some(Doing::Training {
                step: 3,
                steps: 9,
                left: Some(41),
            }),
            _ => Some(Doing::Reading),
        };
        let stamped = Stamped {
            progress,
            when: NOW - 4,
            present: doing.map(|doing| Present { doing, place: None }),
        };
        let digest = Digest::of(&questions, &stamped);
        learners.push((format!("{called}-{number}"), Change::Did(digest)));
    }
    let mut board = Board::new("class x".into(), Class::new(questions), plain(ascii), true);
    board.update(Msg::Class(ClassNews {
        now: NOW,
        learners,
        ..ClassNews::default()
    }));
    board
}

fn rows(board: &mut Board, width: u16, height: u16) -> Vec<String> {
    board.update(Msg::Input(Event::Resize { width, height }));
    let area = Rect::new(0, 0, width, height);
    let mut buf = Buffer::empty(area);
    board.draw(area, &mut buf);
    let row = |y| (0..width).map(|x| buf[(x, y)].symbol()).collect();
    (0..height).map(row).collect()
}

fn press(board: &mut Board, code: KeyCode) -> Vec<Effect> {
    board.update(Msg::Input(Event::Key(Key::new(code))))
}

#[test]
fn every_size_is_drawn_and_in_ascii_nothing_is_above_0x7f() {
    for (count, ascii) in [(0, false), (1, true), (40, true), (40, false), (3000, true)] {
        let mut board = board(count, ascii);
        for (width, height) in [
            (0, 0),
            (1, 1),
            (20, 5),
            (40, 12),
            (80, 24),
            (100, 30),
            (140, 45),
            (500, 200),
        ] {
            for code in [
                KeyCode::Tab,
                KeyCode::Down,
                KeyCode::Enter,
                KeyCode::PageDown,
                KeyCode::Esc,
            ] {
                press(&mut board, code);
                let rows = rows(&mut board, width, height);
                assert!(
                    !ascii || rows.iter().all(|row| row.is_ascii()),
                    "{width}x{height}"
                );
            }
        }
    }
}

#[test]
fn who_is_stuck_stands_first_and_what_was_missed_is_told_with_how_many() {
    let mut board = board(12, false);
    let text = rows(&mut board, 100, 30).join("\n");
    let at = |word: &str| {
        text.find(word)
            .unwrap_or_else(|| panic!("{word} in\n{text}"))
    };
    assert!(at("pupil-1 ") < at("pupil-0 "), "{text}");
    assert!(text.contains("12 learners  9 here"), "{text}");
    assert!(
        text.contains("0:41 to go") && text.contains("what was answered first (12)"),
        "{text}"
    );
    assert!(text.contains("Say: 12 of 12 answered"), "{text}");
}

#[test]
fn with_names_off_no_name_is_on_any_part_of_the_board() {
    let mut board = board(12, false);
    press(&mut board, KeyCode::Char('a'));
    for code in [
        KeyCode::Tab,
        KeyCode::Enter,
        KeyCode::Esc,
        KeyCode::Tab,
        KeyCode::Enter,
    ] {
        press(&mut board, code);
        let text = rows(&mut board, 140, 45).join("\n");
        assert!(!text.contains("pupil"), "{text}");
    }
    press(&mut board, KeyCode::Char('a'));
    assert!(rows(&mut board, 140, 45).join("\n").contains("pupil"));
}

#[test]
fn the_mark_stays_with_a_learner_while_others_come_and_go() {
    let mut board = board(12, false);
    press(&mut board, KeyCode::Down);
    let chosen = board.person().unwrap().to_owned();
    let gone = ("pupil-1".to_owned(), Change::Gone);
    let news = ClassNews {
        now: NOW,
        learners: vec![gone],
        ..ClassNews::default()
    };
    board.update(Msg::Class(news));
    assert_eq!(board.person(), Some(chosen.as_str()));
    press(&mut board, KeyCode::Home);
    press(&mut board, KeyCode::Up);
    assert_eq!(board.person(), people::ids(&board.class).first().copied());
    assert!(matches!(
        press(&mut board, KeyCode::Char('q'))[..],
        [Effect::Quit]
    ));
}

/// The rows in which there is a text.
fn with(rows: &[String], text: &str) -> Vec<String> {
    let found = rows.iter().filter(|row| row.contains(text));
    found.cloned().collect()
}

#[test]
fn the_mark_is_always_on_the_screen_whoever_needs_somebody() {
    for (width, height) in [(40, 12), (80, 24), (140, 45)] {
        // Of one learner nobody needs anything.
        for count in [1, 12, 40] {
            let mut board = board(count, false);
            for _ in 0..=count {
                let rows = rows(&mut board, width, height);
                let marked = with(&rows, "►");
                let name = format!(" {} ", board.person().unwrap());
                assert!(marked.len() == 1 && marked[0].contains(&name), "{rows:#?}");
                press(&mut board, KeyCode::Down);
            }
        }
    }
}

#[test]
fn who_needs_somebody_keeps_the_sign_under_the_mark_and_is_shown_again_without_it() {
    let mut board = board(40, false);
    assert_eq!(with(&rows(&mut board, 80, 24), "►◊ pupil-1 ").len(), 1);
    press(&mut board, KeyCode::End);
    let scrolled = rows(&mut board, 80, 24);
    assert!(with(&scrolled, "◊ pupil-1 ").is_empty());
    let hidden = scrolled
        .iter()
        .any(|row| row.contains("↑ ") && row.contains(" more"));
    assert!(
        hidden && !with(&scrolled, "1 needs you").is_empty(),
        "{scrolled:#?}"
    );
    press(&mut board, KeyCode::Tab);
    let back = rows(&mut board, 80, 24);
    let hidden = back
        .iter()
        .any(|row| row.contains("↓ ") && row.contains(" more"));
    assert!(hidden && !with(&back, "◊ pupil-1 ").is_empty(), "{back:#?}");
}

#[test]
fn before_the_first_bet_the_list_has_its_room_and_ten_fit_into_80x24() {
    let mut board = board(10, false);
    let all = rows(&mut board, 80, 24);
    for number in 0..10 {
        assert_eq!(
            with(&all, &format!(" pupil-{number} ")).len(),
            1,
            "{all:#?}"
        );
    }
    assert!(
        with(&all, " more").is_empty() && !with(&all, "○ away").is_empty(),
        "{all:#?}"
    );
}

#[test]
fn no_number_in_the_place_of_a_name_is_cut_and_a_long_name_has_room_where_there_is_some() {
    let mut board = board(1200, false);
    press(&mut board, KeyCode::Char('a'));
    for to in [KeyCode::Home, KeyCode::End] {
        press(&mut board, to);
        let all = rows(&mut board, 80, 24);
        assert!(
            with(&all, "learner ..").is_empty() && with(&all, "learner 1..").is_empty(),
            "{all:#?}"
        );
    }
    let long = "Jürgen Müllerstein von Baden";
    let mut board = board_of(3, false, long);
    let all = rows(&mut board, 140, 45);
    for number in 0..3 {
        assert_eq!(
            with(&all, &format!("{long}-{number} ")).len(),
            1,
            "{all:#?}"
        );
    }
    assert_eq!(told::cut("learner 10", 10), "learner 10");
    assert_eq!(told::cut("learner 10", 9), "learner..");
}

#[test]
fn everybody_who_waits_for_a_core_is_named() {
    let mut board = board(9, false);
    let waits = |ahead| {
        Some(Present {
            doing: Doing::Waiting { ahead },
            place: None,
        })
    };
    let learners = (0..3).map(|n| (format!("pupil-{n}"), Change::Does(waits(n))));
    board.update(Msg::Class(ClassNews {
        now: NOW,
        learners: learners.collect(),
        ..ClassNews::default()
    }));
    let all = rows(&mut board, 80, 24);
    for number in 1..=3 {
        assert_eq!(
            with(&all, &format!("waits no. {number}")).len(),
            1,
            "{all:#?}"
        );
    }
    assert!(!with(&all, "training 2  waiting 3").is_empty(), "{all:#?}");
    assert_eq!(
        with(&rows(&mut board, 140, 45), "waits for a core, 2 ahead").len(),
        1
    );
}

#[test]
fn nothing_that_a_terminal_obeys_is_told_of_a_name_or_an_answer() {
    let mut board = board(2, false);
    let called = [("pupil-1".to_owned(), "Eve\u{202e}\u{1b}[2J".to_owned())];
    board.update(Msg::Class(ClassNews {
        now: NOW,
        called: Some(called.into()),
        ..ClassNews::default()
    }));
    let text = sentences(&board.class, true).join("\n");
    assert!(text.contains("Eve  [2J needs you"), "{text}");
    let all = board.class.questions().all().len();
    let blocks = (0..all).filter_map(|at| board.class.questions().at(at));
    let block = blocks.map(|(.., block)| block).next().unwrap();
    assert_eq!(given(&Given::Typed("1\u{2066}2".into()), block), "1 2");
}
