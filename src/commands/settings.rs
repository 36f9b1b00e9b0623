//! What a learner's terminal and eyes ask for, kept in a file beside the progress: every flag that
//! describes them, by its own name, and the command that starts a worker. What stands on the command line goes before it, it goes before the environment
//! and before what the terminal answers.
//!
//! `--remember` writes the flags it stands with; the file may be edited as well.

mod error;

use std::collections::BTreeMap;
use std::fs;
use std::io::ErrorKind;
use std::path::Path;

use clap::ValueEnum;
use toml::{Table, Value};

use crate::commands::Failure;
use crate::commands::cli::Global;
use crate::commands::course::store;
use crate::progress::write_whole;
pub use error::BadSettings;

/// More than a file of a few lines can be.
const LARGEST: u64 = 64 << 10;

/// One setting: a flag that describes a terminal or the person before it.
struct Setting {
    /// Of the flag, without its hyphens.
    name: &'static str,
    /// The values it takes; none: any words.
    takes: fn() -> Vec<String>,
    /// The value in the flags, if there is one.
    get: fn(&Global) -> Option<String>,
    /// Puts a value that it takes where the flags have none.
    fill: fn(&mut Global, &str),
}

/// A setting whose flag is an optional choice of `Global`.
macro_rules! setting {
    ($name:literal, $field:ident) => {
        Setting {
            name: $name,
            takes: || values(|global| global.$field),
            get: |global| global.$field.as_ref().map(word),
            fill: |global, value| {
                let read = || ValueEnum::from_str(value, false).ok();
                global.$field = global.$field.or_else(read);
            },
        }
    };
}

/// In the order of `--help`.
const SETTINGS: &[Setting] = &[
    Setting {
        name: "worker",
        takes: Vec::new,
        get: |global| global.worker.clone(),
        fill: |global, command| {
            global.worker.get_or_insert_with(|| command.to_owned());
        },
    },
    setting!("plain", plain),
    setting!("symbols", symbols),
    setting!("color", color),
    setting!("glyphs", glyphs),
    setting!("background", background),
    setting!("mouse", mouse),
    setting!("motion", motion),
    setting!("remote", remote),
];

fn names() -> Vec<&'static str> {
    SETTINGS.iter().map(|setting| setting.name).collect()
}

/// The words of a choice; the function says only which.
fn values<T: ValueEnum>(_of: fn(&Global) -> Option<T>) -> Vec<String> {
    T::value_variants().iter().map(word).collect()
}

/// How a value is written.
fn word(value: &impl ValueEnum) -> String {
    let value = value.to_possible_value();
    value.map_or_else(String::new, |value| value.get_name().to_owned())
}

