//! What a learner is asked at the door, and what whoever runs the host is told of seats: without sshd, by the
//! command that sshd would run.

use std::fs;
use std::io::Write;
use std::os::unix::fs::{PermissionsExt, chown};
use std::path::PathBuf;
use std::process::{Command, Stdio};

use crate::common::pty::Pty;

const PROGRAM: &str = env!("CARGO_BIN_EXE_handson");
const ADA: &str = "SHA256:P40ej2xS2+YtlRpRcky7D/IbFQVl2Iwi1lSZoQqpEfo";
const BO: &str = "SHA256:BAtqBIjVn6MgY5/Kj+kQ2Jk3DySmMxVgzSWJUnhQMrA";
const OPEN: &str =
    "account = \"nobody\"\nenrolment = \"open\"\nseats = 1\nword = \"maple-orbit-tin\"\n";

/// A class in a folder of its own.
struct Class(tempfile::TempDir);

impl Class {
    fn new(rules: &str) -> Self {
        let class = Self(tempfile::tempdir().unwrap());
        fs::create_dir(class.at("state")).unwrap();
        class.settle(rules);
        class
    }

    fn at(&self, name: &str) -> PathBuf {
        self.0.path().join(name)
    }

    fn settle(&self, rules: &str) {
        fs::write(self.at("rules"), rules).unwrap();
        fs::set_permissions(self.at("rules"), fs::Permissions::from_mode(0o640)).unwrap();
    }

    fn words(&self, words: &[&str]) -> Vec<String> {
        let (state, rules) = (self.at("state"), self.at("rules"));
        let ours = ["--state", &state.display().to_string(), "seats", "--rules"].map(str::to_owned);
        let rules = rules.display().to_string();
        let more = words.iter().map(|word| (*word).to_owned());
        ours.into_iter().chain([rules]).chain(more).collect()
    }

    /// What is printed, with this on standard input, for who asks ssh for this.
    fn run(&self, words: &[&str], asked: &str, input: &str) -> String {
        let mut run = Command::new(PROGRAM)
            .args(self.words(words))
            .env("SSH_ORIGINAL_COMMAND", asked)
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .unwrap();
        let mut pipe = run.stdin.take().unwrap();
        let _ = pipe.write_all(input.as_bytes()); // it may have refused already
        drop(pipe);
        let output = run.wait_with_output().unwrap();
        String::from_utf8([output.stdout, output.stderr].concat()).unwrap()
    }

    fn enter(&self, key: &str, asked: &str, input: &str) -> String {
        self.run(&["enter", key], asked, input)
    }

    fn tell(&self, words: &[&str]) -> String {
        self.run(words, "", "")
    }
}

#[test]
fn the_door_asks_again_after_a_wrong_word_and_says_at_once_that_a_class_is_full() {
    let class = Class::new(OPEN);
    let said = class.enter(ADA, "", "tin\nMaple Orbit Tin\n...\nAda\n");
    let asked = "The class word, or the code of a key that has your seat:";
    assert_eq!(said.matches(asked).count(), 2, "{said}");
    assert!(
        said.contains("Once more.") && said.contains("You have seat-001."),
        "{said}"
    );
    assert_eq!(said.matches("Enter for no name").count(), 2, "{said}");
    // Without a terminal nobody is sent to what a forced command cannot run.
    assert!(
        said.contains("come with `ssh -t`") && !said.contains("--plain"),
        "{said}"
    );
    let full = class.enter(BO, "", "maple-orbit-tin\nmaple-orbit-tin\n");
    assert!(full.contains("seats of this class are taken"), "{full}");
    assert!(!full.contains("Once more"), "{full}");
}

#[test]
fn a_code_is_told_aloud_a_newer_one_cancels_it_and_a_name_stays_with_enter() {
    let class = Class::new(OPEN);
    class.enter(ADA, "", "maple-orbit-tin\nAda\n");
    let first = class.enter(ADA, "add-key", "");
    assert!(!first.contains("good no longer"), "{first}");
    let second = class.enter(ADA, "add-key", "");
    assert!(
        second.contains("The code that was made before is good no longer."),
        "{second}"
    );
    let code = second.lines().next().unwrap().to_uppercase();
    let said = class.enter(BO, "", &format!("{code}\n\n"));
    assert!(
        said.contains("You have seat-001 and are called Ada."),
        "{said}"
    );
    assert!(
        said.contains("Enter keeps it") && !said.contains("Enter for no name"),
        "{said}"
    );
    assert!(class.tell(&["list"]).contains("Ada\n"));
}

