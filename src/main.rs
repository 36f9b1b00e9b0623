//! Stand-in for the session's own tests: replaced by the real `main`.

use std::process::ExitCode;

use clap::Parser;
use handson::app::App;
use handson::session::{End, Fault, Options, local};

#[derive(Parser)]
struct Args {
    /// Plant a fault, to try the way out.
    #[arg(long, hide = true, value_parser = ["ui"])]
    panic: Option<String>,
    /// The mouse.
    #[arg(long, default_value = "on", value_parser = ["on", "off"])]
    mouse: String,
}

fn main() -> ExitCode {
    let args = Args::parse();
    let options = Options {
        mouse: args.mouse == "on",
        fault: args.panic.map(|_| Fault::Ui),
        ..Options::default()
    };
    let save = Box::new(|_| match std::env::var_os("HANDSON_TEST_FULL") {
        Some(_) => Err("the disk is full".to_owned()),
        None => Ok(()),
    });
    match local::run(&mut App::default(), options, save) {
        Ok(ended) => {
            if let Some(why) = ended.unsaved {
                eprintln!("handson: your place was not kept: {why}");
            }
            match ended.end {
                End::Quit => ExitCode::SUCCESS,
                End::Signal(signal) => ExitCode::from((128 + signal) as u8),
                End::Hangup => ExitCode::from(129),
            }
        }
        Err(error) => {
            eprintln!("handson: {error}");
            ExitCode::from(2)
        }
    }
}