/// What a file says, by the names of the settings.
#[derive(Debug, Default, PartialEq, Eq)]
pub struct Settings(BTreeMap<&'static str, String>);

impl Settings {
    /// Reads a file; one that is not there says nothing.
    ///
    /// # Errors
    /// It cannot be read, or says something that no setting is.
    pub fn read(file: &Path) -> Result<Self, BadSettings> {
        let unread = |error| BadSettings::Unread {
            file: file.to_owned(),
            error,
        };
        let text = match fs::metadata(file) {
            // No file, and no folder for one: what is lost with it, the progress says.
            Err(error)
                if matches!(
                    error.kind(),
                    ErrorKind::NotFound | ErrorKind::NotADirectory | ErrorKind::PermissionDenied
                ) =>
            {
                return Ok(Self::default());
            }
            Err(error) => return Err(unread(error)),
            Ok(meta) if !meta.is_file() => return Err(unread(ErrorKind::InvalidInput.into())),
            Ok(meta) if meta.len() > LARGEST => return Err(unread(ErrorKind::FileTooLarge.into())),
            Ok(_) => fs::read_to_string(file).map_err(unread)?,
        };
        Self::parse(file, &text)
    }

    fn parse(file: &Path, text: &str) -> Result<Self, BadSettings> {
        // editors of some systems begin a file with a byte-order mark
        let text = text.trim_start_matches('\u{feff}');
        let table: Table = text.parse().map_err(|error: toml::de::Error| {
            let at = error.span().map_or(0, |span| span.start);
            BadSettings::Toml {
                file: file.to_owned(),
                line: text[..at].lines().count().max(1),
                message: error.message().to_owned(),
            }
        })?;
        let entries = table.into_iter().map(|(name, value)| {
            let Some(setting) = SETTINGS.iter().find(|setting| setting.name == name) else {
                let file = file.to_owned();
                return Err(BadSettings::Name { file, name });
            };
            let takes = (setting.takes)();
            let said = match (&value, takes.is_empty()) {
                (Value::String(text), true) => text.clone(),
                _ => written(&value),
            };
            match takes.is_empty() || takes.contains(&said) {
                true => Ok((setting.name, said)),
                false => Err(BadSettings::Value {
                    file: file.to_owned(),
                    name: setting.name,
                    value: value.to_string(),
                    takes,
                }),
            }
        });
        entries.collect::<Result<_, _>>().map(Self)
    }

    /// The settings that flags make.
    fn of(global: &Global) -> Self {
        let given = |setting: &Setting| Some((setting.name, (setting.get)(global)?));
        Self(SETTINGS.iter().filter_map(given).collect())
    }

    /// Fills in what the command line left open.
    pub fn fill(&self, global: &mut Global) {
        for setting in SETTINGS {
            if let Some(value) = self.0.get(setting.name) {
                (setting.fill)(global, value);
            }
        }
    }

    /// In words, as the flags are written.
    pub fn text(&self) -> String {
        let said = self.0.iter().map(|(name, value)| format!("{name} {value}"));
        said.collect::<Vec<_>>().join(", ")
    }
}

/// A value as the flag is written: `on` and `off` may be true and false, 256 may be a number.
fn written(value: &Value) -> String {
    match value {
        Value::String(word) => word.trim().to_ascii_lowercase(),
        Value::Boolean(true) => "on".to_owned(),
        Value::Boolean(false) => "off".to_owned(),
        other => other.to_string(),
    }
}

/// Fills in what the learner's file says, after it took in what is to be remembered. Returns what
/// the learner should hear of that.
///
/// # Errors
/// The file is wrong or cannot be written, or there is nothing to remember.
pub fn settle(global: &mut Global) -> Result<Option<String>, Failure> {
    let file = store(global)?.settings();
    let mut said = None;
    if global.remember {
        let file = file
            .as_deref()
            .ok_or(BadSettings::Nowhere)
            .map_err(Failure::new)?;
        let kept = remember(file, global).map_err(Failure::new)?;
        said = Some(format!("remembered in {}: {kept}", file.display()));
    }
    if let Some(file) = file {
        Settings::read(&file).map_err(Failure::new)?.fill(global);
    }
    Ok(said)
}

/// What `--remember` keeps: the flags it stands with, added to what the file has. Returns what was added, in words.
///
/// # Errors
/// There is no flag to keep, the file is wrong as it stands, or it cannot be written.
pub fn remember(file: &Path, global: &Global) -> Result<String, BadSettings> {
    let given = Settings::of(global);
    if given.0.is_empty() {
        return Err(BadSettings::Nothing);
    }
    let unwritten = |error| BadSettings::Unwritten {
        file: file.to_owned(),
        error,
    };
    let mut wanted = Settings::read(file)?;
    wanted.0.extend(given.0.clone());
    let old = match fs::read_to_string(file) {
        Err(error) if error.kind() == ErrorKind::NotFound => String::new(),
        read => read.map_err(unwritten)?,
    };
    // a line that is no `name = value` of its own, as `"color" = 16`, costs the file its comments
    let kept = with(&old, &given);
    let text = match Settings::parse(file, &kept) {
        Ok(says) if says == wanted => kept,
        _ => with("", &wanted),
    };
    write_whole(file, text.as_bytes()).map_err(unwritten)?;
    Ok(given.text())
}

/// The text of a file with settings put into it: each in its line if there is one, else at the end.
/// Everything else stays, comments above all.
fn with(old: &str, given: &Settings) -> String {
    let mut lines: Vec<String> = old.lines().map(str::to_owned).collect();
    for (name, value) in &given.0 {
        let new = format!("{name} = {}", Value::from(value.as_str()));
        let is_its = |line: &&mut String| line.split('=').next().map(str::trim) == Some(name);
        match lines.iter_mut().find(is_its) {
            Some(line) => *line = new,
            None => lines.push(new),
        }
    }
    lines.join("\n") + "\n"
}

#[cfg(test)]
mod tests;