#[test]
fn in_closed_enrolment_a_code_is_asked_for_and_no_class_word() {
    let class = Class::new(OPEN);
    class.enter(ADA, "", "maple-orbit-tin\nAda\n");
    class.settle(&OPEN.replace("open", "closed"));
    assert!(class.enter(BO, "", "").contains("no seat here"));
    class.tell(&["code", "Ada"]);
    let said = class.enter(BO, "", "maple-orbit-tin\n");
    assert!(
        said.contains("The code of a key that has your seat:"),
        "{said}"
    );
    assert!(
        said.contains("that is no code that is good now") && !said.contains("class word"),
        "{said}"
    );
}

#[test]
fn a_list_says_what_keeps_a_class_out_and_where_the_work_of_a_key_is() {
    let class = Class::new(&OPEN.replace("nobody", "no-such-account"));
    let said = class.tell(&["list"]);
    assert!(said.contains("none of this name"), "{said}");
    class.settle(OPEN);
    let said = class.tell(&["list"]);
    assert!(
        said.contains("is not `nobody`'s") && said.contains("runuser -u nobody"),
        "{said}"
    );
    assert!(!said.contains("can be written"), "{said}");
    fs::set_permissions(class.at("rules"), fs::Permissions::from_mode(0o666)).unwrap();
    let said = class.tell(&["list"]);
    assert!(said.contains("can be written by others"), "{said}");
    // A key that enrolled is put on the list.
    class.enter(ADA, "", "maple-orbit-tin\n\n");
    let key = "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAILCm4HZUh3nbFVic22X3QghS5NIU+5x1mJJsH4vXyOmp";
    class.settle(&format!(
        "{OPEN}[[seat]]\nname = \"carl\"\nkeys = [\"{key}\"]\n"
    ));
    let said = class.tell(&["list"]);
    assert!(
        said.contains("has the seat `carl` by the list, and had seat-001"),
        "{said}"
    );
    if rustix::process::geteuid().is_root() {
        let id = Command::new("id").args(["-u", "nobody"]).output().unwrap();
        let id = String::from_utf8(id.stdout)
            .unwrap()
            .trim()
            .parse()
            .unwrap();
        chown(class.at("state"), Some(id), None).unwrap();
        assert!(!class.tell(&["list"]).contains("is not `nobody`'s"));
    }
}

#[test]
fn a_revoked_learner_who_is_in_is_named_by_the_process_that_ends_with_kill() {
    let class = Class::new(OPEN);
    let words = class.words(&["enter", ADA]);
    let words: Vec<&str> = words.iter().map(String::as_str).collect();
    let mut pty = Pty::spawn_program(PROGRAM, &words, &[], (80, 24));
    pty.wait_for("class word");
    pty.send(b"maple-orbit-tin\r");
    pty.wait_for("call you?");
    pty.send(b"Robert\r");
    pty.wait_for_step("01:hello");
    let process = pty.pid().to_string();
    assert!(
        class
            .tell(&["list"])
            .contains(&format!("Robert  open: {process}\n"))
    );
    let said = class.tell(&["revoke", "Robert"]);
    assert!(
        said.starts_with("seat-001 may not come in any more;"),
        "{said}"
    );
    assert!(said.contains(&format!("`kill {process}`")), "{said}");
    assert!(
        Command::new("kill")
            .arg(&process)
            .status()
            .unwrap()
            .success()
    );
    pty.exit_status();
    assert!(!class.tell(&["list"]).contains("open:"));
    // The place is free again, and to give the seat back says nothing of who is in.
    let said = class.enter(BO, "", "maple-orbit-tin\n\n");
    assert!(said.contains("You have seat-002."), "{said}");
    let said = class.tell(&["revoke", "seat-001", "--undo"]);
    assert_eq!(
        said,
        "seat-001 may come in again; that makes 2 seats by enrolment, of 1\n"
    );
}
