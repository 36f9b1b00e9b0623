//! The commands as a shell sees them: lines, files and exit status.

#[path = "../common"]
mod common {
    pub mod lessons;
    #[allow(dead_code, reason = "the tests in a terminal use more of it")]
    pub mod pty;
    pub mod sets;
    pub mod train;
}

mod check;
mod check_planted;
mod classify;
mod cli;
mod compress;
mod data;
mod data_folders;
mod homework;
mod killed;
mod lesson_files;
mod predict;
mod seats;
mod seats_door;
mod settings;
mod train_cli;
mod train_presets;
mod train_refusals;
mod train_settings;
mod vote;
