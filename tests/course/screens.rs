//! Every step of every lesson on every screen, and every lab under any hand.

use crate::common::{as_it_was, ascii, at_step, course, lab_course, look, open, plain, steps};
use handson::event::{Event, Key, KeyCode, Mouse, MouseKind};
use handson::lesson::model::Block;
use handson::session::headless::Headless;
use handson::ui::glyphs::{ColorTier, Drawing};
use ndarray_rand::rand::{Rng, SeedableRng};
use rand_chacha::ChaCha8Rng;
use ratatui::buffer::Buffer;

const SIZES: [(u16, u16); 8] = [
    (80, 24),
    (140, 45),
    (120, 40),
    (100, 30),
    (40, 12),
    (13, 5),
    (1, 1),
    (0, 0),
];

/// Whatever a terminal thinks of emoji.
fn assert_one_column_wide(buffer: &Buffer, at: (usize, usize)) {
    use unicode_width::UnicodeWidthStr;
    for cell in &buffer.content {
        let symbol = cell.symbol();
        assert_eq!(symbol.width(), 1, "{symbol:?} at {at:?}");
        // Variation selectors, joiners and emoji are where terminals disagree.
        let disputed = |c| matches!(c, '\u{fe00}'..='\u{fe0f}' | '\u{200d}' | '\u{1f000}'..);
        assert!(!symbol.contains(disputed), "{symbol:?} at {at:?}");
    }
}

#[test]
fn every_step_draws_at_every_size_in_every_drawing_by_characters_of_one_column() {
    let course = course();
    // Every drawing at the usual sizes; the others with one drawing, another at each step.
    let draws = |(lesson, step)| {
        let at = (lesson, step);
        for (place, drawing) in Drawing::ALL.into_iter().enumerate() {
            let whole = place == (lesson + step) % Drawing::ALL.len();
            let sizes = if whole { &SIZES[..] } else { &SIZES[..2] };
            let look = look(ColorTier::TrueColor, drawing, false);
            let mut session = at_step(course.clone(), at, (80, 24), look);
            for &(width, height) in sizes {
                session.send(Event::Resize { width, height });
                let rows = if width > 0 { height } else { 0 };
                assert_eq!(session.rows().len(), usize::from(rows), "{at:?}");
                assert_one_column_wide(session.buffer(), at);
            }
        }
    };
    // Two of them together: the longest test of this file is not alone at its end.
    let all = steps(&course);
    std::thread::scope(|scope| {
        for half in all.chunks(all.len().div_ceil(2)) {
            scope.spawn(move || half.iter().copied().for_each(draws));
        }
    });
}

#[test]
fn every_step_at_80x24_is_as_it_was_looked_at() {
    let course = course();
    for (lesson, step) in steps(&course) {
        let mut session = at_step(course.clone(), (lesson, step), (80, 24), plain());
        let shown = &course.lessons[lesson];
        let name = format!("{}--{}", shown.id, shown.steps[step].id);
        as_it_was(&name, &session.screen());
    }
}

#[test]
fn contents_and_help_are_as_they_were_looked_at() {
    let mut session = open("04:height", (80, 24), plain());
    session.play("c").unwrap();
    as_it_was("contents", &session.screen());
    session.play("Esc ?").unwrap();
    as_it_was("help", &session.screen());
}

#[test]
fn the_ascii_tier_shows_nothing_above_0x7f_and_no_makeshift_sign() {
    let course = course();
    for at in steps(&course) {
        let mut unfolded = at_step(course.clone(), at, (80, 24), plain());
        let mut session = at_step(course.clone(), at, (80, 24), ascii());
        let sizes = ["resize@80x24", "resize@140x45"];
        for size in sizes {
            unfolded.play(size).unwrap();
            session.play(size).unwrap();
            // A character nobody has thought of comes out as a question mark.
            let marks = |screen: &str| screen.matches('?').count();
            let asked = marks(&unfolded.screen());
            assert_eq!(marks(&session.screen()), asked, "{}", session.screen());
        }
        for size in sizes {
            session.play(size).unwrap();
            for keys in ["PageDown", "?", "Esc", "c", "Esc"] {
                assert!(session.screen().is_ascii(), "{}", session.screen());
                session.play(keys).unwrap();
            }
        }
    }
}

