//! What destroys work asks first: done once more, it is done.

use super::LessonScreen;

impl LessonScreen {
    /// Whether a line is to be carried out that `costs` something: it is where it was asked about
    /// just before. `again` says what does it once more.
    pub fn is_sure(&mut self, line: &str, again: &str, costs: &str) -> bool {
        if self.asked.take().as_deref() == Some(line) {
            return true;
        }
        self.asked = Some(line.to_owned());
        self.say(format!("{costs}: {again} once more does it"));
        false
    }

    /// The line that was asked about and waits for its answer.
    pub fn asked_about(&self) -> Option<String> {
        self.asked.clone()
    }

    /// What was asked `before` an input is answered by it, whatever it says.
    pub fn forget_asked(&mut self, before: Option<String>) {
        if self.asked == before {
            self.asked = None;
        }
    }

    /// Whether something was asked that the next key answers.
    pub fn is_asking(&self) -> bool {
        self.asked.is_some()
    }
}
