//! What a training says on the way: a bar on a terminal, plain lines elsewhere, JSON if asked.
//!
//! Standard output carries the epochs; notes and the bar go to standard error.

use std::io::{self, IsTerminal, Write};
use std::path::Path;

use indicatif::ProgressBar;
use serde::Serialize;
use signal_hook::consts::SIGINT;
use signal_hook::low_level;

use crate::commands::train::figures::{bar, clock, milliseconds, thousands};
use crate::commands::train::flags::TrainArgs;
use crate::commands::train::memory::peak_rss_mb;
use crate::commands::train::samples::Origin;
use crate::nn::available_threads;
use crate::train::cars::Rows;
use crate::train::layers;
use crate::train::measure::mean_absolute_error;
use crate::train::reading::Reading;
use crate::train::{Checkpoint, EpochReport, Job, Plan, Preset, Quantum, Task};
use crate::ui::fold::printable;
use crate::ui::number::many;

/// The voice of one training.
pub struct Report {
    json: bool,
    bar: Option<ProgressBar>,
    epochs: usize,
    seconds: f64,
    /// What a regression's error in mpg is measured on.
    mpg: Option<Rows>,
    /// What a classifier's answers are compared with. Of others an accuracy would mean nothing.
    classes: Option<Rows>,
}

#[derive(Serialize)]
#[serde(tag = "event", rename_all = "lowercase")]
enum Event {
    Begin(Begun),
    Epoch {
        epoch: usize,
        loss: f64,
        val_loss: Option<f64>,
        accuracy: Option<f64>,
        val_accuracy: Option<f64>,
        #[serde(skip_serializing_if = "Option::is_none")]
        val_top2_accuracy: Option<f64>,
        #[serde(skip_serializing_if = "Option::is_none")]
        val_mae: Option<f64>,
        seconds: f64,
        samples_per_second: u64,
    },
    Done(Total),
    Stopped(Total),
}

/// All it takes to do the same training again.
#[derive(Serialize)]
struct Begun {
    version: &'static str,
    model: String,
    seed: u64,
    samples: usize,
    parameters: usize,
    settings: Settings,
}

#[derive(Serialize)]
struct Settings {
    layers: String,
    optimizer: String,
    learning_rate: f32,
    loss: String,
    l2: f32,
    precision: &'static str,
    epochs: usize,
    batch_size: usize,
    shuffle: bool,
    threads: usize,
}

impl Begun {
    fn new(args: &TrainArgs, plan: &Plan) -> Self {
        let threads = match plan.threads() {
            0 => available_threads(),
            threads => threads,
        };
        Self {
            version: env!("CARGO_PKG_VERSION"),
            model: args.model.name().to_string(),
            seed: plan.seed(),
            samples: plan.samples(),
            parameters: plan.parameters(),
            settings: Settings {
                layers: layers::write(plan.layers()),
                optimizer: plan.optimizer().to_string(),
                learning_rate: plan.optimizer().learning_rate(),
                loss: plan.loss().to_string(),
                l2: plan.l2(),
                precision: plan.precision().name(),
                epochs: plan.epochs(),
                batch_size: plan.batch_size(),
                shuffle: plan.shuffle(),
                threads,
            },
        }
    }
}

#[derive(Serialize)]
struct Total {
    epochs: usize,
    seconds: f64,
    parameters: usize,
    peak_rss_mb: Option<u64>,
}

impl Report {
    /// Decides how to speak.
    pub fn new(args: &TrainArgs, task: &Task) -> Self {
        let drawn = !args.json && !args.keras && io::stdout().is_terminal();
        let held = |model| task.validation.clone().filter(|_| args.model == model);
        Self {
            json: args.json,
            bar: drawn.then(|| bar(&task.plan)).flatten(),
            epochs: task.plan.epochs(),
            seconds: 0.0,
            classes: held(Preset::Classifier),
            mpg: held(Preset::Regression),
        }
    }

    /// Says something beside the figures.
    pub fn note(&self, sentence: &str) {
        let say = || note(&format!("note: {sentence}"));
        match &self.bar {
            Some(bar) => bar.suspend(say),
            None => say(),
        }
    }

    /// The script, as it is.
    pub fn script(&self, script: &str) -> io::Result<()> {
        write(script)
    }

    /// Says what is about to be trained.
    pub fn begin(&self, args: &TrainArgs, plan: &Plan, origin: &Origin) -> io::Result<()> {
        if let Origin::Cars(cars, _) = origin {
            let n = cars.dropped();
            note(&format!(
                "note: {n} cars are left out, their mpg or horsepower is missing"
            ));
        }
        if let Some(usual) = plan.batch_clipped() {
            let n = plan.samples();
            note(&format!(
                "note: there are {n} samples, so a batch is all of them and not {usual}"
            ));
        }
        for sentence in layers::left_out(plan.inputs(), plan.layers()) {
            note(&format!("note: {sentence}"));
        }
        if self.json {
            return self.object(&Event::Begin(Begun::new(args, plan)));
        }
        let optimizer = plan.optimizer();
        self.line(&format!(
            "{}, {} parameters, {} samples, {optimizer} {}, {}, batch {}, seed {}",
            layers::sizes(plan.inputs(), plan.layers()),
            thousands(plan.parameters()),
            thousands(plan.samples()),
            optimizer.learning_rate(),
            plan.loss(),
            plan.batch_size(),
            plan.seed(),
        ))
    }

