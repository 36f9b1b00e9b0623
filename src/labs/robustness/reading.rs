//! What a network makes of all pictures of a kind, each disturbed alike: worked out in the background.

use super::attack;
use super::subject::{DIGIT, Data, Subject};
use crate::dataset::idx::PIXELS;
use crate::dataset::nist;
use crate::dataset::transform::Disturbance;
use crate::labs::stages::Stage;
use crate::nn::Sequential;
use crate::stats::{Answer, Reliability};
use ndarray::Array2;

/// Pictures that go through the network together.
const CHUNK: usize = 256;

/// Groups of a reliability diagram.
pub const GROUPS: usize = 10;

/// Mistakes that are kept to be looked at.
const KEPT: usize = 60;

/// From this probability on an answer is called sure.
pub const SURE: f64 = 0.9;

/// Everything that is done to a picture before the network sees it, but what hands do to single pixels.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Treatment {
    /// What disturbs it.
    pub disturbance: Disturbance,
    /// It is centred by its mass afterwards.
    pub centred: bool,
    /// The class it is moved towards along the slope; nothing for the likeliest wrong one.
    pub towards: Option<usize>,
    /// How far every pixel is moved.
    pub step: f64,
}

impl Treatment {
    /// A picture before the step along the slope; its noise is drawn by `seed`.
    pub fn of(&self, pixels: &[f32], seed: u64) -> Vec<f32> {
        let disturbed = self.disturbance.of(pixels, seed);
        match self.centred {
            // Where there is no ink there is no middle.
            true => nist::centred(&disturbed).unwrap_or(disturbed),
            false => disturbed,
        }
    }
}

/// What the network makes of them.
#[derive(Debug, Clone)]
pub struct Reading {
    /// Each picture's answer, and what its label says; a picture that is no digit has none.
    pub answers: Vec<(Answer, Option<usize>)>,
    /// How sure it was, and how often right; answers to what is no digit are wrong.
    pub reliability: Reliability,
    /// The share of answers that were sure.
    pub sure: f64,
    /// How many were read wrongly, and the first of them, the surest answer first.
    pub wrong: usize,
    pub mistakes: Vec<Mistake>,
}

/// A picture that was read wrongly.
#[derive(Debug, Clone)]
pub struct Mistake {
    /// As the network saw it.
    pub pixels: Vec<f32>,
    /// What it answered.
    pub answer: Answer,
    /// What its label says.
    pub label: Option<usize>,
}

impl Reading {
    /// Of all pictures of a kind, or at a glance of a tenth of many. None without an answer.
    pub fn of(
        network: &Sequential,
        data: &Data,
        kind: usize,
        sheet: &[f32],
        treatment: Treatment,
        stage: Stage,
    ) -> Option<Self> {
        let all = Subject { kind, nth: 0 }.count();
        let count = match stage {
            Stage::Coarse if kind == DIGIT => all / 10,
            _ => all,
        };
        let subjects: Vec<Subject> = (0..count).map(|nth| Subject { kind, nth }).collect();
        let mut answers = Vec::with_capacity(count);
        let mut mistakes: Vec<Mistake> = Vec::new();
        for chunk in subjects.chunks(CHUNK) {
            let rows = chunk
                .iter()
                .flat_map(|subject| treatment.of(&subject.pixels(data, sheet), subject.nth as u64));
            let mut x = Array2::from_shape_vec((chunk.len(), PIXELS), rows.collect()).ok()?;
            let labels: Vec<_> = chunk.iter().map(|subject| subject.label(data)).collect();
            if treatment.step > 0.0 {
                let p = network.predict(x.view());
                let each = p.rows().into_iter().zip(&labels);
                let towards = each.map(|(p, label)| target(&p.to_vec(), *label, treatment.towards));
                let slopes = attack::slopes(network, &x, &towards.collect::<Vec<_>>());
                attack::step(&mut x, &slopes, treatment.step);
            }
            let p = network.predict(x.view());
            for ((p, label), pixels) in p.rows().into_iter().zip(labels).zip(x.rows()) {
                let answer = Answer::of(&p.to_vec())?;
                answers.push((answer, label));
                let last = mistakes.get(KEPT - 1).map_or(0.0, |last| last.answer.p);
                if label != Some(answer.class) && answer.p > last {
                    let at = mistakes.partition_point(|it| it.answer.p >= answer.p);
                    let pixels = pixels.to_vec();
                    mistakes.insert(
                        at,
                        Mistake {
                            pixels,
                            answer,
                            label,
                        },
                    );
                    mistakes.truncate(KEPT);
                }
            }
        }
        let is_right = |(answer, label): &(Answer, Option<usize>)| *label == Some(answer.class);
        let claims = answers.iter().map(|it| (it.0.p, is_right(it)));
        let reliability = Reliability::of(claims, GROUPS)?;
        let sure = answers.iter().filter(|(answer, _)| answer.p > SURE).count();
        let wrong = answers.iter().filter(|it| !is_right(it)).count();
        Some(Self {
            reliability,
            sure: sure as f64 / answers.len() as f64,
            wrong,
            mistakes,
            answers,
        })
    }
}

/// The class that a picture is moved towards: the chosen one, or the likeliest beside the right one, or
/// beside the answer where none is right.
pub fn target(p: &[f32], label: Option<usize>, towards: Option<usize>) -> usize {
    let from = label.or(Answer::of(p).map(|answer| answer.class));
    towards.unwrap_or_else(|| attack::other_than(p, from.unwrap_or(0)))
}
