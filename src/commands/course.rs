//! The course itself, on this terminal.

use crate::app::App;
use crate::app::dialogue::Dialogue;
use crate::commands::cli::{BackgroundChoice, Global, SymbolsChoice, ends, is_scheduled};
use crate::commands::keeping::Keeping;
use crate::commands::{Failure, complain, course, ended_by, reading, terminal, unix_time};
use crate::labs::Brought;
use crate::lesson::model::Course;
use crate::progress::{Notice, Progress, Store, conflict};
use crate::session::local::{self, Watched};
use crate::session::{self, Answers, End, Ended, Judge, Lessons, Options, dialogue};
use crate::ui::Look;
use crate::ui::glyphs::Background;
use std::path::Path;
use std::process::ExitCode;
use std::sync::Arc;
use termprofile::{Env, EnvVarSource};

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
            own: None,
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
/// A sentence, where there is no such step.
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
            own: None,
            greets: false,
            store,
            progress,
            notice,
        },
    )
}

/// Opens a lab by itself, with what the learner brought, set up from a code. What is done there is kept
/// nowhere: it is no part of the course.
///
/// # Errors
/// A sentence, where it cannot be drawn here, or the lab takes no such file.
pub fn alone(
    global: &Global,
    course: Course,
    own: Option<Brought>,
    code: Option<&str>,
) -> Result<ExitCode, Failure> {
    let (progress, notice) = store(global)?.load();
    let aside = tempfile::tempdir()
        .map_err(|error| Failure(format!("no folder can be made to work in: {error}")))?;
    let kept_aside = Store::new(Some(aside.path()), None).map_err(Failure::new)?;
    let global = Global {
        lessons: None,
        ..global.clone()
    };
    run(
        &global,
        Opening {
            course,
            at: (0, 0),
            code,
            own,
            greets: false,
            store: kept_aside,
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
    /// What the learner brought.
    own: Option<Brought>,
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

/// mosh starts its server through the same SSH command, and would wait for its answer on a
/// terminal that the course has: neither a key nor Ctrl-C comes through then.
fn refuse_mosh(env: &impl EnvVarSource) -> Result<(), Failure> {
    let asked = env.var("SSH_ORIGINAL_COMMAND").unwrap_or_default();
    match asks_for_mosh(&asked) {
        true => Err(Failure(
            "this key opens the course and nothing else, and mosh wants its own server: use ssh"
                .to_owned(),
        )),
        false => Ok(()),
    }
}

/// Whether a command starts mosh's server: by its name or its path, after another command or a
/// variable, as the flags of mosh have it.
fn asks_for_mosh(command: &str) -> bool {
    let mut words = command.split(|c: char| c.is_whitespace() || "'\"`;&|()".contains(c));
    words.any(|word| word.rsplit('/').next() == Some("mosh-server"))
}

fn run(global: &Global, opening: Opening) -> Result<ExitCode, Failure> {
    refuse_mosh(&Env)?;
    let Opening {
        course,
        at,
        code,
        own,
        greets,
        store,
        mut progress,
        notice,
    } = opening;
    let conflict = match &notice {
        None => new_conflict(&store, &mut progress),
        Some(_) => None, // another time: of two sentences the first would not be read
    };
    progress.come_back(unix_time());
    let look = look(global, &progress);
    let course = Arc::new(course);
    let open = |code| {
        opened(
            App::new(Arc::clone(&course), progress.clone(), look.clone(), at),
            own.clone(),
            code,
        )
    };
    let (mut app, ignored) = match open(code)? {
        (app, Ok(())) => (app, None),
        (_, Err(reason)) => (
            open(None)?.0,
            Some(format!("the code of --with is left out: {reason}")),
        ),
    };
    match global.background {
        None | Some(BackgroundChoice::Auto) => {}
        Some(BackgroundChoice::Light) => app.lay_on(Background::Light),
        Some(BackgroundChoice::Dark) => app.lay_on(Background::Dark),
    }
    if greets {
        app.greet();
    }
    let said = notice.as_ref().map(ToString::to_string);
    if let Some(said) = said.or(ignored).or(conflict) {
        app.notify(said);
    }
    if let Some(said) = &global.notice {
        app.notify(said.clone());
    }
    let keeper = Box::new(Keeping::new(store, notice.as_ref()));
    let lessons = global.lessons.clone().map(|folder| Lessons {
        folder: folder.clone(),
        shown: Ok(course),
        read: {
            let mut files = Vec::new();
            Box::new(move || reading(&folder, &mut files))
        },
    });
    if global.is_plain() {
        return lines(global, app, keeper, lessons);
    }
    let (options, judge) = terminal_options(global);
    let ended = local::run(
        &mut app,
        options,
        keeper,
        judge,
        lessons.map(Watched::Lessons),
    );
    let ended = ended.map_err(|error| not_shown(&error, global, &Env))?;
    Ok(end(ended))
}

/// Why the course cannot be shown. Who comes through a forced command can run nothing else.
fn not_shown(error: &session::Error, global: &Global, env: &impl EnvVarSource) -> Failure {
    let is_set = |name: &str| env.var(name).is_some();
    let remote = global.learner.is_some() && is_set("SSH_CONNECTION");
    let forced = remote || is_set("SSH_ORIGINAL_COMMAND");
    match error {
        session::Error::NotATerminal(stream) if forced => Failure(format!(
            "standard {stream} is not a terminal, and the course needs one: come with `ssh -t`"
        )),
        session::Error::Dumb if forced => Failure(
            "TERM=dumb says that this terminal cannot place text: come from another one, or ask your \
             teacher for the course in lines"
                .to_owned(),
        ),
        error => Failure(error.to_string()),
    }
}

/// The course with what the learner brought and the code that it is set up from; the second is what keeps
/// the code from that.
fn opened(
    mut app: App,
    own: Option<Brought>,
    code: Option<&str>,
) -> Result<(App, Result<(), String>), Failure> {
    if let Some(own) = own
        && !app.bring(own)
    {
        let sentence = "this lab takes no such file: classifier2d takes one with --x, --y and --class, regression with --y alone";
        return Err(Failure(sentence.to_owned()));
    }
    let set_up = code.map_or(Ok(()), |code| app.set_up(code));
    Ok((app, set_up))
}

/// How everything looks here, as far as is known before the terminal has answered.
pub fn look(global: &Global, progress: &Progress) -> Look {
    let tiers = terminal::tiers(global, progress, &Env, &Answers::default());
    Look {
        motion: terminal::motion(global.motion, &Env).0,
        ..terminal::look(&tiers)
    }
}

/// How this terminal is to be treated, and what judges its answers.
pub fn terminal_options(global: &Global) -> (Options, Judge) {
    let options = Options {
        mouse: global.has_mouse(),
        motion: terminal::motion(global.motion, &Env).0,
        threads: global.threads(&Env),
        slots: global.slots(&Env),
        worker: global.worker(&Env),
        remote: global.is_remote(&Env),
        scheduled: is_scheduled(&Env),
        ends: ends(&Env),
        within: terminal::multiplexer(&Env),
    };
    let flags = global.clone();
    let nothing = Progress::default();
    let judge = move |answers: &Answers| {
        terminal::abilities(&terminal::tiers(&flags, &nothing, &Env, answers))
    };
    (options, Box::new(judge))
}

/// The first file beside the learner's progress that they were not told of, told.
fn new_conflict(store: &Store, progress: &mut Progress) -> Option<String> {
    let name = |file: &Path| Some(file.file_name()?.to_string_lossy().into_owned());
    let mut found = store.conflicts().into_iter();
    let new = found.find(|file| name(file).is_some_and(|name| progress.tell(&name)))?;
    Some(conflict(&new))
}

/// The course in lines, on whatever standard input and output are.
fn lines(
    global: &Global,
    app: App,
    keeper: Box<Keeping>,
    lessons: Option<Lessons>,
) -> Result<ExitCode, Failure> {
    let options = Options {
        threads: global.threads(&Env),
        slots: global.slots(&Env),
        worker: global.worker(&Env),
        scheduled: is_scheduled(&Env),
        ..Options::default()
    };
    let mut lines = Dialogue::new(app);
    if global.symbols == Some(SymbolsChoice::Short) {
        lines = lines.in_signs();
    }
    let ended = dialogue::run(lines, options, keeper, lessons);
    Ok(end(ended.map_err(Failure::new)?))
}

/// The exit status of a session.
pub fn end(ended: Ended) -> ExitCode {
    if let Some(reason) = ended.unsaved.progress {
        complain(&format!("your place was not kept: {reason}"));
    }
    for reason in ended.unsaved.labs {
        complain(&reason);
    }
    match ended.end {
        End::Quit => ExitCode::SUCCESS,
        End::Signal(signal) => ended_by(signal),
        End::Hangup => ExitCode::from(129),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn mosh_is_known_however_it_asks_for_its_server() {
        for command in [
            "mosh-server 'new' '-s' '-c' '256' '-l' 'LANG=en_US.UTF-8'",
            // --experimental-remote-ip=remote, as mosh 1.4.0 spells it
            r#"sh -c '[ -n "$SSH_CONNECTION" ] && printf "\nMOSH SSH_CONNECTION %s\n" "$SSH_CONNECTION"' ; mosh-server 'new' '-c' '256'"#,
            "LANG=C.UTF-8 /usr/local/bin/mosh-server new",
            "env LC_ALL=C.UTF-8 'mosh-server' new",
            "sh -c 'exec mosh-server new'",
        ] {
            assert!(asks_for_mosh(command), "{command}");
        }
        for command in [
            "",
            "sh",
            "handson open 01",
            "ls mosh-server.log",
            "my-mosh-server",
        ] {
            assert!(!asks_for_mosh(command), "{command}");
        }
    }

    #[test]
    fn who_comes_through_a_forced_command_is_told_of_nothing_that_they_cannot_run() {
        use std::collections::HashMap;
        let said = |learner: Option<&str>, env: &[&'static str]| {
            let global = Global {
                learner: learner.map(str::to_owned),
                ..Global::default()
            };
            let env: HashMap<&str, &str> = env.iter().map(|name| (*name, "plain")).collect();
            let errors = [session::Error::NotATerminal("input"), session::Error::Dumb];
            errors.map(|error| not_shown(&error, &global, &env).0)
        };
        for (learner, env) in [
            (None, ["SSH_ORIGINAL_COMMAND"]),
            (Some("seat-001"), ["SSH_CONNECTION"]),
        ] {
            let [stream, dumb] = said(learner, &env);
            assert!(
                stream.contains("ssh -t") && !stream.contains("handson"),
                "{stream}"
            );
            assert!(
                dumb.contains("ask your teacher") && !dumb.contains("handson"),
                "{dumb}"
            );
        }
        for (learner, env) in [(Some("ada"), &[][..]), (None, &["SSH_CONNECTION"])] {
            let told = said(learner, env);
            assert!(
                told.iter().all(|it| it.contains("handson --plain")),
                "{told:?}"
            );
        }
    }
}