#[test]
fn every_axis_has_two_ticks_with_their_numbers_at_80x24() {
    let mut axes = 0;
    for at in steps(&course()) {
        let mut session = at_step(course(), at, (80, 24), plain());
        let rows: Vec<Vec<char>> = session.rows().iter().map(|r| r.chars().collect()).collect();
        let sign = |x: usize, y: usize| rows.get(y).and_then(|row| row.get(x)).copied();
        for (y, row) in rows.iter().enumerate() {
            for x in row
                .iter()
                .enumerate()
                .filter(|(_, c)| **c == '└')
                .map(|(x, _)| x)
            {
                let frame = row[x..].iter().find(|c| !"└─".contains(**c));
                if frame == Some(&'┘') {
                    continue;
                }
                // A schedule and a buffer have rows with names: no plane of numbers.
                let lab = course().lessons[at.0]
                    .lab_for(at.1)
                    .map(|(_, lab)| lab.name.value.clone());
                if lab.as_deref() == Some("pipeline") {
                    continue;
                }
                axes += 1;
                // Upwards from the corner, and the numbers beside it: 0 may stand at the corner.
                let is_axis = |y: &usize| sign(x, *y).is_some_and(|c| "│┤└".contains(c));
                let up = (0..=y).rev().take_while(is_axis);
                let beside = |y: &usize| -> String {
                    let label = (x.saturating_sub(6)..x).filter_map(|x| sign(x, *y));
                    label.collect()
                };
                let numbers = up.filter(|y| beside(y).trim().parse::<f64>().is_ok());
                assert!(numbers.count() >= 2, "{at:?}: {}", session.screen());
                // Along the axis, and the numbers under it.
                let along = row[x + 1..].iter().take_while(|c| **c != ' ');
                let ticks = along.clone().filter(|c| **c == '┬').count();
                let under: String = (x..=x + 1 + along.count())
                    .filter_map(|x| sign(x, y + 1))
                    .collect();
                let numbers = under
                    .split_whitespace()
                    .filter(|word| word.parse::<f64>().is_ok());
                let numbers = numbers.count();
                assert!(ticks >= 2 && numbers >= 2, "{at:?}: {}", session.screen());
            }
        }
    }
    assert!(axes > 15, "{axes} axes are no course");
}

#[test]
fn without_colour_no_cell_has_a_colour() {
    use ratatui::style::Color;
    for at in steps(&course()) {
        let mut session = at_step(course(), at, (100, 30), plain());
        let colours = |c: &ratatui::buffer::Cell| (c.fg, c.bg) != (Color::Reset, Color::Reset);
        assert!(!session.buffer().content.iter().any(colours));
    }
}

#[test]
fn what_does_not_fit_says_that_there_is_more_and_can_all_be_read() {
    for at in steps(&course()) {
        let whole = at_step(course(), at, (40, 200), plain()).screen();
        // Between the two rules.
        let body = |screen: &str| {
            let lines = screen.lines().skip(2).map(str::trim);
            let lines = lines.take_while(|line| !line.starts_with("────"));
            lines.collect::<Vec<_>>().join(" ")
        };
        // A formula is set on one line where rows are few, so its pieces are not looked for.
        let is_word = |word: &&str| word.chars().all(|c| c.is_ascii_alphabetic() || c == '.');
        // A control's note may be cut, as a legend may, and where there is room for one control the
        // others are not shown.
        let is_legend = |line: &str| line.contains('━') || line.trim().starts_with("apart ");
        let lines = whole.lines().filter(|line| !is_legend(line));
        let words = body(&lines.collect::<Vec<_>>().join("\n"));
        let (course, (lesson, step)) = (course(), at);
        let own = format!("{:?}", course.lessons[lesson].steps[step]);
        let is_own = |word: &&str| is_word(word) && own.contains(word);
        let last = words.split_whitespace().rev().find(is_own).unwrap();
        let mut session = at_step(course.clone(), at, (40, 12), plain());
        let mut read = body(&session.screen());
        let mut pages = 0;
        while session.screen().contains("more: PageDown") {
            session.play("PageDown").unwrap();
            read += &body(&session.screen());
            pages += 1;
            assert!(pages < 50, "the end is never reached");
        }
        assert!(
            pages > 0,
            "12 rows hold the whole step:
{read}"
        );
        assert!(
            read.contains(last),
            "'{last}' is never shown:
{read}"
        );
    }
}

#[test]
fn colour_says_nothing_that_is_not_said_without_it() {
    use ratatui::style::Modifier;
    let opened = |at, tier| at_step(course(), at, (100, 30), look(tier, Drawing::Ramp, false));
    let shown = |session: &mut Headless| {
        let cells = session.buffer().content.iter();
        // Half blocks have two colours a cell where there are any, and another shape where not.
        let shown = cells.map(|cell| match cell.symbol() {
            " " | "▀" | "▄" | "█" => (" ", Modifier::empty()),
            // Faint stands for a grey, which without colours is no other than the rest.
            symbol => (symbol, cell.modifier - Modifier::DIM),
        });
        let shown = shown.map(|(symbol, modifier)| (symbol.to_owned(), modifier));
        shown.collect::<Vec<_>>()
    };
    // The one lab that shows how colours look beside each other has nothing to compare without any.
    let compares = |(lesson, step): (usize, usize)| {
        let blocks = &course().lessons[lesson].steps[step].blocks;
        let digit = |block: &Block| matches!(block, Block::Lab(lab) if lab.name.value == "digit");
        blocks.iter().any(digit)
    };
    // As it opens, changed and answered, one after the other; trained a little; and help, contents, search,
    // the way to a step, which are the same in a whole lesson.
    let hands = ["", "Down + +", "Enter"];
    let screens = ["?", "Esc c", "Esc / m", "Esc g 0"];
    for at in steps(&course()).into_iter().filter(|at| !compares(*at)) {
        let elsewhere = if at.1 == 0 { &screens[..] } else { &[] };
        // Many colours and few take turns.
        let tiers = [ColorTier::TrueColor, ColorTier::Ansi16];
        let ways = [&hands[..], &["Space tick*2"], elsewhere];
        for (way, keys) in ways.into_iter().enumerate() {
            let tier = tiers[(at.1 + way) % tiers.len()];
            let (mut coloured, mut colourless) = (opened(at, tier), opened(at, ColorTier::None));
            for keys in keys {
                coloured.play(keys).unwrap();
                colourless.play(keys).unwrap();
                let (coloured, colourless) = (shown(&mut coloured), shown(&mut colourless));
                let mut pairs = coloured.iter().zip(&colourless).enumerate();
                let other = pairs.find(|(_, (coloured, colourless))| coloured != colourless);
                assert_eq!(other, None, "{at:?} after '{keys}' in {tier:?}");
            }
        }
    }
}

