//! The edge: where terminal, clock, size and environment enter, and the only place that carries
//! out effects.
//!
//! `local` drives the application on a terminal, `headless` by a script. A local session has four
//! threads: `input` reads and decodes bytes, `signals` waits for signals, the UI thread updates
//! and draws, `writer` writes one frame at a time. The UI thread never reads the terminal, never
//! blocks on a write, never joins.

pub mod wire;
