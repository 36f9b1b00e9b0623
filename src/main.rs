//! Wires the command line to the commands.

fn main() {}
