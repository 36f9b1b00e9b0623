//! The application: which screen is shown, who gets a message, what is kept.

pub(crate) mod dialogue;
mod front;
mod keys;
mod notices;
mod opening;
mod paper;
mod reload;
#[cfg(test)]
mod tests;
mod view;

use crate::event::{Event, Key, Mouse, MouseKind};
use crate::labs::{Activity, Lab};
use crate::lesson::model::Course;
use crate::msg::{Effect, Msg};
use crate::progress::Progress;
use crate::screens::contents::{self, Contents};
use crate::screens::copied::Copied;
use crate::screens::finder::{self, Aim, Finder};
use crate::screens::greeting::Greeting;
use crate::screens::help::Help;
use crate::screens::lesson::{Context, ContextMut, LessonScreen, Outcome, hints};
use crate::screens::summary::Summary;
use crate::screens::{ExerciseStore, LabStore, Wish};
use crate::ui::Look;
use crate::ui::chrome::{self, Hint};
use crate::ui::glyphs::Drawn;
use front::around;
use paper::Paper;
use ratatui::layout::Rect;
use std::sync::Arc;

/// The largest screen that is drawn: beyond it memory grows and nothing is gained.
pub const LARGEST: (u16, u16) = (500, 200);

/// One learner's course. It does no input or output: messages in, effects out.
pub struct App {
    course: Arc<Course>,
    progress: Progress,
    look: Look,
    paper: Paper,
    area: Rect,
    labs: LabStore,
    exercises: ExerciseStore,
    lesson: LessonScreen,
    /// In front of the lesson until the learner goes on.
    greeting: Option<Greeting>,
    over: Option<Over>,
    notice: Option<String>,
    /// What is wrong with the lessons on the disk: what is shown was read before.
    fault: Option<String>,
    /// Seconds since 1970, as far as the session has told.
    now: u64,
    /// What opening the first step asks for: carried out with the first message.
    opening: Vec<Effect>,
    /// A code the first lab was set up from.
    code: Option<String>,
    /// A learner who comes back after a day is asked something first.
    greets: bool,
    /// It was said that keys are Latin letters.
    told_alphabet: bool,
    /// The key in the footer that the mouse went down on.
    pressed_hint: Option<Key>,
}

/// A screen over the lesson. The lesson stays as it is, and its lab keeps running.
enum Over {
    Contents(Contents),
    Copied(Copied),
    Finder(Finder),
    Help(Help),
    Summary(Summary),
}

impl App {
    /// A course that opens at a step.
    pub fn new(
        course: Arc<Course>,
        progress: Progress,
        look: Look,
        (lesson, step): (usize, usize),
    ) -> Self {
        let paper = Paper::new(look.theme.background(), progress.background());
        let mut app = Self {
            course,
            progress,
            look,
            paper,
            area: Rect::new(0, 0, 80, 24),
            labs: LabStore::default(),
            exercises: ExerciseStore::default(),
            lesson: LessonScreen::default(),
            greeting: None,
            over: None,
            notice: None,
            fault: None,
            now: 0,
            opening: Vec::new(),
            code: None,
            greets: false,
            told_alphabet: false,
            pressed_hint: None,
        };
        app.opening = app.go(lesson, step);
        app.lay_out();
        app
    }

    /// Something happened.
    pub fn update(&mut self, msg: Msg) -> Vec<Effect> {
        self.say_failure(&msg);
        let effects = self.happen(msg);
        self.lay_out();
        effects
    }

    /// The same, with nothing to be seen of it yet.
    fn happen(&mut self, msg: Msg) -> Vec<Effect> {
        let mut effects = std::mem::take(&mut self.opening);
        effects.extend(self.take(msg));
        effects.extend(self.judge());
        effects
    }

    /// Whatever has happened: a task may be met by it, a bet settled.
    fn judge(&mut self) -> Vec<Effect> {
        let (screen, mut context) = self.parts();
        screen.judge(&mut context)
    }

    /// The screen of the step, and all it may change.
    fn parts(&mut self) -> (&mut LessonScreen, ContextMut<'_>) {
        let context = ContextMut {
            course: &self.course,
            labs: &mut self.labs,
            exercises: &mut self.exercises,
            progress: &mut self.progress,
            look: &self.look,
            area: self.area,
            now: self.now,
        };
        (&mut self.lesson, context)
    }

