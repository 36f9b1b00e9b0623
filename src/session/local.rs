//! A session on the terminal this process was started on.

use std::io::{self, IsTerminal};
use std::sync::Arc;
use std::sync::mpsc::sync_channel;
use std::time::Duration;

use rustix::stdio::stdin;

use super::guard::Guard;
use super::input::Input;
use super::live::Live;
use super::news::WAITING;
use super::saver::{Keeper, Saver};
use super::screen::Screen;
use super::signals::{Raised, Signals};
use super::writer::Writer;
use super::{Ended, Error, Options};
use crate::app::App;

/// How long the end waits for what is kept, with the terminal restored already: hundredths of a
/// second where the disk is idle, and a busy one is no reason to lose a network.
const KEEPING: Duration = Duration::from_secs(3);

/// Runs the course on this terminal until the learner leaves, a signal asks for the end, or the
/// terminal is gone. `keeper` keeps progress and labs. The terminal is left as it was found on every way out.
///
/// # Errors
/// Nothing was drawn: there is no terminal to draw on, or the system refused a thread.
pub fn run(app: &mut App, options: Options, keeper: Box<dyn Keeper>) -> Result<Ended, Error> {
    check_terminal(
        io::stdin().is_terminal(),
        io::stdout().is_terminal(),
        std::env::var("TERM").ok().as_deref(),
    )?;
    let (inbox, news) = sync_channel(WAITING);
    let screen = Screen::open().map_err(Error::Terminal)?;
    let saver = Saver::start(keeper, inbox.clone()).map_err(Error::Thread)?;
    let writer = Writer::start(screen, inbox.clone()).map_err(Error::Thread)?;
    let guard = Guard::enter(&writer, options.mouse).map_err(Error::Terminal)?;
    let raised = Arc::new(Raised::default());
    let _signals = Signals::start(Arc::clone(&raised), inbox.clone(), guard.restore())
        .map_err(Error::Thread)?;
    let keyboard = stdin().try_clone_to_owned().map_err(Error::Terminal)?;
    let input = Input::start(keyboard, inbox.clone()).map_err(Error::Thread)?;

    let mut live = Live::new(app, options, writer, saver, raised, inbox)?;
    let end = live.run(&news);
    drop(input); // what is typed from here on is the shell's
    drop(guard);
    Ok(Ended {
        end,
        unsaved: live.finish(KEEPING),
    })
}

/// Whether the course can be drawn here; the environment is handed in.
fn check_terminal(stdin: bool, stdout: bool, term: Option<&str>) -> Result<(), Error> {
    match (stdin, stdout, term) {
        (_, false, _) => Err(Error::NotATerminal("output")),
        (false, _, _) => Err(Error::NotATerminal("input")),
        (_, _, Some("dumb")) => Err(Error::Dumb),
        _ => Ok(()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_a_terminal_that_can_draw_is_drawn_on() {
        assert!(check_terminal(true, true, Some("xterm-256color")).is_ok());
        assert!(
            check_terminal(true, true, None).is_ok(),
            "an unset TERM says nothing"
        );
        for (stdin, stdout, term) in [
            (true, false, None),
            (false, true, None),
            (true, true, Some("dumb")),
        ] {
            let sentence = check_terminal(stdin, stdout, term).unwrap_err().to_string();
            assert!(sentence.contains("handson render"), "{sentence}");
        }
    }
}
