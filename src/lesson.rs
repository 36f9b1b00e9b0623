//! Lessons: Markdown files in, plain values out.
//!
//! [`catalog`] finds the files, embedded or in a folder; [`parse`] reads one; [`model`] is what
//! comes out. What is wrong is collected as [`error::Diagnostic`]s, all of a file in one run, each
//! with its line, its column and its remedy. [`check`] holds lessons against the labs there are,
//! which it knows through an [`check::Oracle`] only; [`judge`] judges what a learner answers.

pub mod catalog;
pub mod check;
pub mod error;
pub(crate) mod find;
mod follow;
pub mod judge;
pub mod model;
pub(crate) mod nearest;
pub mod parse;

mod code_reports;
mod codes;
mod directive;
mod fields;
mod front;
mod source;
mod symbols;
