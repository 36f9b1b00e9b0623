//! The thread that writes to the terminal: one write a frame, one frame at a time.

use std::io::{self, Write};
use std::sync::mpsc::{Receiver, SyncSender, sync_channel};
use std::sync::{Arc, Mutex, PoisonError};
use std::thread;
use std::time::{Duration, Instant};

use super::news::{Inbox, ring};

/// How the last write went, and how long it took.
pub(super) type Report = io::Result<Duration>;

/// Hands bytes to the writing thread. Clones speak to the same thread.
#[derive(Debug, Clone)]
pub(super) struct Writer {
    orders: SyncSender<Order>,
    report: Arc<Mutex<Option<Report>>>,
}

#[derive(Debug)]
enum Order {
    Frame(Vec<u8>),
    Note(Vec<u8>, SyncSender<()>),
    Last(Vec<u8>, SyncSender<()>),
}

impl Writer {
    /// A thread that writes to `output` and rings after each frame.
    pub(super) fn start(output: impl Write + Send + 'static, inbox: Inbox) -> io::Result<Self> {
        // One frame in flight at most, behind it a farewell, a greeting when the learner comes back
        // before the link has taken that, and the last bytes: sending never waits.
        let (orders, queue) = sync_channel(4);
        let report = Arc::new(Mutex::new(None));
        let writer = Self {
            orders,
            report: Arc::clone(&report),
        };
        thread::Builder::new()
            .name("writer".into())
            .spawn(move || write(output, &queue, &report, &inbox))?;
        Ok(writer)
    }

    /// Writes a frame. Only when the one before was reported.
    pub(super) fn frame(&self, bytes: Vec<u8>) {
        let _ = self.orders.try_send(Order::Frame(bytes)); // refused only after the last bytes
    }

    /// How the frame in flight went; none while it is on its way, and only once.
    pub(super) fn report(&self) -> Option<Report> {
        self.report
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
            .take()
    }

    /// Writes bytes that are no frame, behind the frame in flight.
    pub(super) fn note(&self, bytes: Vec<u8>) -> Written {
        let (done, written) = sync_channel(1);
        let _ = self.orders.try_send(Order::Note(bytes, done));
        Written(written)
    }

    /// Writes the last bytes there will be, behind the frame in flight.
    pub(super) fn last(&self, bytes: Vec<u8>) -> Written {
        let (done, written) = sync_channel(1);
        let _ = self.orders.try_send(Order::Last(bytes, done));
        Written(written)
    }
}

/// Bytes on their way, and whether they were written.
pub(super) struct Written(Receiver<()>);

impl Written {
    /// Waits until they are written; false when `patience` ran out first.
    pub(super) fn within(&self, patience: Duration) -> bool {
        use std::sync::mpsc::RecvTimeoutError::{Disconnected, Timeout};
        match self.0.recv_timeout(patience) {
            Ok(()) | Err(Disconnected) => true,
            Err(Timeout) => false,
        }
    }
}

fn write(
    mut output: impl Write,
    queue: &Receiver<Order>,
    report: &Mutex<Option<Report>>,
    inbox: &Inbox,
) {
    for order in queue {
        match order {
            Order::Frame(bytes) => {
                let began = Instant::now();
                let result = output.write_all(&bytes).map(|()| began.elapsed());
                *report.lock().unwrap_or_else(PoisonError::into_inner) = Some(result);
                ring(inbox);
            }
            Order::Note(bytes, done) => {
                let _ = output.write_all(&bytes); // a terminal that is gone shows with the next frame
                let _ = done.send(());
            }
            Order::Last(bytes, done) => {
                let _ = output.write_all(&bytes); // nobody is left to be told
                let _ = done.send(());
                return;
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use std::sync::mpsc::Sender;

    use super::*;

    /// Takes a write when it is allowed to, and counts.
    struct Gate {
        writes: Sender<Vec<u8>>,
        open: Receiver<io::Result<()>>,
    }

    impl Write for Gate {
        fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
            self.writes.send(bytes.to_vec()).unwrap();
            self.open.recv().unwrap_or(Ok(())).map(|()| bytes.len())
        }

        fn flush(&mut self) -> io::Result<()> {
            Ok(())
        }
    }

    #[test]
    fn a_stalled_terminal_holds_up_nobody_else() {
        let (inbox, news) = sync_channel(8);
        let (writes, written) = std::sync::mpsc::channel();
        let (key, open) = std::sync::mpsc::channel();
        let writer = Writer::start(Gate { writes, open }, inbox).unwrap();

        writer.frame(b"frame".to_vec());
        assert_eq!(written.recv().unwrap(), b"frame", "one write a frame");
        assert!(writer.report().is_none(), "still on its way");
        let last = writer.last(b"farewell".to_vec());
        assert!(
            !last.within(Duration::ZERO),
            "waits only as long as it is told"
        );

        key.send(Ok(())).unwrap();
        news.recv().unwrap();
        assert!(matches!(writer.report(), Some(Ok(_))));
        assert!(writer.report().is_none(), "reported once");
        assert_eq!(written.recv().unwrap(), b"farewell");
        key.send(Ok(())).unwrap();
        assert!(last.within(Duration::from_secs(10)));
    }

    #[test]
    fn a_terminal_that_is_gone_is_reported() {
        let (inbox, news) = sync_channel(8);
        let (writes, _written) = std::sync::mpsc::channel();
        let (key, open) = std::sync::mpsc::channel();
        key.send(Err(io::ErrorKind::BrokenPipe.into())).unwrap();
        let writer = Writer::start(Gate { writes, open }, inbox).unwrap();
        writer.frame(b"frame".to_vec());
        news.recv().unwrap();
        assert!(matches!(writer.report(), Some(Err(_))));
    }
}
