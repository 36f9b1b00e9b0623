//! The course itself, on this terminal.

use crate::app::App;
use crate::app::dialogue::Dialogue;
use crate::commands::cli::{Global, OnOff, Planted};
use crate::commands::keeping::Keeping;
use crate::commands::{Failure, complain, course, reading, terminal};
use crate::lesson::model::Course;
use crate::progress::{Notice, Progress, Store};
use crate::session::{Answers, End, Ended, Fault, Lessons, Options, dialogue, local};
use crate::ui::Look;
use std::process::ExitCode;
use std::sync::Arc;
use termprofile::Env;

/// Goes on where the learner left off; a new learner starts at the welcome.
///
/// # Errors
/// A sentence, where the course cannot be drawn here.
pub fn go_on(global: &Global) -> Result<ExitCode, Failure> {
    let course = course(global)?;
    let mut store = store(global)?;
    let (progress, notice) = store.load();
    let at = progress.resume(&course);
    run(
        global,
        Opening {
            course,
            at,
            code: None,
            greets: true,
            store,
            progress,
            notice,
        },
    )
}

/// Opens a step.
///
/// # Errors
/// A sentence, where there is no such step, or the code says nothing to its lab.
pub fn open(global: &Global, place: &str, code: Option<&str>) -> Result<ExitCode, Failure> {
    let course = course(global)?;
    let at = course.find(place).map_err(Failure::new)?;
    let mut store = store(global)?;
    let (progress, notice) = store.load();
    run(
        global,
        Opening {
            course,
            at,
            code,
            greets: false,
            store,
            progress,
            notice,
        },
    )
}

/// Everything the course opens with.
struct Opening<'a> {
    course: Course,
    at: (usize, usize),
    code: Option<&'a str>,
    /// Who names a lesson wants that, and no question first.
    greets: bool,
    store: Store,
    progress: Progress,
    notice: Option<Notice>,
}

/// Where this learner's progress is kept.
///
/// # Errors
/// If the learner's name cannot name a file.
pub fn store(global: &Global) -> Result<Store, Failure> {
    Store::new(global.state.as_deref(), global.learner.as_deref()).map_err(Failure::new)
}

fn run(global: &Global, opening: Opening) -> Result<ExitCode, Failure> {
    let Opening {
        course,
        at,
        code,
        greets,
        store,
        progress,
        notice,
    } = opening;
    let tiers = terminal::tiers(global, &progress, &Env, &Answers::default());
    let motion = terminal::motion(global.motion, &Env).0;
    let look = Look {
        motion,
        ..terminal::look(&tiers)
    };
    let course = Arc::new(course);
    let mut app = App::new(Arc::clone(&course), progress, look, at);
    if let Some(code) = code {
        app.set_up(code)
            .map_err(|reason| Failure(format!("--with {code}: {reason}")))?;
    }
    if greets {
        app.greet();
    }
    let keeper = Box::new(Keeping::new(store, notice.as_ref()));
    if let Some(notice) = notice {
        app.notify(notice.to_string());
    }
    let lessons = global.lessons.clone().map(|folder| Lessons {
        folder: folder.clone(),
        shown: Ok(course),
        read: {
            let mut files = Vec::new();
            Box::new(move || reading(&folder, &mut files))
        },
    });
    if global.plain {
        return lines(global, app, keeper, lessons);
    }
    let options = Options {
        mouse: global.mouse == OnOff::On,
        motion,
        threads: global.threads,
        slots: global.slots(),
        remote: global.is_remote(&Env),
        fault: global.fault.map(|planted| match planted {
            Planted::Ui => Fault::Ui,
            Planted::Work => Fault::Work,
            Planted::Hang => Fault::Hang,
        }),
    };
    let flags = global.clone();
    let judge = move |answers: &_| {
        terminal::abilities(&terminal::tiers(
            &flags,
            &Progress::default(),
            &Env,
            answers,
        ))
    };
    let ended = local::run(&mut app, options, keeper, Box::new(judge), lessons);
    let ended = ended.map_err(Failure::new)?;
    Ok(end(ended))
}

/// The course in lines, on whatever standard input and output are.
fn lines(
    global: &Global,
    app: App,
    keeper: Box<Keeping>,
    lessons: Option<Lessons>,
) -> Result<ExitCode, Failure> {
    let options = Options {
        threads: global.threads,
        slots: global.slots(),
        ..Options::default()
    };
    let ended = dialogue::run(Dialogue::new(app), options, keeper, lessons);
    Ok(end(ended.map_err(Failure::new)?))
}

/// The exit status of a session.
fn end(ended: Ended) -> ExitCode {
    if let Some(reason) = ended.unsaved.progress {
        complain(&format!("your place was not kept: {reason}"));
    }
    for reason in ended.unsaved.labs {
        complain(&reason);
    }
    match ended.end {
        End::Quit => ExitCode::SUCCESS,
        End::Signal(signal) => ExitCode::from(u8::try_from(128 + signal).unwrap_or(u8::MAX)),
        End::Hangup => ExitCode::from(129),
    }
}
