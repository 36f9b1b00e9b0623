//! The threads that listen: for lines, and for signals.

use std::io::{self, BufRead, BufReader, Read};
use std::sync::Arc;
use std::sync::mpsc::{Receiver, SyncSender, sync_channel};
use std::thread;

use signal_hook::iterator::Signals;

use crate::event::Event;
use crate::session::ending::{Ending, asking, give_up};
use crate::session::news::{Inbox, News, ring};

/// Bytes of a line that are kept: the rest of a longer one is dropped, and it is refused.
const LONGEST: u64 = 8192;

/// Reads lines into `inbox`, each when it is asked for, and then the end as [`News::Hangup`].
pub(super) fn lines(
    source: impl Read + Send + 'static,
    inbox: Inbox,
) -> io::Result<SyncSender<()>> {
    let (more, asked) = sync_channel(1);
    thread::Builder::new().name("lines".into()).spawn(move || {
        read(BufReader::new(source), &inbox, &asked);
        let _ = inbox.send(News::Hangup); // or nobody listens any more
    })?;
    Ok(more)
}

fn read(mut source: impl BufRead, inbox: &Inbox, asked: &Receiver<()>) {
    let mut first = true;
    loop {
        let mut line = Vec::new();
        // An input that fails has ended.
        let read = source.by_ref().take(LONGEST).read_until(b'\n', &mut line);
        if read.unwrap_or(0) == 0 {
            return;
        }
        if !line.ends_with(b"\n") && line.len() as u64 == LONGEST {
            let _ = source.skip_until(b'\n');
        }
        let line = String::from_utf8_lossy(&line);
        // A byte-order mark before a text is no part of it.
        let mark = if std::mem::take(&mut first) {
            "\u{feff}"
        } else {
            ""
        };
        let line = line.strip_prefix(mark).unwrap_or(&line);
        let line = Event::Line(line.trim_end_matches(['\n', '\r']).to_owned());
        if inbox.send(News::Input(vec![line])).is_err() || asked.recv().is_err() {
            return;
        }
    }
}

/// Waits for what asks for the end, and brings it about where it is overdue.
pub(super) fn signals(ending: Arc<Ending>, inbox: Inbox) -> io::Result<()> {
    let mut signals = Signals::new(asking())?;
    thread::Builder::new()
        .name("signals".into())
        .spawn(move || {
            for signal in signals.forever() {
                if ending.asks(signal) {
                    give_up(signal);
                }
                ring(&inbox);
            }
        })?;
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::io::Cursor;

    /// Everything that is heard of some bytes.
    fn heard(bytes: &[u8]) -> Vec<String> {
        let (inbox, news) = sync_channel(8);
        let more = lines(Cursor::new(bytes.to_vec()), inbox).unwrap();
        let mut heard = Vec::new();
        for next in news {
            match next {
                News::Input(events) => {
                    for event in events {
                        if let Event::Line(line) = event {
                            heard.push(line);
                        }
                    }
                    let _ = more.send(());
                }
                _ => break,
            }
        }
        heard
    }

    #[test]
    fn lines_are_heard_one_by_one_with_whatever_ends_them() {
        assert_eq!(
            heard(b"next\r\n\nset mu 0.5\nquit"),
            ["next", "", "set mu 0.5", "quit"]
        );
        assert_eq!(heard(b""), Vec::<String>::new());
    }

    #[test]
    fn a_byte_order_mark_before_the_first_line_is_no_part_of_it() {
        let mark = "\u{feff}";
        let lines = heard(format!("{mark}next\n{mark}next\n").as_bytes());
        assert_eq!(lines, ["next", "\u{feff}next"]);
    }

    #[test]
    fn bytes_that_are_no_text_and_lines_without_end_are_survived() {
        let mut bytes = vec![0xff, b'\n'];
        bytes.extend(vec![b'x'; 1_000_000]);
        bytes.extend(b"\nnext\n");
        let heard = heard(&bytes);
        assert_eq!(heard.len(), 3);
        assert_eq!((heard[0].as_str(), heard[2].as_str()), ("\u{fffd}", "next"));
        assert_eq!(heard[1].len() as u64, LONGEST);
    }
}
