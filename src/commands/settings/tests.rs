//! Claims about the settings file.

use super::*;
use crate::commands::cli::Cli;
use clap::Parser;

fn global(flags: &[&str]) -> Global {
    let words = std::iter::once("handson").chain(flags.iter().copied());
    Cli::try_parse_from(words).expect("good flags").global
}

fn parse(text: &str) -> Result<Settings, BadSettings> {
    Settings::parse(Path::new("settings.toml"), text)
}

#[test]
fn a_file_fills_in_what_the_command_line_left_open_and_nothing_else() {
    let file = parse("color = 256\nplain = true\nmotion = 'off' # it flickers\n").unwrap();
    let mut flags = global(&["--color", "none", "--mouse", "off"]);
    file.fill(&mut flags);
    assert_eq!(
        Settings::of(&flags).text(),
        "color none, motion off, mouse off, plain on"
    );
    let mut overruled = global(&["--plain=off"]);
    file.fill(&mut overruled);
    assert_eq!(
        Settings::of(&overruled).text(),
        "color 256, motion off, plain off"
    );
}

#[test]
fn every_value_of_every_setting_is_read_back_as_it_was_written() {
    for setting in SETTINGS {
        let mut takes = (setting.takes)();
        if takes.is_empty() {
            // Words of the learner's own, as they are.
            takes = ["srun -n1 Handson", "ssh \"a b\" 'c' # \\"]
                .map(str::to_owned)
                .into();
        }
        assert!(takes.len() >= 2, "{}", setting.name);
        for value in takes {
            let given = Settings(BTreeMap::from([(setting.name, value.clone())]));
            assert_eq!(parse(&with("", &given)).unwrap(), given);
            let mut flags = Global::default();
            given.fill(&mut flags);
            assert_eq!(Settings::of(&flags), given, "{} {value}", setting.name);
        }
    }
}

#[test]
fn what_is_remembered_takes_its_line_and_leaves_the_others() {
    let old = "# mine\ncolor = \"16\"  # the beamer\n\nmouse = \"off\"\n";
    let given = Settings::of(&global(&["--color", "none", "--plain"]));
    assert_eq!(
        with(old, &given),
        "# mine\ncolor = \"none\"\n\nmouse = \"off\"\nplain = \"on\"\n"
    );
}

#[test]
fn a_wrong_file_says_what_and_where_in_one_sentence() {
    for (text, holds) in [
        ("color = \n", "settings.toml, line 1"),
        (
            "mouse = 'off'\ncolour = 16\n",
            "there is no setting `colour`; there are worker, plain, ",
        ),
        (
            "color = 'blue'\n",
            "color cannot be \"blue\"; it is auto, truecolor, 256",
        ),
        ("plain = 3\n", "plain cannot be 3; it is on, off"),
        ("[color]\n", "color cannot be"),
    ] {
        let said = parse(text).expect_err(text).to_string();
        assert!(said.contains(holds) && !said.contains('\n'), "{said}");
    }
}
