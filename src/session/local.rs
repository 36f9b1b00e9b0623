//! A session on the terminal this process was started on.

use std::io::{self, IsTerminal};
use std::sync::Arc;
use std::sync::mpsc::sync_channel;
use std::time::Instant;

use super::abort::OnAbort;
use super::asking::Asking;
use super::ending::KEEPING;
use super::guard::Guard;
use super::input::Input;
use super::keyboard::Keyboard;
use super::live::{Live, OFTEN};
use super::news::WAITING;
use super::rolls::{Register, Rolls};
use super::saver::{BETWEEN, Keeper, Saver};
use super::screen::Screen;
use super::signals::{Raised, Signals};
use super::watch::{Lessons, Watch};
use super::writer::Writer;
use super::{End, Ended, Error, Front, Judge, Options, query};

/// What changes on the disk while it is shown.
pub enum Watched {
    /// Lessons.
    Lessons(Lessons),
    /// A class.
    Class(Box<dyn Register>),
}

/// Runs the course on this terminal until the learner leaves, a signal asks for the end, or the
/// terminal is gone. `keeper` keeps progress and labs; `judge` is asked whenever the terminal has
/// told what it can show; of what is `watched` each new version is shown. The terminal is left as it was found on every way out.
///
/// # Errors
/// Nothing was drawn: there is no terminal to draw on, or the system refused a thread.
pub fn run(
    app: &mut dyn Front,
    options: Options,
    keeper: Box<dyn Keeper>,
    judge: Judge,
    watched: Option<Watched>,
) -> Result<Ended, Error> {
    let term = std::env::var("TERM").unwrap_or_default();
    check_terminal(io::stdout().is_terminal(), &term)?;
    let keyboard = Keyboard::open()?;
    let keys = keyboard.reader().map_err(Error::Terminal)?;
    let (inbox, news) = sync_channel(WAITING);
    let screen = Screen::open().map_err(Error::Terminal)?;
    let between = if options.scheduled { OFTEN } else { BETWEEN };
    let saver = Saver::start(keeper, between, inbox.clone()).map_err(Error::Thread)?;
    let writer = Writer::start(screen, inbox.clone()).map_err(Error::Thread)?;
    let question = query::question(&term);
    let patience = query::patience(|name| std::env::var_os(name).is_some());
    let asking = Asking::new(Instant::now(), patience, judge);
    let guard =
        Guard::enter(keyboard, &writer, options.mouse, &question).map_err(Error::Terminal)?;
    let raised = Arc::new(Raised::default());
    let _signals = Signals::start(Arc::clone(&raised), inbox.clone(), guard.restore())
        .map_err(Error::Thread)?;
    let _on_abort = OnAbort::restore(guard.restore()).map_err(Error::Thread)?;
    let input = Input::start(keys, inbox.clone()).map_err(Error::Thread)?;
    let (lessons, class) = match watched {
        Some(Watched::Lessons(lessons)) => (Some(lessons), None),
        Some(Watched::Class(class)) => (None, Some(class)),
        None => (None, None),
    };
    let watch = lessons.map(|lessons| Watch::start(lessons, inbox.clone()));
    let _watch = watch.transpose().map_err(Error::Thread)?;
    let rolls = class.map(|class| Rolls::start(class, inbox.clone()));
    let _rolls = rolls.transpose().map_err(Error::Thread)?;

    let terminal = (guard.restore(), asking, question);
    let mut live = Live::new(app, options, terminal, saver, raised, inbox)?;
    let end = live.run(&news);
    if end == End::Quit {
        live.take_last_answers(&news);
    }
    drop(input); // what is typed from here on is the shell's
    drop(guard);
    Ok(Ended {
        end,
        unsaved: live.finish(KEEPING),
    })
}

/// Whether the course can be drawn here; the environment is handed in.
fn check_terminal(stdout: bool, term: &str) -> Result<(), Error> {
    match (stdout, term) {
        (false, _) => Err(Error::NotATerminal("output")),
        (_, "dumb") => Err(Error::Dumb),
        _ => Ok(()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_a_terminal_that_can_draw_is_drawn_on() {
        assert!(check_terminal(true, "xterm-256color").is_ok());
        assert!(
            check_terminal(true, "").is_ok(),
            "an unset TERM says nothing"
        );
        for (stdout, term) in [(false, ""), (true, "dumb")] {
            let sentence = check_terminal(stdout, term).unwrap_err().to_string();
            assert!(sentence.contains("handson render"), "{sentence}");
        }
    }
}
