//! Seats by SSH keys, through a real sshd on loopback: who gets in, where to, and what nobody gets.
//!
//! sshd asks for an account of this host. The learners' one is there for this test alone: in a namespace of
//! mounts of its own, `/etc/passwd` has a line more. That takes root; elsewhere it says that it was not tried.

use std::fs;
use std::net::{TcpListener, TcpStream};
use std::os::unix::fs::{MetadataExt, PermissionsExt, chown};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Output, Stdio};

use crate::common::pty::Pty;
use serde_json::Value;

const PROGRAM: &str = env!("CARGO_BIN_EXE_handson");
const SSHD: &str = "/usr/sbin/sshd";
const SIZE: (u16, u16) = (80, 24);
const WORD: &str = "maple-orbit-tin";

/// The learners' account in the namespace.
const ACCOUNT: u32 = 61_234;

/// Ten keys of every kind that may have a seat and that no device is needed for.
const KINDS: [(&str, &str); 10] = [
    ("ed25519", "256"),
    ("ed25519", "256"),
    ("ed25519", "256"),
    ("ed25519", "256"),
    ("ecdsa", "256"),
    ("ecdsa", "256"),
    ("ecdsa", "384"),
    ("ecdsa", "521"),
    ("rsa", "2048"),
    ("rsa", "3072"),
];

/// sshd, its folder, and the keys made for it.
struct Host {
    sshd: Child,
    port: u16,
    folder: tempfile::TempDir,
}

impl Drop for Host {
    fn drop(&mut self) {
        let _ = self.sshd.kill();
        let _ = self.sshd.wait();
    }
}

/// Why it cannot be tried here.
fn lacking() -> Option<&'static str> {
    let root_owns = |path: &Path| {
        path.ancestors().all(|part| {
            let about = fs::metadata(part);
            about.is_ok_and(|about| {
                about.uid() == 0 && about.mode() & 0o022 == 0 && about.mode() & 1 == 1
            })
        })
    };
    match () {
        () if !Path::new(SSHD).exists() => Some("there is no sshd here"),
        () if !rustix::process::geteuid().is_root() => Some("sshd and its namespace need root"),
        () if !root_owns(Path::new(PROGRAM)) => {
            Some("sshd runs no program that others could change")
        }
        () => {
            let tried = Command::new("unshare").args(["--mount", "true"]).output();
            (!tried.is_ok_and(|it| it.status.success()))
                .then_some("no namespace of mounts can be made")
        }
    }
}

impl Host {
    fn start(rules: &str) -> Self {
        let folder = tempfile::tempdir().unwrap();
        let at = |name: &str| folder.path().join(name);
        fs::set_permissions(folder.path(), fs::Permissions::from_mode(0o755)).unwrap();
        for name in ["home", "state"] {
            fs::create_dir(at(name)).unwrap();
            chown(at(name), Some(ACCOUNT), Some(ACCOUNT)).unwrap();
        }
        let home = at("home").display().to_string();
        let passwd = fs::read_to_string("/etc/passwd").unwrap();
        fs::write(
            at("passwd"),
            format!("{passwd}learners:x:{ACCOUNT}:{ACCOUNT}::{home}:/bin/sh\n"),
        )
        .unwrap();
        let shadow = fs::read_to_string("/etc/shadow").unwrap();
        fs::write(
            at("shadow"),
            format!("{shadow}learners:*:19000:0:99999:7:::\n"),
        )
        .unwrap();
        fs::write(at("seats.toml"), rules).unwrap();
        keygen(&at("host"), "ed25519", "256");
        let port = TcpListener::bind("127.0.0.1:0")
            .unwrap()
            .local_addr()
            .unwrap()
            .port();
        let (state, seats) = (
            at("state").display().to_string(),
            at("seats.toml").display().to_string(),
        );
        let host = at("host").display().to_string();
        fs::write(
            at("config"),
            format!(
                "Port {port}\nListenAddress 127.0.0.1\nHostKey {host}\nPidFile none\nUsePAM no\n\
                 StrictModes no\nPasswordAuthentication no\nKbdInteractiveAuthentication no\n\
                 MaxStartups 200:30:400\nPrintMotd no\nPrintLastLog no\nAllowUsers learners\n\
                 Match User learners\n  AuthorizedKeysFile none\n\
                 AuthorizedKeysCommand {PROGRAM} --state {state} seats --rules {seats} keys %u %t %k\n\
                 AuthorizedKeysCommandUser learners\n"
            ),
        )
        .unwrap();
        let script = format!(
            "mount --bind {0}/passwd /etc/passwd && mount --bind {0}/shadow /etc/shadow && \
             mount -t tmpfs tmpfs /run && mkdir /run/sshd && exec {SSHD} -D -E {0}/log -f {0}/config",
            folder.path().display()
        );
        let sshd = Command::new("unshare")
            .args(["--mount", "--propagation", "private", "sh", "-c", &script])
            .stdin(Stdio::null())
            .spawn()
            .unwrap();
        let host = Self { sshd, port, folder };
        // As long as it takes; a sshd that ended answers nobody.
        let mut host = host;
        while TcpStream::connect(("127.0.0.1", host.port)).is_err() {
            assert!(
                host.sshd.try_wait().unwrap().is_none(),
                "sshd: {}",
                host.log()
            );
            std::thread::yield_now();
        }
        host
    }

