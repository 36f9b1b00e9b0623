//! Mapped files that may be cut short.
//!
//! Whoever reads a page that a mapped file no longer has is sent SIGBUS. The handler here unpacks the
//! file again into memory of this process and moves that into the place of the mapping, all at once;
//! the read is then done again and finds what it should have found. A SIGBUS from anywhere else goes
//! to whoever had it before. The page that the file now ends in has zeros behind the end, a few digits at
//! most, until a page behind it is read: the account that owns the file can do that to itself.

use std::fs::File;
use std::io;
use std::ptr::{self, NonNull};
use std::sync::atomic::{AtomicPtr, AtomicUsize, Ordering};
use std::sync::{Mutex, OnceLock, PoisonError};

use rustix::mm::{MapFlags, MremapFlags, ProtFlags, mmap, mmap_anonymous, mremap_fixed, munmap};

use super::Embedded;

/// Files that can be mapped: every embedded one twice over.
const MOST: usize = 24;

/// A mapping, written before its length: one without a length is none.
struct Slot {
    start: AtomicUsize,
    length: AtomicUsize,
    file: AtomicPtr<Embedded>,
}

static SLOTS: [Slot; MOST] = [const {
    Slot {
        start: AtomicUsize::new(0),
        length: AtomicUsize::new(0),
        file: AtomicPtr::new(ptr::null_mut()),
    }
}; MOST];

/// How many are taken.
static TAKEN: Mutex<usize> = Mutex::new(0);

/// Who had the signal before.
static BEFORE: OnceLock<libc::sigaction> = OnceLock::new();

/// Maps a file that was found to be `embedded`, unpacked, for as long as the process lives.
pub(super) fn map(file: &File, embedded: &'static Embedded) -> io::Result<&'static [u8]> {
    let length = embedded.size()?;
    let mut taken = TAKEN.lock().unwrap_or_else(PoisonError::into_inner);
    let slot = SLOTS.get(*taken).ok_or(io::ErrorKind::QuotaExceeded)?;
    listen()?;
    // SAFETY: the kernel chooses the place, and nobody else knows of it.
    let start = unsafe {
        mmap(
            ptr::null_mut(),
            length,
            ProtFlags::READ,
            MapFlags::SHARED,
            file,
            0,
        )
    }?;
    slot.start.store(start as usize, Ordering::Relaxed);
    let known = ptr::from_ref(embedded).cast_mut();
    slot.file.store(known, Ordering::Relaxed);
    slot.length.store(length, Ordering::Release);
    *taken += 1;
    // SAFETY: it is mapped for ever. Its bytes do not change: whoever may write to the file is this
    // account or root, and what is cut off it is put back before anybody reads it.
    Ok(unsafe { std::slice::from_raw_parts(start.cast::<u8>(), length) })
}

/// Takes the signal, once for a process.
fn listen() -> io::Result<()> {
    if BEFORE.get().is_some() {
        return Ok(());
    }
    // SAFETY: `sigaction` is a plain structure of which all zeros are a value; both are ours.
    unsafe {
        let mut action: libc::sigaction = std::mem::zeroed();
        let mut before: libc::sigaction = std::mem::zeroed();
        action.sa_sigaction = heal as *const () as usize;
        action.sa_flags = libc::SA_SIGINFO;
        if libc::sigaction(libc::SIGBUS, &raw const action, &raw mut before) != 0 {
            return Err(io::Error::last_os_error());
        }
        let _ = BEFORE.set(before);
    }
    Ok(())
}

/// The handler. It comes from a read of a picture and from nowhere else, so that the reader holds no
/// lock that it could want.
extern "C" fn heal(_: libc::c_int, about: *mut libc::siginfo_t, _: *mut libc::c_void) {
    // SAFETY: the kernel hands in what it says it does.
    let address = unsafe { (*about).si_addr() } as usize;
    let hit = SLOTS.iter().find(|slot| {
        let (length, start) = (
            slot.length.load(Ordering::Acquire),
            slot.start.load(Ordering::Relaxed),
        );
        (start..start + length).contains(&address)
    });
    if hit.is_some_and(|slot| restore(slot).is_ok()) {
        return;
    }
    if let Some(before) = BEFORE.get() {
        // SAFETY: what was in force before is put back; the read is done again, and is its affair.
        unsafe { libc::sigaction(libc::SIGBUS, before, ptr::null_mut()) };
    }
}

/// Puts the unpacked file into the place of a mapping. Several threads may do so at once: each brings
/// the same.
fn restore(slot: &Slot) -> io::Result<()> {
    let (start, length) = (
        slot.start.load(Ordering::Relaxed),
        slot.length.load(Ordering::Acquire),
    );
    let file = NonNull::new(slot.file.load(Ordering::Relaxed)).ok_or(io::ErrorKind::NotFound)?;
    // SAFETY: it points to what lives for ever; the new memory is this function's own until it takes
    // the place of the mapping, which is as long.
    unsafe {
        let protection = ProtFlags::READ | ProtFlags::WRITE;
        let new = mmap_anonymous(ptr::null_mut(), length, protection, MapFlags::PRIVATE)?;
        let room = std::slice::from_raw_parts_mut(new.cast::<u8>(), length);
        if let Err(error) = file.as_ref().unpack_into(room) {
            munmap(new, length)?;
            return Err(error);
        }
        mremap_fixed(new, length, length, MremapFlags::MAYMOVE, start as *mut _)?;
    }
    Ok(())
}
