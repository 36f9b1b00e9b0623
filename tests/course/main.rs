//! The course as a learner meets it, on a screen in memory and in lines.

#[path = "../common/mod.rs"]
mod common;

mod arranged;
mod asked;
mod clicks;
mod dialogue;
mod dialogue_inside;
mod dialogue_lines;
mod dialogue_tasks;
mod dialogue_told;
mod fields;
mod first_screen;
mod greeting;
mod hands;
mod inside;
mod intents;
mod journeys;
mod keepsakes;
mod layout;
mod left_open;
mod lessons;
mod notation;
mod reload;
mod screens;
mod set_ups;
mod signs;
mod slides;
mod streams;
mod summary;
mod texts;
mod typing;
mod upgrade;
