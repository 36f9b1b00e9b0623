//! The program in a real pty.

#[path = "../common"]
mod common {
    #[allow(dead_code, reason = "the benches use more of it")]
    pub mod pty;
}

mod fake_terminal;
mod plain;
mod pty;
mod pty_course;
mod pty_faults;
mod pty_host;
mod pty_keeping;
mod pty_reload;
mod terminals;
