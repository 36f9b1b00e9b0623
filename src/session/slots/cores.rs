//! The cores a process may use, by the numbers the system gives them.

/// As many cores are told apart.
pub(super) const MOST: usize = 64;

/// The longest list of cores that names a file.
const LONGEST: usize = 120;

/// Numbers of cores, rising; at least one, at most [`MOST`].
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Cores(Vec<usize>);

impl Cores {
    /// The cores that this process may run on: its affinity, whoever set it. Where the system does
    /// not say, as many as there are.
    pub fn allowed() -> Self {
        Self::new(affinity().unwrap_or_default())
    }

    /// These cores.
    pub fn new(numbers: impl IntoIterator<Item = usize>) -> Self {
        let mut numbers: Vec<usize> = numbers.into_iter().collect();
        numbers.sort_unstable();
        numbers.dedup();
        numbers.truncate(MOST);
        if numbers.is_empty() {
            let there = std::thread::available_parallelism().map_or(1, usize::from);
            numbers = (0..there.min(MOST)).collect();
        }
        Self(numbers)
    }

    /// Their numbers.
    pub fn numbers(&self) -> &[usize] {
        &self.0
    }

    /// How many.
    pub(super) fn count(&self) -> usize {
        self.0.len()
    }

    /// The list as part of a file's name: `0-3+8`. A list too long for one is nobody's own, and
    /// [`meets`](Self::meets) whoever asks.
    pub(super) fn name(&self) -> String {
        let runs = self.0.chunk_by(|a, b| a + 1 == *b);
        let run = |run: &[usize]| match run {
            [first, .., last] => format!("{first}-{last}"),
            [only] => only.to_string(),
            [] => String::new(),
        };
        let name = runs.map(run).collect::<Vec<_>>().join("+");
        if name.len() > LONGEST {
            "any".into()
        } else {
            name
        }
    }

    /// Whether a list of that name may have a core of these: what cannot be read, may.
    pub(super) fn meets(&self, name: &str) -> bool {
        name.split('+').any(|run| {
            let (first, last) = run.split_once('-').unwrap_or((run, run));
            match (first.parse(), last.parse()) {
                (Ok(first), Ok(last)) => self.0.iter().any(|core| (first..=last).contains(core)),
                _ => true,
            }
        })
    }
}

#[cfg(target_os = "linux")]
fn affinity() -> Option<Vec<usize>> {
    let set = rustix::thread::sched_getaffinity(None).ok()?;
    let cores = 0..rustix::thread::CpuSet::MAX_CPU;
    Some(cores.filter(|&core| set.is_set(core)).collect())
}

#[cfg(not(target_os = "linux"))]
fn affinity() -> Option<Vec<usize>> {
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_says_which_cores_there_are() {
        let cores = Cores::new([8, 0, 1, 2, 3, 3]);
        assert_eq!(cores.name(), "0-3+8");
        for (name, met) in [
            ("0-3+8", true),
            ("8", true),
            ("4-7", false),
            ("7+9-20", false),
            ("3-5", true),
            ("any", true),
            ("", true),
        ] {
            assert_eq!(cores.meets(name), met, "{name}");
        }
        let scattered = Cores::new((0..MOST).map(|core| 10 * core));
        assert_eq!(scattered.name(), "any");
    }

    #[test]
    fn this_process_may_use_as_many_as_it_may_run_threads_on_or_more() {
        let threads = std::thread::available_parallelism().unwrap().get();
        assert!(Cores::allowed().count() >= threads.min(MOST));
    }
}
