//! The program that a lab shows, told line by line.

use super::Dialogue;
use super::change::Told;

/// Of a program so many new lines are told alone.
const FEW: usize = 4;

impl Dialogue {
    /// The program, where it is another; its new lines alone, where they are few.
    pub(super) fn tell_program(&mut self, now: &Told) {
        let Some(program) = &now.program else { return };
        let before = self.told.program.as_deref().unwrap_or_default();
        let new = |line: &&str| !before.lines().any(|known| known == *line);
        let lines: Vec<&str> = program.lines().filter(new).collect();
        match lines.len() {
            0 => {}
            few if few <= FEW => {
                self.out.push_str("The program has now:\n");
                lines
                    .iter()
                    .for_each(|line| self.out.push_str(&format!("{line}\n")));
            }
            _ => self.out.push_str(program),
        }
    }
}
