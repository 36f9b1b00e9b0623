//! What this host, or the scheduler that started the program on it, gives a training.

use crate::commands::remark;
use std::path::PathBuf;

use etcetera::BaseStrategy;
use termprofile::EnvVarSource;

use super::Global;
use crate::nn::available_threads;
use crate::session::{Cores, Ends, Slots};

impl Global {
    /// Where learners of this host share its cores. Cores that a scheduler gave to this job alone
    /// are not shared, unless somebody names a folder.
    pub fn slots(&self, env: &impl EnvVarSource) -> Option<Slots> {
        let named = env.var("HANDSON_SLOTS").filter(|named| !named.is_empty());
        let folder = self.slots.clone().or(named.map(PathBuf::from));
        let usual = || (!is_scheduled(env)).then(Slots::usual_folder);
        let folder = folder.or_else(usual)?;
        (folder.as_os_str() != "off").then(|| Slots::new(folder, Cores::allowed()))
    }

    /// The command that starts a worker to train in, if not here.
    pub fn worker(&self, env: &impl EnvVarSource) -> Option<String> {
        let named = env
            .var("HANDSON_WORKER")
            .map(|named| named.trim().to_owned());
        let command = self.worker.clone().or(named)?;
        let is_one = !command.trim().is_empty() && command != "off";
        is_one.then_some(command)
    }

    /// A command that trains does so where it was typed, whatever starts workers for the course.
    pub fn says_that_it_trains_here(&self, env: &impl EnvVarSource) {
        if self.worker(env).is_some() {
            remark("this trains here: a worker is for the labs of the course");
        }
    }

    /// Threads a training may use: as the flag says, else as many as whoever started the program
    /// meant it to have, where that is fewer than there are.
    pub fn threads(&self, env: &impl EnvVarSource) -> Option<usize> {
        let meant = ["SLURM_CPUS_PER_TASK", "SLURM_CPUS_ON_NODE"]
            .iter()
            .find_map(|name| count(env, name));
        // A list is for nested regions: the outermost comes first.
        let peers = count(env, "OMP_NUM_THREADS");
        let meant = meant.into_iter().chain(peers).min();
        self.threads.or(meant.map(|n| n.min(available_threads())))
    }
}

/// Where the digits may lie unpacked for all processes of the host, best first: in a folder that root
/// has made for everybody, and in the account's own. HANDSON_CACHE names another, or is `off`.
pub fn shared_folders(env: &impl EnvVarSource) -> Vec<PathBuf> {
    let named = env.var("HANDSON_CACHE").filter(|named| !named.is_empty());
    match named {
        Some(off) if off == "off" => Vec::new(),
        Some(folder) => vec![PathBuf::from(folder)],
        None => {
            let everybody_s = PathBuf::from("/var/cache/handson");
            let own = etcetera::choose_base_strategy().map(|of| of.cache_dir().join("handson"));
            let everybody_s = everybody_s.is_dir().then_some(everybody_s);
            everybody_s.into_iter().chain(own.ok()).collect()
        }
    }
}

/// Whether a scheduler started this, on cores that it gave out.
pub fn is_scheduled(env: &impl EnvVarSource) -> bool {
    ["SLURM_JOB_ID", "PBS_JOBID", "LSB_JOBID"]
        .iter()
        .any(|name| env.var(name).is_some_and(|id| !id.is_empty()))
}

/// How it is known when the scheduler ends the job: Slurm says it from version 23.02 on, and before that
/// it can be asked.
pub fn ends(env: &impl EnvVarSource) -> Option<Ends> {
    let number = |name| {
        env.var(name)?
            .trim()
            .parse::<u64>()
            .ok()
            .filter(|it| *it > 0)
    };
    let job = number("SLURM_JOB_ID")?;
    let says = number("SLURM_JOB_END_TIME").map(Ends::At);
    says.or_else(|| u32::try_from(job).ok().map(Ends::WithJob))
}

/// The first number, at least 1, of a variable that holds one or a list.
fn count(env: &impl EnvVarSource, name: &str) -> Option<usize> {
    let value = env.var(name)?;
    let first = value.split(',').next()?.trim().parse().ok();
    first.filter(|&n| n > 0)
}

#[cfg(test)]
mod tests {
    use std::collections::HashMap;

    use super::*;

    fn env(variables: &[(&'static str, &'static str)]) -> HashMap<&'static str, &'static str> {
        variables.iter().copied().collect()
    }

    #[test]
    fn whoever_starts_the_program_bounds_its_threads() {
        let global = Global::default();
        let bounded = |variables: &[_]| global.threads(&env(variables));
        assert_eq!(bounded(&[]), None);
        for variables in [
            [("SLURM_CPUS_PER_TASK", "1"), ("SLURM_CPUS_ON_NODE", "64")],
            [("SLURM_CPUS_ON_NODE", "1"), ("OMP_NUM_THREADS", "")],
            [("OMP_NUM_THREADS", "1,4"), ("SLURM_CPUS_PER_TASK", "8")],
        ] {
            assert_eq!(bounded(&variables), Some(1), "{variables:?}");
        }
        let many = bounded(&[("OMP_NUM_THREADS", "100000")]);
        assert_eq!(many, Some(available_threads()), "as many as there are");
        for nonsense in ["0", "many", "-1"] {
            assert_eq!(bounded(&[("OMP_NUM_THREADS", nonsense)]), None);
        }
        let flag = Global {
            threads: Some(7),
            ..Global::default()
        };
        assert_eq!(flag.threads(&env(&[("OMP_NUM_THREADS", "1")])), Some(7));
    }

    #[test]
    fn the_end_of_a_job_is_what_slurm_says_else_it_is_asked_for_the_job() {
        let said = |value| {
            ends(&env(&[
                ("SLURM_JOB_ID", "17"),
                ("SLURM_JOB_END_TIME", value),
            ]))
        };
        assert_eq!(said("1700000000"), Some(Ends::At(1_700_000_000)));
        for nonsense in ["", "0", "UNLIMITED", "-5"] {
            assert_eq!(said(nonsense), Some(Ends::WithJob(17)), "{nonsense}");
        }
        assert_eq!(ends(&env(&[("SLURM_JOB_END_TIME", "1700000000")])), None);
        assert_eq!(ends(&env(&[("SLURM_JOB_ID", "17; rm")])), None);
    }

    #[test]
    fn cores_that_a_scheduler_gave_are_not_shared_unasked() {
        let global = Global::default();
        assert!(global.slots(&env(&[])).is_some());
        assert!(global.slots(&env(&[("SLURM_JOB_ID", "17")])).is_none());
        let named = [("SLURM_JOB_ID", "17"), ("HANDSON_SLOTS", "/tmp/x")];
        assert!(global.slots(&env(&named)).is_some());
        assert!(global.slots(&env(&[("HANDSON_SLOTS", "off")])).is_none());
    }
}
