//! What is so of the network that ships, which is always the same: worked out once for a process, and
//! every learner in it gets the same.

use super::{MapOf, PixelsOf, Read, ReadingOf};
use std::sync::{Mutex, OnceLock, PoisonError};

/// Readings that are kept: more than a lesson asks for.
const KEPT: usize = 24;

static MAPS: [OnceLock<MapOf>; 2] = [OnceLock::new(), OnceLock::new()];
static PIXELS: OnceLock<PixelsOf> = OnceLock::new();
static READINGS: Mutex<Vec<(Read, ReadingOf)>> = Mutex::new(Vec::new());

/// The map, centred or not, if it was worked out before.
pub fn map(centred: bool) -> Option<MapOf> {
    MAPS[usize::from(centred)].get().cloned()
}

/// It was.
pub fn keep_map(centred: bool, map: &MapOf) {
    // Of two that were worked out at once either will do.
    let _ = MAPS[usize::from(centred)].set(map.clone());
}

/// How many pixels break a digit, if it was worked out before.
pub fn pixels() -> Option<PixelsOf> {
    PIXELS.get().cloned()
}

/// It was.
pub fn keep_pixels(pixels: &PixelsOf) {
    let _ = PIXELS.set(pixels.clone());
}

/// What it makes of all pictures of a kind, if that was worked out before.
pub fn reading(of: &Read) -> Option<ReadingOf> {
    let kept = READINGS.lock().unwrap_or_else(PoisonError::into_inner);
    let found = kept.iter().find(|(known, _)| known == of);
    found.map(|(_, reading)| reading.clone())
}

/// It was. The oldest gives way.
pub fn keep_reading(of: Read, reading: &ReadingOf) {
    let mut kept = READINGS.lock().unwrap_or_else(PoisonError::into_inner);
    if kept.len() == KEPT {
        kept.remove(0);
    }
    kept.push((of, reading.clone()));
}
