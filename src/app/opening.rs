//! How the course opens: with a lab set up from a code or with points from a file, or a question for who comes back.

use super::{App, around};
use crate::labs::Brought;
use crate::screens::greeting::Greeting;
use crate::screens::{DAY, ExerciseStore};

impl App {
    /// A learner who was away for a day is greeted with a question from an earlier lesson.
    pub fn greet(&mut self) {
        self.greets = true;
    }

    /// Sets up the lab on the screen from a code that was copied there, or from a part of one, such as
    /// `optimizer=adam,bottleneck=8`.
    ///
    /// # Errors
    /// A sentence that names the part of the code that cannot be; what stands before it is then set.
    pub fn set_up(&mut self, code: &str) -> Result<(), String> {
        self.lesson
            .set_up(code, &self.course, &mut self.labs, &mut self.opening)?;
        self.code = Some(code.to_owned());
        self.lay_out();
        Ok(())
    }

    /// Hands the lab on the screen what the learner brought, and says whether it takes such a thing.
    pub fn bring(&mut self, own: Brought) -> bool {
        let lab = self.lesson.lab_mut(&mut self.labs);
        let effects = lab.and_then(|lab| lab.bring(own));
        let takes = effects.is_some();
        self.opening.extend(effects.unwrap_or_default());
        takes
    }

    /// The step the course opens on was laid out before the day was known, which orders options.
    pub(super) fn lay_out_today(&mut self) {
        let mut exercises = ExerciseStore::default();
        if let Some((lesson, step)) = self.place() {
            exercises.begin(lesson, step, &self.progress, self.now / DAY);
        }
        self.exercises = exercises;
    }

    /// The learner is here. The first time that is told, it may be after a day.
    pub(super) fn record_visit(&mut self) {
        let before = self.progress.record_visit(self.now);
        let greets = std::mem::take(&mut self.greets);
        let at = (self.lesson.lesson, self.lesson.step);
        if let Some(before) = before.filter(|_| greets) {
            let around = around(&self.look, self.area, self.now);
            self.greeting = Greeting::new(&self.course, &self.progress, at, before, around);
        }
    }
}
