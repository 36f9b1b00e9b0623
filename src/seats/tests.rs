use super::key::BadKey;
use super::*;
use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use std::path::Path;

/// Of `ssh-keygen -t ed25519`, with what `ssh-keygen -l` of OpenSSH 9.2 says of it.
const ADA: (&str, &str) = (
    "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAILCm4HZUh3nbFVic22X3QghS5NIU+5x1mJJsH4vXyOmp",
    "SHA256:P40ej2xS2+YtlRpRcky7D/IbFQVl2Iwi1lSZoQqpEfo",
);
const BO: (&str, &str) = (
    "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIMNGtXy6/oYBA6VdLiM25ev3np+/7lVv9PuLPT8SP4iN",
    "SHA256:BAtqBIjVn6MgY5/Kj+kQ2Jk3DySmMxVgzSWJUnhQMrA",
);

const WORD: &str = "maple-orbit-tin";

fn open_class(seats: usize) -> Rules {
    let text = format!(
        "account = \"learners\"\nenrolment = \"open\"\nseats = {seats}\nword = \"{WORD}\"\n"
    );
    Rules::read(&text).unwrap()
}

fn list() -> Rules {
    let text = format!(
        "account = \"learners\"\nenrolment = \"closed\"\n\
         [[seat]]\nname = \"ada\"\nkeys = [\"{} ada@home\"]\n[[seat]]\nname = \"cleo\"\n",
        ADA.0
    );
    Rules::read(&text).unwrap()
}

#[test]
fn a_fingerprint_is_the_one_that_ssh_keygen_tells() {
    for (line, fingerprint) in [ADA, BO] {
        assert_eq!(PublicKey::of_line(line).unwrap().fingerprint(), fingerprint);
    }
}

#[test]
fn keys_of_other_kinds_and_what_only_looks_like_a_key_are_none() {
    let base64 = ADA.0.split_once(' ').unwrap().1;
    for kind in [
        "ssh-dss",
        "ssh-ed25519-cert-v01@openssh.com",
        "ssh-mldsa-44",
        "",
        "\u{1b}[2J",
    ] {
        assert!(
            matches!(PublicKey::new(kind, base64), Err(BadKey::Kind(_))),
            "{kind}"
        );
    }
    let another = STANDARD.encode(b"\0\0\0\x07ssh-rsa\0\0\0\x01\x03");
    let endless = STANDARD.encode(b"\xff\xff\xff\xffssh-ed25519");
    for base64 in [
        "",
        "AAAA",
        "not base64",
        "AAAA\"",
        &another,
        &endless,
        &"A".repeat(9000),
    ] {
        assert_eq!(
            PublicKey::new("ssh-ed25519", base64),
            Err(BadKey::Garbled),
            "{base64}"
        );
    }
}

#[test]
fn on_a_closed_list_each_key_has_its_seat_and_no_other_key_has_any() {
    let (rules, mut ledger) = (list(), Ledger::default());
    assert_eq!(entry(ADA.1, &rules, &ledger), Entry::Seat("ada".into()));
    assert_eq!(entry(BO.1, &rules, &ledger), Entry::Closed);
    ledger.revoke("ada", &rules, false).unwrap();
    assert_eq!(entry(ADA.1, &rules, &ledger), Entry::Closed);
    ledger.revoke("ada", &rules, true).unwrap();
    ledger.revoke(ADA.1, &rules, false).unwrap();
    assert_eq!(
        entry(ADA.1, &rules, &ledger),
        Entry::Closed,
        "one key, the seat stays"
    );
    assert!(ledger.revoke("nobody", &rules, false).is_err());
}

#[test]
fn in_open_enrolment_the_word_gives_a_seat_until_they_are_taken_and_keys_keep_theirs() {
    let (rules, mut ledger) = (open_class(1), Ledger::default());
    assert_eq!(entry(ADA.1, &rules, &ledger), Entry::Stranger);
    assert_eq!(ledger.enrol(ADA.1, "maple", &rules, 1), Err(Refused::Word));
    assert_eq!(ledger.enrol(ADA.1, "", &rules, 1), Err(Refused::Word));
    assert_eq!(
        ledger
            .enrol(ADA.1, " Maple Orbit-TIN\n", &rules, 1)
            .unwrap(),
        "seat-001"
    );
    assert_eq!(
        ledger.enrol(ADA.1, WORD, &rules, 2).unwrap(),
        "seat-001",
        "the same again"
    );
    assert_eq!(ledger.enrol(BO.1, WORD, &rules, 2), Err(Refused::Full(1)));
    assert_eq!(
        entry(ADA.1, &rules, &ledger),
        Entry::Seat("seat-001".into())
    );
    assert_eq!(
        ledger.enrol(BO.1, "Maple Orbit Tin", &rules, 2),
        Err(Refused::Full(1))
    );
}

