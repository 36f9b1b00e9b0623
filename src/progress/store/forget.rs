//! Forgetting: the one change of the file that is no addition.

use std::{fs, io};

use super::{Found, Notice, Store, VERSION, Whole, not_kept, read};
use crate::progress::Progress;
use crate::progress::file::{Locked, replace};

impl Store {
    /// Forgets a lesson; or everything but how pictures are drawn, the trained labs too. A run that
    /// is still open keeps what it did, and adds it again with its next save.
    ///
    /// # Errors
    /// What the learner should hear; then nothing is forgotten.
    pub fn forget(&mut self, lesson: Option<&str>) -> Result<(), Notice> {
        let cannot = |error: io::Error| not_kept(&error);
        let file = self.file.as_ref().map_err(Notice::clone)?;
        let _lock = Locked::of(file).map_err(cannot)?;
        let mut progress = match read(file).map_err(cannot)? {
            Found::Nothing => return Ok(()),
            Found::Progress(progress) => progress,
            Found::PutAside(to) => return Err(Notice::PutAside(to)),
            Found::Newer => return Err(Notice::Newer(file.clone())),
        };
        match lesson {
            Some(lesson) => progress.forget(lesson),
            None => {
                let (drawing, plots) = (progress.drawing.take(), progress.plots.take());
                progress = Progress {
                    drawing,
                    plots,
                    ..Progress::default()
                };
            }
        }
        let whole = Whole {
            version: VERSION,
            progress: &progress,
        };
        let bytes = serde_json::to_vec_pretty(&whole).map_err(|error| cannot(error.into()))?;
        replace(file, &bytes).map_err(cannot)?;
        match self.labs().filter(|_| lesson.is_none()) {
            Some(labs) if labs.exists() => fs::remove_dir_all(labs).map_err(cannot),
            _ => Ok(()),
        }
    }
}
