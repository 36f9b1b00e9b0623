//! Lessons: Markdown files in, plain values out.

pub mod model;
