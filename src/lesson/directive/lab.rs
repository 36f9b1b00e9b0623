//! `lab`: something to work with.

use crate::lesson::fields::Fields;
use crate::lesson::model::LabDirective;
use crate::lesson::source::{Body, Reports, Spot};

/// A lab directive with the places of everything that can be wrong with it.
#[derive(Debug, Clone, PartialEq)]
pub(in crate::lesson) struct LabSpots {
    pub(in crate::lesson) name: Spot<String>,
    pub(in crate::lesson) start: Vec<(Spot<String>, Spot<String>)>,
    pub(in crate::lesson) show: Option<Vec<Spot<String>>>,
    pub(in crate::lesson) lock: Vec<Spot<String>>,
    pub(in crate::lesson) keep: Option<Spot<String>>,
    pub(in crate::lesson) still: bool,
}

impl LabSpots {
    pub(in crate::lesson) fn read(
        body: &Body,
        at: usize,
        reports: &mut Reports<'_>,
    ) -> Option<Self> {
        let mut fields = Fields::read(body, "the lab", at, reports)?;
        let name = fields.required("name", reports);
        let start = fields.entries("start", reports).unwrap_or_default();
        let show = fields.list("show", reports);
        let lock = fields.list("lock", reports).unwrap_or_default();
        let keep = fields.text("keep", reports);
        let still = fields.switch("still", reports);
        fields.finish(reports);
        Some(Self {
            name: name?,
            start,
            show,
            lock,
            keep,
            still,
        })
    }

    pub(in crate::lesson) fn directive(&self) -> LabDirective {
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
            still: self.still,
        }
    }
}
