//! How much memory the process took at most.

/// Peak resident size in megabytes (10^6 bytes); `None` where the system does not say.
pub fn peak_rss_mb() -> Option<u64> {
    from_status(&std::fs::read_to_string("/proc/self/status").ok()?)
}

/// `VmHWM`, "high water mark", in units of 1024 bytes: proc_pid_status(5).
fn from_status(status: &str) -> Option<u64> {
    let line = status
        .lines()
        .find_map(|line| line.strip_prefix("VmHWM:"))?;
    let kib: u64 = line.trim().strip_suffix("kB")?.trim().parse().ok()?;
    Some((kib * 1024 + 500_000) / 1_000_000)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_high_water_mark_is_read_in_megabytes() {
        let status = "Name:\thandson\nVmPeak:\t  999999 kB\nVmHWM:\t  100000 kB\nVmRSS:\t 1 kB\n";
        assert_eq!(from_status(status), Some(102));
        assert_eq!(from_status("Name:\thandson\n"), None);
        assert_eq!(from_status("VmHWM:\tmany\n"), None);
    }
}
