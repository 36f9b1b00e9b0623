//! Stand-in for the session's own tests: shows what reached it. Replaced by the real `app`.

use std::sync::Arc;
use std::time::Duration;

use ratatui::Frame;
use ratatui::widgets::Paragraph;

use crate::event::{Event, Key, KeyCode, Mouse};
use crate::msg::{Effect, Msg, Panicked};
use crate::progress::Progress;
use crate::train::{Checkpoint, Command, JobId, Task};

const JOB: JobId = JobId { lab: 1, run: 1 };

/// An application that says what reached it.
#[derive(Default)]
pub struct App {
    keys: Vec<String>,
    size: (u16, u16),
    mouse: Option<Mouse>,
    pasted: usize,
    now: Duration,
    moving: bool,
    trained: Option<Arc<Checkpoint>>,
    worked: String,
    notice: String,
}

impl App {
    /// What reached it becomes state and effects.
    pub fn update(&mut self, msg: Msg) -> Vec<Effect> {
        match msg {
            Msg::Input(Event::Key(key)) => return self.key(key),
            Msg::Input(Event::Mouse(mouse)) => self.mouse = Some(mouse),
            Msg::Input(Event::Paste(text)) => self.pasted = text.len(),
            Msg::Input(Event::Resize { width, height }) => self.size = (width, height),
            Msg::Input(Event::Tick(now)) => self.now = now,
            Msg::Input(Event::Quit) => return self.quit(),
            Msg::Trained(checkpoint) => self.trained = Some(checkpoint),
            Msg::Worked(_, answer) => {
                self.worked = match answer.downcast_ref::<Panicked>() {
                    Some(Panicked(why)) => why.clone(),
                    None => format!("{:?}", answer.downcast_ref::<u32>()),
                }
            }
            Msg::SaveFailed(why) => self.notice = why,
        }
        Vec::new()
    }

    fn key(&mut self, key: Key) -> Vec<Effect> {
        self.keys.push(match key.code {
            KeyCode::Char(c) => c.to_string(),
            other => format!("{other:?}"),
        });
        let effect = match key.code {
            KeyCode::Char('q') => return self.quit(),
            KeyCode::Char('c') if key.ctrl => return self.quit(),
            KeyCode::Char('t') => Effect::Train(JOB, Box::new(Task { steps: 40_000_000 })),
            KeyCode::Char('p') => Effect::Tell(JOB, Command::Pause),
            KeyCode::Char('w') => Effect::Work(JOB, Box::new(|| Arc::new(42_u32))),
            KeyCode::Char('!') => Effect::Work(JOB, Box::new(|| panic!("a planted fault"))),
            KeyCode::Char('y') => Effect::Copy("mu=0".into()),
            KeyCode::Char('z') => loop {
                std::thread::park();
            },
            KeyCode::Char('m') => {
                self.moving = !self.moving;
                return Vec::new();
            }
            _ => Effect::Save(self.progress()),
        };
        vec![effect]
    }

    fn progress(&self) -> Progress {
        Progress { place: self.keys.last().cloned().unwrap_or_default() }
    }

    fn quit(&self) -> Vec<Effect> {
        vec![Effect::Save(self.progress()), Effect::Quit]
    }

    /// Whether anything moves by itself.
    pub fn wants_ticks(&self) -> bool {
        self.moving
    }

    /// Draws itself.
    pub fn view(&self, frame: &mut Frame) {
        let tail = self.keys.len().saturating_sub(8);
        let text = format!(
            "handson\nsize {}x{}\nkeys {} {}\nmouse {:?}\npasted {}\nticks {}\ntrained {:?}\nworked {}\n{}",
            self.size.0,
            self.size.1,
            self.keys.len(),
            self.keys[tail..].join(" "),
            self.mouse.map(|m| (m.kind, m.x, m.y)),
            self.pasted,
            self.now.as_millis() > 0,
            self.trained.as_ref().map(|c| (c.step, &c.state)),
            self.worked,
            self.notice,
        );
        frame.render_widget(Paragraph::new(text), frame.area());
    }
}
