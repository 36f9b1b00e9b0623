#!/usr/bin/env bash
# README's recipes for Slurm, on a Slurm of its own on this machine alone. Where there is none it says that
# nothing was tried. CI does not run it.
#
#   tests/slurm.sh [HANDSON]         the program; without a name target/release/handson
#
# On Debian, as root: apt-get install --no-install-recommends slurm-wlm munge.
set -euo pipefail
cd "$(dirname "$0")/.."

for tool in slurmctld slurmd munged srun sbatch scancel squeue setpriv; do
  command -v "$tool" >/dev/null || { echo "slurm.sh: not tried: $tool is not installed"; exit 0; }
done
[ "$(id -u)" = 0 ] || { echo "slurm.sh: not tried: it takes root to run slurmd"; exit 0; }

handson=$(realpath "${1:-target/release/handson}")
work=$(mktemp -d)
chmod 711 "$work"
stop() {
  [ $? = 0 ] || tail -n 5 "$work"/*.log "$work"/*.out >&2 || true
  scancel --user root 2>/dev/null || true
  for pid in "$work"/slurmd.pid "$work"/slurmctld.pid "$work"/munge/pid; do
    [ -s "$pid" ] || continue
    ended=$(cat "$pid")
    kill "$ended" || true
    for _ in $(seq 50); do kill -0 "$ended" 2>/dev/null || break; sleep 0.1; done
  done
  rm -rf "$work"
}
trap stop EXIT

node=$(hostname -s)
export SLURM_CONF=$work/slurm.conf
cat >"$SLURM_CONF" <<END
ClusterName=handson
SlurmctldHost=$node(127.0.0.1)
SlurmUser=root
SlurmdUser=root
CommunicationParameters=NoInAddrAny,NoCtldInAddrAny
SlurmctldPort=26817
SlurmdPort=26818
AuthInfo=socket=$work/munge/socket
StateSaveLocation=$work/state
SlurmdSpoolDir=$work/spool
SlurmctldPidFile=$work/slurmctld.pid
SlurmdPidFile=$work/slurmd.pid
SlurmctldLogFile=$work/slurmctld.log
SlurmdLogFile=$work/slurmd.log
ProctrackType=proctrack/linuxproc
TaskPlugin=task/affinity
MpiDefault=none
SelectType=select/cons_tres
SelectTypeParameters=CR_CPU
ReturnToService=2
SchedulerParameters=sched_min_interval=500000,bf_interval=5
NodeName=$node NodeAddr=127.0.0.1 CPUs=$(nproc) State=UNKNOWN
PartitionName=main Nodes=$node Default=YES MaxTime=INFINITE State=UP
END
mkdir "$work"/{munge,state,spool,runs}
dd if=/dev/urandom of="$work/munge/key" bs=1024 count=1 2>/dev/null
chmod 400 "$work/munge/key" && chown -R munge: "$work/munge" && chmod 711 "$work/munge"
setpriv --reuid=munge --regid=munge --init-groups munged --key-file="$work/munge/key" \
  --socket="$work/munge/socket" --pid-file="$work/munge/pid" --log-file="$work/munge/log" \
  --seed-file="$work/munge/seed" --force 2>/dev/null
slurmctld -f "$SLURM_CONF"
slurmd -f "$SLURM_CONF"

# Waits until a command holds, half a minute at most.
until_it_holds() {
  for _ in $(seq 60); do
    if eval "$1"; then return; fi
    sleep 0.5
  done
  echo "slurm.sh: FAILED: this did not come to hold: $1" >&2
  exit 1
}
holds() {
  if ! grep -q "$2" "$1"; then
    echo "slurm.sh: FAILED: no \"$2\" in $1:" >&2
    tail -n 20 "$1" >&2
    exit 1
  fi
  echo "ok: $3"
}
until_it_holds 'srun -n1 true 2>/dev/null'
srun --version

# A course on the login host, its trainings as jobs.
course() {
  "$handson" --plain --state "$work/home" --worker "srun -n1 -c1 $handson worker" open 09:train
}
printf 'train 2 epochs\nfacts val_loss\n' | course >"$work/course.out" 2>&1
holds "$work/course.out" "All epochs are done" "a run of the course, trained in a job"

# With every core taken it waits in the queue, says so, and leaves nothing there.
srun -n1 -c"$(nproc)" sleep 60 &
hog=$!
until_it_holds '[ "$(squeue -h -t R | wc -l)" = 1 ]'
{ printf 'train 3 epochs\n'; until_it_holds '[ "$(squeue -h -t PD | wc -l)" = 1 ]'; printf 'stop\nquit\n'; } |
  course >"$work/queue.out" 2>&1
until_it_holds '[ "$(squeue -h -t PD | wc -l)" = 0 ]'
echo "ok: who leaves the queue leaves nothing in it"
kill $hog
until_it_holds '[ "$(squeue -h | wc -l)" = 0 ]'

# Seeds of the homework as an array, and what collects them.
cat >"$work/homework.sh" <<END
#!/bin/sh
#SBATCH --array=0-3
#SBATCH --cpus-per-task=1
#SBATCH --output=$work/runs/%A_%a.out
exec $handson homework --seed \$SLURM_ARRAY_TASK_ID --limit 600 --epochs 1
END
sbatch --quiet "$work/homework.sh"
until_it_holds '[ "$(squeue -h | wc -l)" = 0 ] && [ "$(ls "$work/runs" | wc -l)" = 4 ]'
"$handson" class --runs "$work/runs" --json >"$work/class.out"
[ "$(grep -c '"seed"' "$work/class.out")" = 4 ] || { echo "slurm.sh: FAILED: not four runs" >&2; exit 1; }
echo "ok: an array of four seeds, collected"

# A batch job that is cancelled saves what it came to.
cat >"$work/long.sh" <<END
#!/bin/sh
#SBATCH --output=$work/long.out
srun $handson train autoencoder --epochs 1000 --limit 5000 --json --save $work/weights.safetensors
END
sbatch --quiet "$work/long.sh"
until_it_holds 'grep -q "\"epoch\"" "$work/long.out" 2>/dev/null'
scancel --user root
until_it_holds '[ -s "$work/weights.safetensors" ]'
until_it_holds 'grep -q "\"stopped\"" "$work/long.out"'
echo "ok: a job that is cancelled saves its weights"
echo "slurm.sh: all of it holds"
