//! The real binary and what happens to it: stopped and continued, flooded, stalled, refused.

use std::io::{self, Read, Write};
use std::time::Duration;

use crate::common::pty::{Pty, cells};
use portable_pty::{PtySize, native_pty_system};
use rustix::process::Signal;

const PROGRAM: &str = env!("CARGO_BIN_EXE_handson");
const SIZE: (u16, u16) = (80, 24);

/// The line of a shell that does this and ends.
fn shell(script: &str, env: &[(&str, &str)]) -> Pty {
    Pty::spawn_program("sh", &["-c", script, PROGRAM], env, SIZE)
}

/// The modes of a line nobody has touched, from a program that ends at once.
fn untouched() -> Pty {
    let pty = shell("true", &[]);
    pty.exit_status();
    pty
}

#[test]
fn ctrl_z_gives_the_terminal_back_and_fg_takes_it_again() {
    let script = r#"set -m; "$0" open 04:mean; echo away; read x; fg >/dev/null; echo back"#;
    for stop in ["Ctrl-z", "TSTP"] {
        let mut pty = shell(script, &[]);
        pty.wait_for("c contents");
        let before = pty.screen();
        match stop {
            "TSTP" => pty.signal_job(Signal::TSTP),
            key => pty.press(&[key]),
        }
        pty.wait_for("away");
        let away = pty.screen();
        assert!(!away.alternate_screen() && !away.hide_cursor() && !away.bracketed_paste());
        assert_eq!(pty.line_modes(), untouched().line_modes(), "{stop}");
        pty.press(&["Enter"]);
        pty.wait_until("whole screen again", |screen| {
            screen.alternate_screen() && cells(screen) == cells(&before)
        });
        assert!(pty.screen().hide_cursor() && pty.screen().bracketed_paste());
        pty.press(&["Right"]);
        pty.wait_for_step("04:wider");
        pty.press(&["q"]);
        pty.wait_for("back");
        assert!(pty.exit_status().success());
        assert!(!pty.screen().alternate_screen());
        let text = String::from_utf8_lossy(&pty.bytes()).into_owned();
        assert_eq!(text.matches("\x1b[?1049l").count(), 2, "once each time");
    }
}

#[test]
fn a_course_stopped_from_outside_repaints_its_screen() {
    let script = r#"set -m; "$0" open 04:mean; echo away; read x; fg >/dev/null"#;
    let mut pty = shell(script, &[]);
    pty.wait_for("c contents");
    let before = cells(&pty.screen());
    pty.signal_job(Signal::STOP);
    pty.wait_for("away");
    pty.send(b"\n"); // the line is still raw
    pty.wait_until("whole screen again", |screen| cells(screen) == before);
    pty.press(&["q"]);
    assert!(pty.exit_status().success());
}

#[test]
fn where_no_shell_waits_ctrl_z_says_so() {
    let mut pty = Pty::spawn(&["open", "01"], &[], SIZE);
    pty.wait_for_step("01:hello");
    pty.press(&["Ctrl-z"]);
    pty.wait_for("no shell to go back to");
    pty.press(&["Right"]);
    pty.wait_for_step("01:leave");
    pty.press(&["q"]);
    assert!(pty.exit_status().success());
}

