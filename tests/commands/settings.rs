//! What a learner's terminal asks for, remembered; and what a shell and `man` are told.

use std::io::Write;
use std::path::Path;
use std::process::{Command, Output, Stdio};

/// Runs the program with its files in `home`, with `lines` as its input.
fn handson(home: &Path, args: &[&str], lines: &str) -> Output {
    let mut child = Command::new(env!("CARGO_BIN_EXE_handson"))
        .args(args)
        .env("HOME", home)
        .env_remove("XDG_STATE_HOME")
        .env("LANG", "C.UTF-8")
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .expect("the program starts");
    let mut input = child.stdin.take().expect("it is piped");
    // a program that reads nothing may be gone already
    let _ = input.write_all(lines.as_bytes());
    drop(input);
    child.wait_with_output().expect("it ends")
}

fn stdout(output: &Output) -> String {
    String::from_utf8_lossy(&output.stdout).into_owned()
}

fn stderr(output: &Output) -> String {
    String::from_utf8_lossy(&output.stderr).into_owned()
}

#[test]
fn plain_is_asked_for_once_and_kept_until_it_is_taken_back() {
    let home = tempfile::tempdir().expect("a temporary folder");
    let first = handson(home.path(), &["--plain", "--remember"], "quit\n");
    assert!(
        stdout(&first).contains("remembered in") && stdout(&first).contains("settings.toml"),
        "{}",
        stdout(&first)
    );
    let second = handson(home.path(), &[], "quit\n");
    assert!(
        stdout(&second).contains("dialogue of lines"),
        "{}",
        stderr(&second)
    );
    let once = handson(home.path(), &["--plain=off"], "");
    assert!(
        stderr(&once).contains("not a terminal"),
        "{}",
        stderr(&once)
    );
    let other = handson(home.path(), &["--learner", "bob"], "");
    assert!(
        stderr(&other).contains("not a terminal"),
        "each learner has settings of their own"
    );
    let back = handson(home.path(), &["lessons", "--plain=off", "--remember"], "");
    assert!(stderr(&back).contains("plain off"), "{}", stderr(&back));
    assert!(stderr(&handson(home.path(), &[], "")).contains("not a terminal"));
}

#[test]
fn a_setting_is_told_by_doctor_and_goes_before_the_environment_and_after_a_flag() {
    let state = tempfile::tempdir().expect("a temporary folder");
    let folder = state.path().to_str().expect("a path in UTF-8");
    let file = state.path().join("settings.toml");
    std::fs::write(&file, "# the beamer\nglyphs = \"ascii\"\n").expect("it is written");
    let render = |more: &[&str]| {
        let args = [&["--state", folder, "render", "04:wider"], more].concat();
        stdout(&handson(state.path(), &args, ""))
    };
    assert!(render(&[]).is_ascii() && !render(&["--glyphs", "braille"]).is_ascii());
    let doctor = stdout(&handson(state.path(), &["--state", folder, "doctor"], ""));
    assert!(
        doctor.contains("settings.toml") && doctor.contains("glyphs ascii"),
        "{doctor}"
    );
}

#[test]
fn a_wrong_settings_file_is_one_sentence_and_stays_as_it_is() {
    let state = tempfile::tempdir().expect("a temporary folder");
    let folder = state.path().to_str().expect("a path in UTF-8");
    let file = state.path().join("settings.toml");
    std::fs::write(&file, "colour = 16\n").expect("it is written");
    for args in [
        &["--state", folder, "lessons"][..],
        &["--state", folder, "--plain", "--remember", "lessons"],
    ] {
        let refused = handson(state.path(), args, "");
        let said = stderr(&refused);
        assert_eq!(refused.status.code(), Some(2), "{said}");
        assert!(
            said.contains("settings.toml: there is no setting `colour`"),
            "{said}"
        );
        assert_eq!(said.lines().count(), 1, "{said}");
    }
    assert_eq!(
        std::fs::read_to_string(&file).expect("it is there"),
        "colour = 16\n"
    );
    for printed in [
        &["--state", folder, "man"][..],
        &["--state", folder, "completions", "fish"],
    ] {
        assert!(
            handson(state.path(), printed, "").status.success(),
            "{printed:?} needs no settings"
        );
    }
}

#[test]
fn remember_without_a_flag_to_keep_says_how_it_is_meant() {
    let home = tempfile::tempdir().expect("a temporary folder");
    let refused = handson(home.path(), &["--remember"], "");
    assert_eq!(refused.status.code(), Some(2));
    assert!(stderr(&refused).contains("handson --plain --remember"));
}

/// The commands that `--help` lists.
fn commands(home: &Path) -> Vec<String> {
    let help = stdout(&handson(home, &["--help"], ""));
    let listed = help.lines().skip_while(|line| *line != "Commands:").skip(1);
    let listed = listed.take_while(|line| !line.is_empty());
    listed
        .filter(|line| line.starts_with("  ") && !line.starts_with("   "))
        .filter_map(|line| line.split_whitespace().next())
        .filter(|name| *name != "help")
        .map(str::to_owned)
        .collect()
}

#[test]
fn shells_and_man_are_told_every_command() {
    let home = tempfile::tempdir().expect("a temporary folder");
    let commands = commands(home.path());
    assert!(commands.len() > 9, "{commands:?}");
    for shell in ["bash", "zsh", "fish", "elvish", "powershell"] {
        let script = stdout(&handson(home.path(), &["completions", shell], ""));
        for name in commands.iter().map(String::as_str).chain(["remember"]) {
            assert!(script.contains(name), "{shell}: {name}");
        }
    }
    let page = stdout(&handson(home.path(), &["man"], ""));
    assert!(
        page.contains(".TH handson") && page.contains("\\-\\-remember"),
        "{page}"
    );
    for name in commands {
        let page = stdout(&handson(home.path(), &["man", &name], ""));
        let page = page.replace("\\-", "-");
        assert!(
            page.contains(&format!(".TH handson-{name}")),
            "{name}: {page}"
        );
    }
    let refused = handson(home.path(), &["man", "trian"], "");
    assert!(stderr(&refused).contains("there is no command `trian`"));
}
