//! The one end that nothing else catches: the program aborts, most often because the system gives it
//! no more memory. The terminal is given back all the same.

use std::io;
use std::sync::Arc;

use signal_hook::SigId;
use signal_hook::consts::SIGABRT;
use signal_hook::low_level::{emulate_default_handler, register, unregister};

use super::guard::Restore;

/// Gives the terminal back where the program aborts, until it is dropped.
#[derive(Debug)]
pub(super) struct OnAbort(SigId);

impl OnAbort {
    /// From here on.
    pub(super) fn restore(restore: Arc<Restore>) -> io::Result<Self> {
        let action = move || {
            restore.at_once();
            let _ = emulate_default_handler(SIGABRT); // does not come back
        };
        // SAFETY: the action runs in a signal handler. It allocates nothing and takes no lock:
        // `at_once` does nothing but system calls on bytes and modes made beforehand.
        let registered = unsafe { register(SIGABRT, action) };
        registered.map(Self)
    }
}

impl Drop for OnAbort {
    fn drop(&mut self) {
        unregister(self.0);
    }
}