    fn context(&self) -> Context<'_> {
        Context {
            course: &self.course,
            labs: &self.labs,
            exercises: &self.exercises,
            progress: &self.progress,
            look: &self.look,
            area: self.area,
        }
    }

    fn take(&mut self, msg: Msg) -> Vec<Effect> {
        match msg {
            Msg::Input(event) => self.input(&event),
            Msg::Trained(ref checkpoint) => self.labs.deliver(checkpoint.job.lab, &msg),
            Msg::Worked(work, _) => self.labs.deliver(work.lab, &msg),
            Msg::Time(now) => {
                let first = self.now == 0;
                self.now = now;
                if first {
                    self.lay_out_today();
                }
                self.record_visit();
                Vec::new()
            }
            Msg::Keep => self.labs.keep(),
            Msg::Recalled(key, kept) => {
                let (kept, refused) =
                    kept.map_or_else(|why| (None, Some(why)), |kept| (kept, None));
                // That progress is lost matters more.
                self.notice = self.notice.take().or(refused);
                let mut effects = self.labs.recall(&key, kept.map(|kept| *kept));
                // What the learner asked for on the command line comes on top of that.
                if let Some(code) = self.code.take() {
                    let _ = self.set_up(&code); // it was tried before
                    effects.append(&mut self.opening);
                }
                effects
            }
            Msg::Lessons(reading) => self.reload(reading),
            Msg::Class(_) => Vec::new(), // it is looked at on a screen of its own
            Msg::SaveFailed(reason) => {
                self.notice = Some(reason);
                Vec::new()
            }
        }
    }

    /// Whether anything on the screen moves with time alone: training moves with its checkpoints.
    pub fn wants_ticks(&self) -> bool {
        let lab = self.lesson.lab(&self.labs);
        let wants = |lab: &dyn Lab| match lab.activity() {
            Activity::Moves => true,
            Activity::Grows => self.look.motion,
            Activity::Still | Activity::Trains => false,
        };
        self.over.is_none() && lab.is_some_and(wants)
    }

    fn input(&mut self, event: &Event) -> Vec<Effect> {
        match event {
            Event::Resize { width, height } => {
                let (screen, context) = self.front_mut();
                screen.keep_draft_in_sight(context.as_ref());
                self.area = Rect::new(0, 0, (*width).min(LARGEST.0), (*height).min(LARGEST.1));
                Vec::new()
            }
            Event::Terminal(can) => {
                self.show_on(*can);
                Vec::new()
            }
            Event::Quit => self.leave(),
            Event::Key(key) => {
                self.notice = None;
                self.key(*key)
            }
            Event::Mouse(mouse) => self.mouse(*mouse),
            _ => self.below(event),
        }
    }

    /// A click on a key in the footer presses it.
    fn mouse(&mut self, mouse: Mouse) -> Vec<Effect> {
        // Not asked for while something is dragged.
        let hint =
            |app: &Self| chrome::hint_at(&app.hints(), app.area, mouse.x, mouse.y, &app.look);
        match mouse.kind {
            MouseKind::Press => self.pressed_hint = hint(self),
            // Let go where it was pressed: a course that is left by the press would leave the
            // rest of the click to the shell.
            MouseKind::Release => {
                let pressed = self.pressed_hint.take();
                if let Some(key) = pressed.filter(|key| hint(self) == Some(*key)) {
                    return self.key(key);
                }
            }
            _ => {}
        }
        match self.pressed_hint {
            Some(_) => Vec::new(),
            None => self.below(&Event::Mouse(mouse)),
        }
    }

    /// The keys in the footer of the screen in front.
    fn hints(&self) -> Vec<Hint> {
        match &self.over {
            Some(Over::Contents(_)) => chrome::fitting(contents::hints(), self.area, &self.look),
            Some(Over::Copied(copied)) => copied.hints(self.area),
            Some(Over::Finder(_)) => finder::hints(),
            Some(Over::Help(help)) => self
                .subject()
                .map(|subject| help.hints(&subject, self.area, &self.look))
                .unwrap_or_default(),
            Some(Over::Summary(summary)) => summary.hints(self.summed_up(self.area)),
            None => {
                let (screen, context) = self.front();
                hints(screen, context)
            }
        }
    }

    /// To the screen in front.
    fn below(&mut self, event: &Event) -> Vec<Effect> {
        let outcome = match &mut self.over {
            Some(Over::Contents(contents)) => contents
                .update(event, &self.course, &self.progress, (self.area, &self.look))
                .into(),
            Some(Over::Copied(copied)) => copied.update(event, self.area).into(),
            Some(Over::Summary(summary)) => {
                let mut summary = std::mem::take(summary);
                let wish = summary.update(event, self.summed_up(self.area));
                self.over = Some(Over::Summary(summary));
                wish.into()
            }
            Some(Over::Finder(finder)) => {
                let seen = (self.area, &self.look);
                finder.update(event, &self.course, seen).into()
            }
            Some(Over::Help(help)) => {
                let mut help = std::mem::take(help);
                let subject = self.subject();
                let wish = subject.and_then(|s| help.update(event, &s, self.area, &self.look));
                self.over = Some(Over::Help(help));
                wish.into()
            }
            None => match &mut self.greeting {
                Some(greeting) => {
                    let around = around(&self.look, self.area, self.now);
                    let Outcome { effects, wish } =
                        greeting.update(event, &mut self.progress, around);
                    self.greeting.take_if(|_| wish.is_some());
                    return effects;
                }
                None => {
                    let (screen, mut context) = self.parts();
                    screen.update(event, &mut context)
                }
            },
        };
        let Outcome { mut effects, wish } = outcome;
        effects.extend(wish.map(|wish| self.grant(wish)).unwrap_or_default());
        effects
    }

    fn grant(&mut self, wish: Wish) -> Vec<Effect> {
        self.over = None;
        match wish {
            Wish::Go { lesson, step } => {
                let left = self.left_open(lesson, step);
                let effects = self.go(lesson, step);
                left.into_iter().for_each(|said| self.lesson.say(said));
                effects
            }
            Wish::TestOut { lesson, step } => {
                let effects = self.go(lesson, step);
                let (screen, context) = self.parts();
                screen.test(context.as_ref());
                effects
            }
            Wish::Search => self.find(Aim::Words),
            Wish::Seek => self.find(Aim::Place),
            Wish::Summary => self.sum_up(),
            Wish::Contents => self.open_contents(),
            Wish::Back => Vec::new(),
        }
    }

    fn go(&mut self, lesson: usize, step: usize) -> Vec<Effect> {
        self.code = None;
        self.greeting = None;
        let (screen, mut context) = self.parts();
        let mut effects = screen.go(lesson, step, &mut context);
        effects.extend(self.record_step());
        effects.extend(self.labs.keep());
        effects
    }

    /// The learner has come to the step on the screen.
    fn record_step(&mut self) -> Option<Effect> {
        let (lesson, step) = self.place()?;
        let (lesson, step) = (lesson.id.clone(), step.id.clone());
        self.progress.visit(&lesson, &step);
        self.progress.came(self.now);
        Some(Effect::Save(self.progress.clone()))
    }

    fn open_contents(&mut self) -> Vec<Effect> {
        let contents = Contents::at(self.lesson.lesson, &self.course, self.area);
        self.over = Some(Over::Contents(contents));
        Vec::new()
    }

    fn find(&mut self, aim: Aim) -> Vec<Effect> {
        self.over = Some(Over::Finder(Finder::new(aim, &self.course)));
        Vec::new()
    }

    fn leave(&mut self) -> Vec<Effect> {
        let mut effects = vec![Effect::Save(self.progress.clone())];
        effects.extend(self.labs.keep());
        effects.push(Effect::Quit);
        effects
    }

    /// Of what the screen shows: digits and plots choose apart.
    fn next_drawing(&mut self) -> Vec<Effect> {
        let (screen, context) = self.front();
        let Some(drawn) = screen.lab_in_sight(context.labs).map(Lab::draws) else {
            self.say("there is no picture here to draw");
            return Vec::new();
        };
        if self.look.glyphs.ascii {
            self.say("only ASCII is shown here: --glyphs ramp allows more");
            return Vec::new();
        }
        let name = self.look.glyphs.change(drawn);
        let what = match drawn {
            Drawn::Digits => {
                self.progress.choose_digits(name);
                "digits"
            }
            Drawn::Plots => {
                self.progress.choose_plots(name);
                "plots"
            }
        };
        self.say(&format!("{what} are drawn in {name} now"));
        vec![Effect::Save(self.progress.clone())]
    }
}
