//! The lessons are embedded at build time; cargo must know that they belong to the build.

fn main() {
    println!("cargo::rerun-if-changed=lessons");
}