    fn log(&self) -> String {
        fs::read_to_string(self.folder.path().join("log")).unwrap_or_default()
    }

    /// A new key.
    fn key(&self, name: &str, (kind, bits): (&str, &str)) -> PathBuf {
        let key = self.folder.path().join(name);
        keygen(&key, kind, bits);
        key
    }

    fn words(&self, key: &Path, more: &[&str]) -> Vec<String> {
        let mut words: Vec<String> = [
            "-F",
            "none",
            "-o",
            "IdentitiesOnly=yes",
            "-o",
            "UserKnownHostsFile=/dev/null",
            "-o",
            "StrictHostKeyChecking=no",
            "-o",
            "LogLevel=ERROR",
            "-o",
            "BatchMode=yes",
            "-i",
        ]
        .map(str::to_owned)
        .into();
        words.extend([
            key.display().to_string(),
            "-p".to_owned(),
            self.port.to_string(),
        ]);
        words.extend(more.iter().map(|word| (*word).to_owned()));
        words
    }

    /// ssh on a terminal.
    fn come(&self, key: &Path, options: &[&str], command: &[&str]) -> Pty {
        let more: Vec<&str> = [options, &["-tt", "learners@127.0.0.1"], command].concat();
        let words = self.words(key, &more);
        let words: Vec<&str> = words.iter().map(String::as_str).collect();
        Pty::spawn_program("ssh", &words, &[], SIZE)
    }

    /// ssh without one.
    fn ask(&self, key: &Path, more: &[&str]) -> Output {
        let mut ssh = Command::new("ssh");
        ssh.args(self.words(key, more)).stdin(Stdio::null());
        ssh.output().unwrap()
    }

    fn seats(&self, words: &[&str]) -> String {
        let at = |name: &str| self.folder.path().join(name);
        let output = Command::new(PROGRAM)
            .arg("--state")
            .arg(at("state"))
            .arg("seats")
            .arg("--rules")
            .arg(at("seats.toml"))
            .args(words)
            .output()
            .unwrap();
        let text = [output.stdout, output.stderr].concat();
        String::from_utf8(text).unwrap()
    }

    fn progress(&self) -> Vec<String> {
        let entries = fs::read_dir(self.folder.path().join("state")).unwrap();
        let names = entries.map(|entry| entry.unwrap().file_name().into_string().unwrap());
        let mut names: Vec<_> = names
            .filter(|name| name.starts_with("progress") && name.ends_with("json"))
            .collect();
        names.sort();
        names
    }
}

fn keygen(path: &Path, kind: &str, bits: &str) {
    let made = Command::new("ssh-keygen")
        .args(["-q", "-N", "", "-t", kind, "-b", bits, "-f"])
        .arg(path)
        .status();
    assert!(made.unwrap().success());
}

fn text(output: &Output) -> String {
    String::from_utf8_lossy(&[output.stdout.as_slice(), &output.stderr].concat()).into_owned()
}

fn leave(mut pty: Pty) {
    pty.press(&["q"]);
    pty.exit_status();
}

