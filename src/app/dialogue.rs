//! The course as a dialogue of lines: the same application, told in words. A line comes as
//! [`Event::Line`]; once its effects are carried out, [`Dialogue::said`] has the answer.

mod asked;
mod change;
mod code;
mod line;
mod moved;
mod places;
mod run;

use super::reload::ANEW;
use super::{App, Over, around};
use crate::event::{Event, Key};
use crate::lesson::model::Block;
use crate::msg::{Effect, Msg, Reading};
use crate::screens::contents;
use crate::screens::intents::{Intent, key_of, named_in};
use crate::screens::plain::{paragraph, paragraphs};
use crate::ui::fold;
use change::Told;

/// The longest line that is listened to, in characters.
const LONGEST: usize = 1000;

/// One learner's course, in lines.
pub struct Dialogue {
    app: App,
    /// The terminal shows ASCII alone.
    is_ascii: bool,
    /// What was said and not fetched yet.
    out: String,
    /// The whole step is to be told.
    step: bool,
    /// The lab was spoken to: what that changed is to be told, first of all this control.
    spoken_to: Option<Option<&'static str>>,
    /// This exercise was answered.
    answered: Option<usize>,
    /// The line that destroys something, and was asked about.
    asked: Option<String>,
    /// The control that was moved last.
    control: Option<&'static str>,
    /// As the learner knows it.
    told: Told,
    /// What was told of the lab of the step before, sentence by sentence.
    heard: Vec<String>,
    reported: run::Reported,
    /// The sentence that was told last of those that concern no step.
    notice: Option<String>,
}

impl Dialogue {
    /// Begins to tell where the learner is. Formulas and labs are spelled in ASCII on any terminal;
    /// letters of the lessons only where there is nothing else.
    pub fn new(mut app: App) -> Self {
        let is_ascii = std::mem::replace(&mut app.look.glyphs.ascii, true);
        app.look.spoken = true;
        app.look.motion = false;
        Self {
            app,
            is_ascii,
            out: paragraph(
                "This is handson, a course on machine learning, as a dialogue of lines. \
                 Say next to go on, help for what else you can say, quit to leave. Where a lesson \
                 names a key of the screen, such as Space or +, it can be said as a line.",
            ),
            step: true,
            spoken_to: None,
            answered: None,
            asked: None,
            control: None,
            told: Told::default(),
            heard: Vec::new(),
            reported: run::Reported::default(),
            notice: None,
        }
    }

    /// The same with formulas told in signs until the learner wants words.
    pub fn in_signs(mut self) -> Self {
        self.app.look.spoken = false;
        self
    }

    /// Something happened, a line among it.
    pub fn update(&mut self, msg: Msg) -> Vec<Effect> {
        match msg {
            Msg::Input(Event::Line(line)) => {
                let mut effects = std::mem::take(&mut self.app.opening);
                self.app.lay_out(); // keys that are said go by it
                let asked = self.asked.clone();
                let on_step = self.app.lesson.asked_about();
                effects.extend(self.hear(&line));
                // What was asked is answered by the next line, whatever it says.
                if self.asked == asked {
                    self.asked = None;
                }
                self.app.lesson.forget_asked(on_step);
                effects.extend(self.app.judge());
                effects
            }
            Msg::Lessons(reading) => self.reload(reading),
            msg => self.app.happen(msg),
        }
    }

    /// The lessons have changed on the disk, which is said in a line: the step is told whole only
    /// where it is another one now.
    fn reload(&mut self, reading: Reading) -> Vec<Effect> {
        let id = |app: &App| {
            app.place()
                .map(|(lesson, step)| (lesson.id.clone(), step.id.clone()))
        };
        let before = id(&self.app);
        let fault = reading.as_ref().err().cloned();
        let effects = self.app.update(Msg::Lessons(reading));
        if let Some(fault) = fault {
            let fault: Vec<&str> = fault.lines().map(str::trim).collect();
            let fault = fault.join(" ");
            self.tell(&format!(
                "There is a fault in the lessons, and what was read before stays: {fault}"
            ));
            return effects;
        }
        self.app.lesson.take_said();
        if id(&self.app) == before {
            let now = self.look();
            self.told.place = now.place;
            (self.told.settled, self.told.reached) = (now.settled, now.reached);
            self.tell(&sentence(&format!("{ANEW}; again tells this step")));
        } else {
            self.tell(&sentence(ANEW));
        }
        effects
    }

    /// Whether something on the step moves by itself: a training, or with ticks.
    pub fn is_busy(&self) -> bool {
        let lab = self.app.lesson.lab(&self.app.labs);
        lab.is_some_and(|lab| lab.activity().is_in_passing())
    }