    /// Shows the pictures that are learned from.
    pub fn look(&self, drawn: &str) -> io::Result<()> {
        match self.json {
            true => Ok(()),
            false => self.line(drawn.trim_end()),
        }
    }

    /// Says what a quantum did.
    pub fn progress(&mut self, job: &Job, quantum: Quantum) -> io::Result<()> {
        match quantum {
            Quantum::Step { samples, loss } => {
                if let Some(bar) = &self.bar {
                    let (epoch, rate, left) =
                        (job.epoch() + 1, job.samples_per_second(), job.eta());
                    bar.set_message(format!(
                        "epoch {epoch}/{}  loss {loss:.4}  {} samples/s  {} to go",
                        self.epochs,
                        thousands(rate.round() as usize),
                        left.map_or_else(|| "?".to_string(), clock),
                    ));
                    bar.inc(samples as u64);
                }
                Ok(())
            }
            Quantum::Epoch(report) => {
                let error = |(x, y): &Rows| mean_absolute_error(job.model(), &**x, &**y);
                let within_two = |(x, y): &Rows| {
                    let reading = Reading::of(job.model(), &**x, &**y);
                    reading.verdicts.within(2)
                };
                let val_mae = self.mpg.as_ref().map(error);
                self.epoch(report, self.classes.as_ref().map(within_two), val_mae)
            }
            Quantum::Validation | Quantum::Idle => Ok(()),
        }
    }

    fn epoch(
        &mut self,
        report: EpochReport,
        val_top2_accuracy: Option<f64>,
        val_mae: Option<f64>,
    ) -> io::Result<()> {
        self.seconds += report.seconds;
        let EpochReport {
            epoch,
            loss,
            val_loss,
            accuracy,
            val_accuracy,
            ..
        } = report;
        let [accuracy, val_accuracy] =
            [accuracy, val_accuracy].map(|a| a.filter(|_| self.classes.is_some()));
        let (seconds, rate) = (report.seconds, report.samples_per_second.round());
        if self.json {
            let (seconds, samples_per_second) = (milliseconds(seconds), rate as u64);
            return self.object(&Event::Epoch {
                epoch,
                loss,
                val_loss,
                accuracy,
                val_accuracy,
                val_top2_accuracy,
                val_mae,
                seconds,
                samples_per_second,
            });
        }
        let width = self.epochs.to_string().len();
        let mut line = format!("epoch {epoch:>width$}/{}  loss {loss:.5}", self.epochs);
        let others = [
            ("val_loss", val_loss),
            ("accuracy", accuracy),
            ("val_accuracy", val_accuracy),
            ("val_top2_accuracy", val_top2_accuracy),
        ];
        for (name, value) in others {
            if let Some(value) = value {
                line += &format!("  {name} {value:.5}");
            }
        }
        if let Some(mpg) = val_mae {
            line += &format!("  val_mae {mpg:.2} mpg");
        }
        self.line(&format!(
            "{line}  {seconds:.2} s  {} samples/s",
            thousands(rate as usize)
        ))
    }

    /// Says where the weights are; to standard error, where nobody parses it.
    pub fn saved(&self, file: &Path, trained: &Checkpoint) {
        let what = if trained.epoch < trained.epochs {
            "weights so far"
        } else {
            "weights"
        };
        note(&format!("saved the {what} to {}", file.display()));
    }

    /// Says how it ended.
    pub fn end(&self, trained: &Checkpoint, stopped_by: Option<i32>) -> io::Result<()> {
        let total = Total {
            epochs: trained.epoch,
            seconds: milliseconds(self.seconds),
            parameters: trained.model.parameters(),
            peak_rss_mb: peak_rss_mb(),
        };
        if self.json {
            return self.object(&match stopped_by {
                Some(_) => Event::Stopped(total),
                None => Event::Done(total),
            });
        }
        let Total {
            epochs,
            seconds,
            peak_rss_mb,
            ..
        } = total;
        let memory = peak_rss_mb.map_or_else(String::new, |mb| format!(", at most {mb} MB"));
        let of = trained.epochs;
        self.line(&match stopped_by.map(signal_name) {
            Some(name) => format!(
                "stopped by {name} after {epochs} of {of} epochs, {seconds:.1} s of training{memory}"
            ),
            None => format!("done: {}, {seconds:.1} s of training{memory}", many(epochs as u64, "epoch")),
        })
    }

    /// Takes the bar away.
    pub fn clear(&self) {
        if let Some(bar) = &self.bar {
            bar.finish_and_clear();
        }
    }

    fn object(&self, event: &Event) -> io::Result<()> {
        self.line(&serde_json::to_string(event)?)
    }

    fn line(&self, line: &str) -> io::Result<()> {
        let line = format!("{line}\n");
        match &self.bar {
            Some(bar) => bar.suspend(|| write(&line)),
            None => write(&line),
        }
    }
}

/// What stopped it, as its user knows it.
fn signal_name(signal: i32) -> &'static str {
    match signal {
        SIGINT => "Ctrl-C",
        signal => low_level::signal_name(signal).unwrap_or("a signal"),
    }
}

/// `println!` would panic where the reader has gone.
fn write(text: &str) -> io::Result<()> {
    let mut out = io::stdout().lock();
    out.write_all(printable(text).as_bytes())?;
    out.flush()
}

/// A note that cannot be written is no reason to stop.
fn note(text: &str) {
    let _ = writeln!(io::stderr(), "{}", printable(text));
}
