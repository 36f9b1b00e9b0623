//! Where pictures are written to, and how: nothing is there before all of them are.

use std::fs::{self, File};
use std::io;
use std::path::Path;

use crate::codes::rivals::png;
use crate::commands::Failure;
use crate::commands::files::check_place_of;
use crate::dataset::idx::{Kind, PIXELS};
use crate::nn::weights::replace;

/// A place for pictures.
pub enum Place<'a> {
    /// An IDX file.
    Idx(&'a Path),
    /// A PNG of the only one.
    Png(&'a Path),
    /// A folder, for a PNG each.
    Folder(&'a Path),
}

/// Takes the pixels of some pictures.
type Take<'a> = &'a mut dyn FnMut(&[u8]) -> io::Result<()>;

impl<'a> Place<'a> {
    /// The place of so many pictures that a path means.
    ///
    /// # Errors
    /// If they cannot go there.
    pub fn of(path: &'a Path, pictures: u32) -> Result<Self, Failure> {
        let name = path.display();
        let ending = path.extension().unwrap_or_default();
        if path.is_dir() || name.to_string().ends_with('/') {
            return Ok(Self::Folder(path));
        }
        check_place_of("--output", path)?;
        if ending == "gz" {
            return Err(Failure(format!(
                "--output: {name}: the pictures are not packed again: name it without .gz"
            )));
        }
        match (ending == "png", pictures) {
            (false, _) => Ok(Self::Idx(path)),
            (true, 1) => Ok(Self::Png(path)),
            (true, _) => Err(Failure(format!(
                "--output: {name}: there are {pictures} pictures and a PNG has one: name an IDX \
                 file, or a folder and / after it"
            ))),
        }
    }

    /// Writes the pictures that `work` hands on, if all goes well.
    ///
    /// # Errors
    /// If they cannot be written, or `work` says so.
    pub fn write(
        &self,
        pictures: u32,
        mut work: impl FnMut(Take) -> io::Result<()>,
    ) -> io::Result<()> {
        match self {
            Self::Idx(path) => replace(path, |to| {
                to.write_all(&Kind::Images.header(pictures))?;
                work(&mut |pixels| to.write_all(pixels))
            }),
            Self::Png(path) => replace(path, |mut to| {
                work(&mut |pixels| each(pixels).try_for_each(|picture| png(picture, &mut to)))
            }),
            Self::Folder(folder) => {
                fs::create_dir_all(folder)?;
                let beside = tempfile::tempdir_in(folder)?;
                let digits = (pictures - 1).to_string().len();
                let name = |at: u32| format!("{at:0digits$}.png");
                let mut at = 0;
                work(&mut |pixels| {
                    for picture in each(pixels) {
                        png(picture, &mut File::create(beside.path().join(name(at)))?)?;
                        at += 1;
                    }
                    Ok(())
                })?;
                (0..at)
                    .map(name)
                    .try_for_each(|name| fs::rename(beside.path().join(&name), folder.join(&name)))
            }
        }
    }
}

/// Picture by picture.
fn each(pixels: &[u8]) -> impl Iterator<Item = &[u8; PIXELS]> {
    pixels.as_chunks().0.iter()
}