    /// Whether it moves with ticks.
    pub fn wants_ticks(&self) -> bool {
        self.app.wants_ticks()
    }

    /// Whether a line asks for the end of what is running.
    pub fn is_stop(line: &str) -> bool {
        line::command(line) == Some("stop")
    }

    /// Tells a sentence that concerns no step.
    pub fn notify(&mut self, sentence: String) {
        self.app.notify(sentence);
    }

    /// Everything that is to be said now, in whole lines.
    pub fn said(&mut self) -> String {
        self.tell_news();
        if self.told.place != self.place() {
            self.step = true;
        }
        if let Some(greeting) = &self.app.greeting {
            if std::mem::take(&mut self.step) {
                let app = &self.app;
                let lines = greeting.sentences(around(&app.look, app.area, app.now));
                self.out.push('\n');
                self.tell_all(&lines);
                self.told.place = self.place();
            }
        } else if std::mem::take(&mut self.step) {
            self.tell_step();
        } else {
            self.tell_change();
        }
        self.answered = None;
        self.spoken_to = None;
        fold::told(&std::mem::take(&mut self.out), self.is_ascii)
    }

    fn place(&self) -> Option<(usize, usize)> {
        Some((self.app.lesson.lesson, self.app.lesson.step))
    }

    fn tell(&mut self, text: &str) {
        self.out.push_str(&paragraph(text));
    }

    fn tell_all(&mut self, texts: &[String]) {
        self.out.push_str(&paragraphs(texts));
    }

    /// Presses a key of the screen.
    fn press(&mut self, key: Key) -> Vec<Effect> {
        let effects = self.app.take(Msg::Input(Event::Key(key)));
        if let Some(Over::Summary(summary)) = &self.app.over {
            let told = summary.sentences(&self.app.course, &self.app.progress);
            self.out.push('\n');
            self.tell_all(&told);
        }
        // Where the screen would show the contents, they are told.
        if matches!(self.app.over, Some(Over::Contents(_))) {
            self.app.over = None;
            self.tell("That was the last step there is. The contents:");
            let contents = contents::sentences(&self.app.course, &self.app.progress);
            self.tell_all(&contents);
        }
        effects
    }

    /// Does what a key of the screen does.
    fn mean(&mut self, intent: Intent) -> Vec<Effect> {
        let Some(key) = key_of(intent) else {
            return Vec::new();
        };
        // On the screen a letter goes into a field that waits; here it is a word's.
        let out =
            key_of(Intent::ComeOut).filter(|_| self.app.lesson.types(key, self.app.context()));
        let mut effects = out.map_or(Vec::new(), |out| self.press(out));
        effects.extend(self.press(key));
        effects
    }

    /// What the application says beside the step, each sentence once.
    fn tell_news(&mut self) {
        let notice = self.app.notice.take();
        if notice.is_some() && notice != self.notice {
            self.tell(notice.as_deref().unwrap_or_default());
            self.notice = notice;
        }
        if let Some(said) = self.app.lesson.take_said() {
            self.tell(&sentence(&named_in(&said, true)));
        }
    }

    fn tell_step(&mut self) {
        self.out.push('\n');
        let lesson = |place: Option<(usize, usize)>| place.map(|(lesson, _)| lesson);
        if self.told.place == self.place() || lesson(self.told.place) != lesson(self.place()) {
            self.heard.clear();
        }
        let text = self.app.written(false, &self.heard, &self.app.look);
        self.out.push_str(&text);
        let shows = |block: &Block| matches!(block, Block::Lab(_) | Block::Bet(_));
        let shows = (self.app.place()).is_some_and(|(_, step)| step.blocks.iter().any(shows));
        if let Some(lab) = (self.app.lesson.lab_in_sight(&self.app.labs)).filter(|_| shows) {
            self.heard = lab
                .visible_facts()
                .into_iter()
                .map(|fact| fact.sentence)
                .collect();
        }
        let asks = (self.app.place())
            .is_some_and(|(_, step)| step.blocks.iter().any(|block| block.id().is_some()));
        if !asks {
            self.tell("\nSay next to go on.");
        }
        if self.told.place != self.place() {
            self.control = None;
        }
        self.told = self.look();
    }
}

/// What the application says in passing, as a sentence of its own.
fn sentence(said: &str) -> String {
    let mut chars = said.chars();
    let first = chars
        .next()
        .map_or(String::new(), |c| c.to_uppercase().to_string());
    let end = if said.ends_with(['.', '!', '?', ':']) {
        ""
    } else {
        "."
    };
    format!("{first}{}{end}", chars.as_str())
}
