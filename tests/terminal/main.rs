//! The program in a real pty.

#[path = "../common"]
mod common {
    pub mod pty;
}

mod fake_terminal;
mod plain;
mod pty;
mod pty_coe.rs;
mod pty_faults;
mod pty_host;
mod pty_keeping;
mod pty_reload;
mod terminals;