#[test]
fn ten_keys_have_ten_seats_through_sshd_and_no_key_has_more_than_the_course() {
    if let Some(why) = lacking() {
        eprintln!("not tried: {why}");
        return;
    }
    let rules =
        format!("account = \"learners\"\nenrolment = \"open\"\nseats = 10\nword = \"{WORD}\"\n");
    let host = Host::start(&rules);
    let keys: Vec<_> = KINDS
        .iter()
        .enumerate()
        .map(|(at, kind)| host.key(&format!("k{at}"), *kind))
        .collect();

    // All at once, as a class comes.
    let mut class: Vec<_> = keys.iter().map(|key| host.come(key, &[], &[])).collect();
    for pty in &mut class {
        pty.wait_for("class word");
        pty.send(format!("{WORD}\r").as_bytes());
    }
    for (at, pty) in class.iter_mut().enumerate() {
        pty.wait_for("What shall your teacher call you?");
        pty.send(format!("Pupil {at}\r").as_bytes());
    }
    for pty in &class {
        pty.wait_for_step("01:hello");
    }
    class.into_iter().for_each(leave);
    let seats: Vec<_> = (1..=10)
        .map(|n| format!("progress-seat-{n:03}.json"))
        .collect();
    assert_eq!(host.progress(), seats, "{}", host.log());
    let listed = host.seats(&["list"]);
    assert!(
        (0..10).all(|at| listed.contains(&format!("Pupil {at}\n"))),
        "{listed}"
    );

    // An eleventh key knows the word, and there is no seat.
    let late = host.key("late", KINDS[0]);
    let mut pty = host.come(&late, &[], &[]);
    pty.wait_for("class word");
    pty.send(format!("{WORD}\r").as_bytes());
    pty.wait_for("all 10 seats of this class are taken");
    drop(pty);

    // A key comes back to its own seat, whatever it asks for, sends along or calls its terminal.
    let known = || {
        let path = host.folder.path().join("state/progress-seat-002.json");
        let mut known: Value = serde_json::from_slice(&fs::read(path).unwrap()).unwrap();
        let told = known.as_object_mut().unwrap();
        // When it was here last, and came to its step, is all that may differ.
        told.remove("here");
        told["place"].as_object_mut().unwrap().remove("since");
        known
    };
    let before = known();
    for command in [
        &["sh"][..],
        &["handson", "--learner", "seat-002"],
        &["scp", "-f", "/etc/passwd"],
        &["name; sh"],
    ] {
        let sent = [
            "-o",
            "SetEnv=HANDSON_SLOTS=/etc LD_PRELOAD=/x HOME=/",
            "-o",
            "SendEnv=*",
        ];
        let pty = host.come(&keys[0], &sent, command);
        pty.wait_for_step("01:hello");
        leave(pty);
    }
    assert_eq!(known(), before);
    assert_eq!(host.progress(), seats);
    // sshd itself would answer a forwarding with its banner.
    let there = format!("127.0.0.1:{}", host.port);
    // Without a terminal there is a sentence, and no shell reads what is sent.
    for more in [
        &["-T", "learners@127.0.0.1"][..],
        &["-T", "learners@127.0.0.1", "id"],
        &["-T", "-s", "learners@127.0.0.1", "sftp"],
        &["-W", &there, "learners@127.0.0.1"],
    ] {
        let said = text(&host.ask(&keys[0], more));
        assert!(
            !said.contains("uid=") && !said.contains("SSH-2.0"),
            "{more:?}: {said}"
        );
        let refused = [
            "not a terminal",
            "stdio forwarding failed",
            "subsystem request failed",
        ];
        assert!(
            refused.iter().any(|why| said.contains(why)),
            "{more:?}: {said}"
        );
    }

    // A second key for a seat; the first one is revoked, then the seat.
    let said = text(&host.ask(&keys[2], &["-T", "learners@127.0.0.1", "add-key"]));
    let code = said.lines().next().unwrap().to_owned();
    let mut pty = host.come(&late, &[], &[]);
    pty.wait_for("class word");
    pty.send(format!("{code}\r").as_bytes());
    pty.wait_for("You have seat-");
    pty.send(b"\r");
    pty.wait_for_step("01:hello");
    leave(pty);
    assert_eq!(host.progress(), seats);
    let fingerprint = Command::new("ssh-keygen")
        .args(["-l", "-f"])
        .arg(&keys[2])
        .output()
        .unwrap();
    let fingerprint = text(&fingerprint).split(' ').nth(1).unwrap().to_owned();
    let as_learners = |words: &[&str]| {
        // As the account that owns the folder would.
        chown(host.folder.path().join("state"), Some(0), Some(0)).unwrap();
        let said = host.seats(words);
        chown(
            host.folder.path().join("state"),
            Some(ACCOUNT),
            Some(ACCOUNT),
        )
        .unwrap();
        chown(
            host.folder.path().join("state/seats.json"),
            Some(ACCOUNT),
            Some(ACCOUNT),
        )
        .unwrap();
        said
    };
    assert!(
        host.seats(&["revoke", &fingerprint])
            .contains("another account")
    );
    assert!(as_learners(&["revoke", &fingerprint]).contains("may not come in any more"));
    let denied = |key: &Path| {
        text(&host.ask(key, &["-T", "learners@127.0.0.1"])).contains("Permission denied")
    };
    assert!(denied(&keys[2]) && !denied(&late));
}
