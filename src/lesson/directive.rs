//! Directives: fenced blocks that are not code.

use super::fields::Fields;
use super::model::LabDirective;
use super::nearest::hint;
use super::source::{Body, Reports, Spot};

/// What the word after a fence stands for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Word {
    /// Code in a language, shown as it stands.
    Code,
    /// The `lab` directive.
    Lab,
}

const CODE: [&str; 3] = ["rust", "python", "text"];
const LATER: [&str; 4] = ["quiz", "bet", "number", "task"];

/// What a fence opens, by its info word; reports a word that opens nothing.
pub(super) fn word(info: &str, at: usize, reports: &mut Reports<'_>) -> Option<Word> {
    if info.is_empty() || CODE.contains(&info) {
        return Some(Word::Code);
    }
    if info == "lab" {
        return Some(Word::Lab);
    }
    if LATER.contains(&info) {
        let message = format!("this version cannot show `{info}` blocks yet");
        let fix = "say it in prose for now, or take the block out";
        reports.error(at, message, fix.to_owned());
        return None;
    }
    let known = ["lab"].iter().chain(&CODE).chain(&LATER).copied();
    let message = format!("unknown block `{info}`");
    reports.error(at, message, hint(info, known));
    None
}

/// A lab directive with the places of everything that can be wrong with it.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct LabSpots {
    pub(super) name: Spot<String>,
    pub(super) start: Vec<(Spot<String>, Spot<String>)>,
    pub(super) show: Option<Vec<Spot<String>>>,
    pub(super) lock: Vec<Spot<String>>,
    pub(super) keep: Option<Spot<String>>,
}

impl LabSpots {
    pub(super) fn read(body: &Body, at: usize, reports: &mut Reports<'_>) -> Option<Self> {
        let mut fields = Fields::read(body, "the lab", at, reports)?;
        let name = fields.required("name", reports);
        let start = fields.entries("start", reports).unwrap_or_default();
        let show = fields.list("show", reports);
        let lock = fields.list("lock", reports).unwrap_or_default();
        let keep = fields.text("keep", reports);
        fields.finish(reports);
        Some(Self {
            name: name?,
            start,
            show,
            lock,
            keep,
        })
    }

    pub(super) fn directive(&self) -> LabDirective {
        let values = |spots: &[Spot<String>]| -> Vec<String> {
            spots.iter().map(|spot| spot.value.clone()).collect()
        };
        let start = self.start.iter();
        LabDirective {
            name: self.name.value.clone(),
            start: start
                .map(|(control, value)| (control.value.clone(), value.value.clone()))
                .collect(),
            show: self.show.as_deref().map(values),
            lock: values(&self.lock),
            keep: self.keep.as_ref().map(|keep| keep.value.clone()),
        }
    }
}
