use super::*;
use crate::class::{Change, Digest, Doing, Questions, STUCK, Stamped};
use crate::event::KeyCode;
use crate::lesson::catalog::Catalog;
use crate::progress::{Answer, Progress};
use crate::ui::plain;
use std::sync::Arc;

const NOW: u64 = 1_700_000_000;

/// A board with so many learners: every third is away, one is stuck, one trains.
fn board(count: usize, ascii: bool) -> Board {
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
            doing,
        };
        let digest = Digest::of(&questions, &stamped);
        learners.push((format!("pupil-{number}"), Change::Did(digest)));
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