/// Keys that a hand on a keyboard may hit, the one that leaves excepted.
const KEYS: &str = "np+-=.,<>s r ayYc?tT/g0123456789\u{e9}";

fn random_event(rng: &mut ChaCha8Rng) -> Event {
    const NAMED: [KeyCode; 12] = [
        KeyCode::Enter,
        KeyCode::Esc,
        KeyCode::Tab,
        KeyCode::BackTab,
        KeyCode::Backspace,
        KeyCode::Delete,
        KeyCode::Up,
        KeyCode::Down,
        KeyCode::PageUp,
        KeyCode::PageDown,
        KeyCode::Home,
        KeyCode::End,
    ];
    match rng.random_range(0..10) {
        0..4 => {
            let keys: Vec<char> = KEYS.chars().collect();
            Event::Key(Key::char(keys[rng.random_range(0..keys.len())]))
        }
        4..6 => Event::Key(Key::new(NAMED[rng.random_range(0..NAMED.len())])),
        6..9 => {
            let kinds = [
                MouseKind::Press,
                MouseKind::Drag,
                MouseKind::Release,
                MouseKind::WheelUp,
                MouseKind::WheelDown,
            ];
            let kind = kinds[rng.random_range(0..kinds.len())];
            Event::Mouse(Mouse {
                kind,
                x: rng.random_range(0..150),
                y: rng.random_range(0..50),
            })
        }
        _ => {
            let (width, height) = SIZES[rng.random_range(0..SIZES.len())];
            Event::Resize { width, height }
        }
    }
}

#[test]
fn no_lab_falls_under_random_keys_mouse_and_sizes() {
    let course = lab_course();
    for at in steps(&course) {
        let mut rng = ChaCha8Rng::seed_from_u64(7);
        let mut session = at_step(course.clone(), at, (80, 24), plain());
        for i in 0..250 {
            session.send(random_event(&mut rng));
            if i % 25 == 0 {
                session.tick();
            }
            session.screen();
        }
    }
}

#[test]
fn no_lesson_falls_under_random_keys_mouse_and_sizes() {
    let mut rng = ChaCha8Rng::seed_from_u64(11);
    let mut session = at_step(course(), (0, 0), (80, 24), plain());
    for i in 0..1500 {
        let event = match rng.random_range(0..8) {
            0 => Event::Key(Key::new(KeyCode::Right)),
            1 => Event::Key(Key::new(KeyCode::Left)),
            _ => random_event(&mut rng),
        };
        session.send(event);
        if i % 50 == 0 {
            session.tick();
        }
        session.screen();
    }
}

#[test]
fn the_plain_form_of_every_step_is_ascii_and_names_its_numbers() {
    let course = course();
    for at in steps(&course) {
        let text = at_step(course.clone(), at, (80, 24), ascii()).app().plain();
        assert!(text.is_ascii() && text.contains("Goal: "), "{text}");
        assert!(text.lines().all(|line| line.len() <= 76), "{text}");
        let step = &course.lessons[at.0].steps[at.1];
        for block in &step.blocks {
            let told = match block {
                block if block.is_question() => "Question: ",
                Block::Bet(_) => "Bet: ",
                Block::Task(_) => "Task: ",
                _ => continue,
            };
            // One that comes back says so.
            let told = text.contains(told) || text.contains("A question from before");
            assert!(told, "{}: {text}", step.id);
        }
        let options = step.blocks.iter().filter_map(|block| match block {
            Block::Quiz(quiz) => Some(quiz.options.len()),
            Block::Bet(bet) => Some(bet.options.len()),
            Block::Arrangement(it) => Some(it.things.len()),
            _ => None,
        });
        for number in 1..=options.max().unwrap_or(0) {
            let numbered = |line: &str| line.starts_with(&format!("{number}. "));
            assert!(text.lines().any(numbered), "{}: {text}", step.id);
        }
    }
    let text = open("04:wider", (80, 24), ascii()).app().plain();
    assert!(text.contains("sigma is 1.00, from 0.10 to 3.00."), "{text}");
    assert!(text.contains("where it is 0.399."), "{text}");
}