/// Standard output is a second terminal, which goes away after this many bytes.
#[track_caller]
fn end_when_output_fails_after(count: usize) {
    let size = PtySize {
        rows: 24,
        cols: 80,
        ..PtySize::default()
    };
    let output = native_pty_system().openpty(size).unwrap();
    let name = output.master.tty_name().unwrap();
    let script = format!(r#"exec "$0" open 01 >{}"#, name.display());
    let mut pty = shell(&script, &[]);
    let mut reader = output.master.try_clone_reader().unwrap();
    let mut bytes = vec![0; count];
    reader.read_exact(&mut bytes).unwrap();
    drop((reader, output.master, output.slave));
    pty.press(&["Right"]); // one more write, at the least
    assert_eq!(pty.exit_status().exit_code(), 129, "after {count} bytes");
    assert_eq!(
        pty.line_modes(),
        untouched().line_modes(),
        "after {count} bytes"
    );
}

#[test]
fn whichever_write_fails_the_line_is_given_back() {
    for count in [1, 8, 64, 200, 800] {
        end_when_output_fails_after(count);
    }
}

#[test]
fn mouse_motion_and_focus_draw_nothing() {
    let bytes = |noise: &[u8]| {
        let mut pty = Pty::spawn(&["open", "04:mean"], &[], SIZE);
        pty.wait_for_step("04:mean");
        pty.send(noise);
        pty.press(&["Right"]);
        pty.wait_for_step("04:wider");
        pty.press(&["q"]);
        assert!(pty.exit_status().success());
        pty.bytes().len()
    };
    let quiet = bytes(b"");
    let motion: String = (0..2_000)
        .map(|i| format!("\x1b[<35;{};{}M", i % 80 + 1, i % 24 + 1))
        .collect();
    assert_eq!(bytes(motion.as_bytes()), quiet);
    assert_eq!(bytes(&b"\x1b[I\x1b[O".repeat(1_000)), quiet);
}

/// Seconds of computing so far, in ticks of the system's clock.
fn computed(pty: &Pty) -> u64 {
    let stat = std::fs::read_to_string(format!("/proc/{}/stat", pty.pid())).unwrap();
    let after_name = stat.rsplit(')').next().unwrap();
    let fields: Vec<&str> = after_name.split_whitespace().collect();
    fields[11].parse::<u64>().unwrap() + fields[12].parse::<u64>().unwrap()
}

#[test]
fn training_goes_on_while_the_link_stalls() {
    let mut pty = Pty::spawn(&["open", "09:train", "--threads", "1"], &[], SIZE);
    pty.wait_for("→ next");
    pty.press(&["Space"]);
    pty.wait_for("epoch  1/17");
    pty.stall();
    let before = computed(&pty);
    // Ctrl-S would stop the output of a line that is not raw.
    pty.send(b"\x13");
    while computed(&pty) < before + 100 {
        assert!(!pty.ends_within(Duration::from_millis(20)));
    }
    pty.flow();
    pty.press(&["Space"]);
    pty.wait_for("paused");
    pty.stall();
    pty.press(&["Right", "q"]);
    pty.wait_for_process();
    pty.flow();
    assert!(pty.exit_status().success());
}

#[test]
fn without_colour_bold_and_reverse_remain() {
    let mut pty = Pty::spawn(&["open", "04:mean"], &[("NO_COLOR", "1")], SIZE);
    pty.wait_for("→ next");
    pty.press(&["/", "l"]); // a field with a cursor
    pty.wait_for("search");
    pty.press(&["Ctrl-c"]); // closes the search first
    pty.wait_for("→ next");
    pty.press(&["Ctrl-c"]);
    assert!(pty.exit_status().success());
    let text = String::from_utf8_lossy(&pty.bytes()).into_owned();
    let (_, drawn) = text.split_once("\x1b[c").expect("the question");
    let pens = drawn.split("\x1b[").skip(1).filter_map(|rest| {
        let end = rest.find(|c: char| !c.is_ascii_digit() && c != ';')?;
        rest[end..].starts_with('m').then(|| &rest[..end])
    });
    let numbers: Vec<u32> = pens
        .flat_map(|pen| pen.split(';').filter_map(|n| n.parse().ok()))
        .collect();
    assert!(numbers.contains(&1), "bold: {numbers:?}");
    assert!(numbers.contains(&7), "reverse: {numbers:?}");
    let colours = numbers
        .iter()
        .any(|n| matches!(n, 30..=38 | 40..=48 | 90..=107));
    assert!(!colours, "{numbers:?}");
}

#[test]
fn where_the_locale_is_c_nothing_above_0x7f_is_drawn() {
    let mut pty = Pty::spawn(&["open", "09:train"], &[("LANG", "C")], SIZE);
    pty.wait_for("next");
    pty.press(&["Right", "c"]);
    pty.wait_for("handson - contents");
    pty.press(&["Esc", "q"]);
    pty.press(&["q"]);
    assert!(pty.exit_status().success());
    let bytes = pty.bytes();
    let fence = bytes.windows(3).position(|window| window == b"\x1b[c");
    assert!(bytes[fence.expect("the question")..].is_ascii());
}

/// Ends what a failed test may have left running.
struct Server(std::path::PathBuf);

impl Drop for Server {
    fn drop(&mut self) {
        let mut kill = std::process::Command::new("tmux");
        let _ = kill.arg("-S").arg(&self.0).arg("kill-server").output(); // mostly gone already
    }
}

/// From step to step, to the contents and back, and out.
#[track_caller]
fn journey_inside(program: &str, words: &[&str], env: &[(&str, &str)], farewell: &str) {
    if std::process::Command::new(program)
        .arg("--version")
        .output()
        .is_err()
    {
        // Not a macro's output: that of a test that passes is not shown.
        let _ = writeln!(io::stderr(), "not tried: there is no {program} here");
        return;
    }
    let words = [words, &[PROGRAM, "open", "04:mean"]].concat();
    for locale in ["C.UTF-8", "C"] {
        let env = [env, &[("LANG", locale)]].concat();
        let mut pty = Pty::spawn_program(program, &words, &env, (80, 30));
        pty.wait_for_step("04:mean");
        pty.press(&["Right"]);
        pty.wait_for_step("04:wider");
        pty.press(&["c"]);
        pty.wait_for("contents");
        pty.press(&["c"]); // not Esc: screen on a busy machine loses it at times
        pty.wait_for_step("04:wider");
        pty.press(&["q"]);
        assert!(pty.exit_status().success());
        let left = pty.screen().contents();
        assert!(left.contains(farewell), "{left}");
    }
}

#[test]
fn inside_tmux_the_journey_is_the_same() {
    let folder = tempfile::tempdir().unwrap();
    let server = Server(folder.path().join("socket"));
    let socket = server.0.to_str().unwrap();
    let words = ["-S", socket, "-f", "/dev/null", "new"];
    journey_inside("tmux", &words, &[], "[exited]");
}

#[test]
fn inside_screen_the_journey_is_the_same() {
    use std::os::unix::fs::PermissionsExt;
    let folder = tempfile::tempdir().unwrap();
    let private = std::fs::Permissions::from_mode(0o700);
    std::fs::set_permissions(folder.path(), private).unwrap();
    let env = [("SCREENDIR", folder.path().to_str().unwrap())];
    let words = ["-c", "/dev/null", "--"];
    journey_inside("screen", &words, &env, "[screen is terminating]");
}