#[test]
fn a_revoked_seat_frees_its_place_and_its_id_is_never_anothers() {
    let (rules, mut ledger) = (open_class(1), Ledger::default());
    ledger.enrol(ADA.1, WORD, &rules, 1).unwrap();
    assert_eq!(
        ledger.revoke("seat-001", &rules, false).unwrap(),
        "seat-001"
    );
    assert_eq!(entry(ADA.1, &rules, &ledger), Entry::Closed);
    assert_eq!(ledger.taken(&rules), 0);
    assert_eq!(ledger.enrol(BO.1, WORD, &rules, 2).unwrap(), "seat-002");
    // Given back it may be one over, and nobody comes in beside them.
    ledger.revoke("seat-001", &rules, true).unwrap();
    assert_eq!(
        entry(ADA.1, &rules, &ledger),
        Entry::Seat("seat-001".into())
    );
    assert_eq!(ledger.taken(&rules), 2);
    assert_eq!(
        ledger.enrol("SHA256:x", WORD, &rules, 3),
        Err(Refused::Full(1))
    );
}

#[test]
fn a_seat_is_revoked_by_the_name_on_the_board_where_it_names_one() {
    let (rules, mut ledger) = (open_class(5), Ledger::default());
    let ada = ledger.enrol(ADA.1, WORD, &rules, 1).unwrap();
    ledger.call(&ada, "Ada O\u{2019}Neil", &rules).unwrap();
    assert_eq!(ledger.called(&ada), "Ada O'Neil");
    for name in ["Ada O'Neil", "ada  o\u{2019}neil", &ada] {
        assert_eq!(ledger.meant(name, &rules).unwrap(), ada, "{name}");
    }
    for name in ["", "Ada", "Robert"] {
        let unknown = Err(Refused::Unknown(name.to_owned()));
        assert_eq!(ledger.meant(name, &rules), unknown);
    }
    // A ledger from elsewhere may have two of one name.
    let text = serde_json::to_string(&ledger).unwrap();
    let twice = text.replace(
        "\"seats\":{",
        "\"seats\":{\"bo\":{\"called\":\"Ada O'Neil\"},",
    );
    let ledger: Ledger = serde_json::from_str(&twice).unwrap();
    let several = ledger.meant("Ada O'Neil", &rules).unwrap_err().to_string();
    assert!(several.contains("bo, seat-001"), "{several}");
    assert_eq!(ledger.meant("bo", &rules).unwrap(), "bo");
}

#[test]
fn a_code_gives_a_second_key_the_same_seat_once_and_not_for_long() {
    let (rules, mut ledger) = (open_class(5), Ledger::default());
    let seat = ledger.enrol(ADA.1, WORD, &rules, 1000).unwrap();
    assert!(!ledger.promise(&seat, "first", 1000));
    assert!(
        ledger.promise(&seat, "second", 1000),
        "the first one is good no longer"
    );
    assert_eq!(
        ledger.enrol(BO.1, "first", &rules, 1001),
        Err(Refused::Word),
        "a newer one is made"
    );
    assert_eq!(
        ledger.clone().enrol(BO.1, "second", &rules, 1900),
        Err(Refused::Word),
        "too late"
    );
    assert_eq!(ledger.enrol(BO.1, "Second", &rules, 1899).unwrap(), seat);
    assert_eq!(
        ledger.enrol("SHA256:x", "second", &rules, 1899),
        Err(Refused::Word),
        "once"
    );
    // On a closed list as well: the teacher makes the code.
    let (rules, mut ledger) = (list(), Ledger::default());
    assert_eq!(entry(BO.1, &rules, &ledger), Entry::Closed);
    ledger.promise("ada", "code", 1000);
    assert_eq!(entry(BO.1, &rules, &ledger), Entry::Stranger);
    let mut closed = rules.clone();
    (closed.word, closed.seats) = (WORD.into(), 9);
    assert_eq!(
        ledger.enrol(BO.1, WORD, &closed, 1001),
        Err(Refused::Code),
        "no word opens a list"
    );
    assert_eq!(ledger.enrol(BO.1, "CO-DE", &rules, 1001).unwrap(), "ada");
    assert_eq!(entry(BO.1, &rules, &ledger), Entry::Seat("ada".into()));
}

#[test]
fn nobody_is_called_as_another_is_or_as_anothers_seat_and_no_name_holds_a_code() {
    let (rules, mut ledger) = (open_class(5), Ledger::default());
    let ada = ledger.enrol(ADA.1, WORD, &rules, 1).unwrap();
    let bo = ledger.enrol(BO.1, WORD, &rules, 1).unwrap();
    ledger.call(&ada, "  Ada   Løvelace ", &rules).unwrap();
    for taken in [
        "ada lovelace",
        "Ada_Lovelace",
        "АDA LOVELACE",
        "SEAT 001",
        "seat-001",
        "Ada Love1ace",
        "Ada LoveIace",
    ] {
        assert_eq!(
            ledger.call(&bo, taken, &rules),
            Err(Refused::Taken),
            "{taken}"
        );
    }
    for odd in [
        "",
        "   ",
        "a\u{1b}[2J",
        "a/b",
        "=cmd()",
        "a\u{202e}b",
        "...",
        &"x".repeat(33),
    ] {
        assert_eq!(ledger.call(&bo, odd, &rules), Err(Refused::Name), "{odd:?}");
    }
    ledger.call(&ada, "Countess", &rules).unwrap();
    ledger.call(&bo, "Ada Lovelace", &rules).unwrap();
    let called: Vec<_> = ledger
        .seats()
        .map(|(_, seat)| seat.called.as_str())
        .collect();
    assert_eq!(called, ["Countess", "Ada Lovelace"]);
}

#[test]
fn what_sshd_is_told_holds_the_key_to_the_course_and_no_path_can_say_more() {
    let key = PublicKey::of_line(ADA.0).unwrap();
    let told = |entry: &Entry, state: &str| {
        line(
            &key,
            entry,
            Path::new("/bin/handson"),
            Path::new(state),
            Path::new("/etc/s.toml"),
        )
    };
    let said = told(&Entry::Seat("ada".into()), "/var/h").unwrap().unwrap();
    assert_eq!(
        said,
        format!(
            "restrict,pty,command=\"/bin/handson --state /var/h --learner ada seats --rules /etc/s.toml \
             enter {}\" {}",
            ADA.1, ADA.0
        )
    );
    assert!(
        !told(&Entry::Stranger, "/var/h")
            .unwrap()
            .unwrap()
            .contains("--learner")
    );
    assert_eq!(told(&Entry::Closed, "/var/h"), Ok(None));
    for path in [
        "/a b", "/a\"", "/a'", "/a;b", "/a$b", "/a\n", "a", "/a%b", "/ä",
    ] {
        assert!(told(&Entry::Stranger, path).is_err(), "{path}");
    }
}

#[test]
fn rules_that_would_let_in_too_many_or_the_wrong_ones_let_nobody_in() {
    let read = |text: &str| Rules::read(text).map_err(|error| error.to_string());
    let base = "account = \"learners\"\nenrolment = \"open\"\n";
    for (text, says) in [
        ("", "account"),
        ("account = \"root\"\nenrolment = \"closed\"", "never root"),
        (base, "needs `seats`"),
        (&format!("{base}seats = 9\nword = \"short\""), "8 letters"),
        (
            &format!("{base}seats = 9\nword = \"a - b - c - d\""),
            "8 letters",
        ),
        (
            "account = \"l\"\nenrolment = \"closed\"\n[[seat]]\nname = \"seat-001\"",
            "enrolment gives",
        ),
        (
            &format!("{base}seats = 0\nword = \"{WORD}\""),
            "needs `seats`",
        ),
        (
            "account = \"l\"\nenrolment = \"closed\"\nwrod = \"x\"",
            "wrod",
        ),
        (
            "account = \"l\"\nenrolment = \"closed\"\n[[seat]]\nname = \"../ada\"",
            "cannot name",
        ),
        (
            "account = \"l\"\nenrolment = \"closed\"\n[[seat]]\nname = \"a\"\n[[seat]]\nname = \"a\"",
            "twice",
        ),
        (
            "account = \"l\"\nenrolment = \"closed\"\n[[seat]]\nname = \"a\"\nkeys = [\"ssh-dss AAAA\"]",
            "ssh-dss",
        ),
    ] {
        let said = read(text).unwrap_err();
        assert!(said.contains(says), "{text}: {said}");
    }
    let shared = format!(
        "account = \"l\"\nenrolment = \"closed\"\n[[seat]]\nname = \"a\"\nkeys = [\"{0}\"]\n\
         [[seat]]\nname = \"b\"\nkeys = [\"{0}\"]\n",
        ADA.0
    );
    assert!(read(&shared).unwrap_err().contains("as well"));
}

#[test]
fn a_ledger_of_another_version_is_refused() {
    let ledger: Ledger = serde_json::from_str(r#"{"version":2}"#).unwrap();
    assert_eq!(ledger.checked(), Err(Refused::Version));
    assert!(Ledger::default().checked().is_ok());
}
