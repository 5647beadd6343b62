//! Measures in interleaved rounds and prints ratios.
//!
//! In every round each task runs once over all data; the order turns with the round. A ratio is
//! the median of the ratios within a round, so that a machine that is slower for a while does not
//! count. Time is that of the processor, of one thread pinned to one core, where the system can
//! tell; tasks that use more threads are timed by the clock on the wall.

use std::hint::black_box;
use std::time::Duration;

/// One thing to measure.
pub struct Task<'a> {
    name: &'static str,
    work: Box<dyn FnMut() -> u64 + 'a>,
    on_the_wall: bool,
}

impl<'a> Task<'a> {
    /// Something one thread does. What it returns is kept from being optimised away.
    pub fn new(name: &'static str, work: impl FnMut() -> u64 + 'a) -> Self {
        Self { name, work: Box::new(work), on_the_wall: false }
    }

    /// Something that several threads do.
    pub fn parallel(name: &'static str, work: impl FnMut() -> u64 + 'a) -> Self {
        Self { on_the_wall: true, ..Self::new(name, work) }
    }
}

/// How long to measure.
#[derive(Clone, Debug)]
pub struct Plan {
    /// Rounds that count; one more comes before them.
    pub rounds: usize,
    /// Records to measure on.
    pub records: usize,
    /// Only the groups with this in their title.
    pub only: Option<String>,
}

impl Plan {
    /// From the arguments: `--rounds N`, `--records N` and part of a title.
    #[must_use]
    pub fn from_args() -> Self {
        let mut plan = Self { rounds: 15, records: 2_500, only: None };
        let mut args = std::env::args().skip(1);
        while let Some(arg) = args.next() {
            let mut number = || args.next().and_then(|it| it.parse().ok()).expect("a number");
            match arg.as_str() {
                "--rounds" => plan.rounds = number(),
                "--records" => plan.records = number(),
                // Cargo and its wrappers pass options of their own.
                option if option.starts_with("--") => {}
                title => plan.only = Some(title.to_owned()),
            }
        }
        plan
    }

    /// Whether a group is asked for.
    #[must_use]
    pub fn wants(&self, title: &str) -> bool {
        self.only.as_ref().is_none_or(|only| title.contains(only.as_str()))
    }
}

/// Measures the tasks and prints a row for each: the time per record and the ratio to the first.
pub fn measure(plan: &Plan, title: &str, records: usize, bytes: usize, tasks: &mut [Task<'_>]) {
    let mut times = vec![Vec::with_capacity(plan.rounds); tasks.len()];
    for round in 0..=plan.rounds {
        for turn in 0..tasks.len() {
            let n = (turn + round) % tasks.len();
            let task = &mut tasks[n];
            pin(!task.on_the_wall);
            let start = now(task.on_the_wall);
            black_box((task.work)());
            let taken = now(task.on_the_wall).saturating_sub(start);
            if round > 0 {
                times[n].push(taken.as_secs_f64());
            }
        }
    }
    pin(false);
    println!("\n{title} ({records} records, {:.1} KB each)", bytes as f64 / records as f64 / 1e3);
    println!("{:<58} {:>9} {:>8} {:>7} {:>13}", "", "µs/record", "MB/s", "ratio", "spread");
    for (task, taken) in tasks.iter().zip(&times) {
        let mut ratios: Vec<f64> = taken.iter().zip(&times[0]).map(|(a, b)| a / b).collect();
        ratios.sort_by(f64::total_cmp);
        let mut sorted = taken.clone();
        sorted.sort_by(f64::total_cmp);
        let median = sorted[sorted.len() / 2];
        println!(
            "{:<58} {:>9.2} {:>8.0} {:>7.2} {:>6.2}–{:<6.2}",
            task.name,
            median * 1e6 / records as f64,
            bytes as f64 / median / 1e6,
            ratios[ratios.len() / 2],
            ratios[ratios.len() / 10],
            ratios[ratios.len() - 1 - ratios.len() / 10],
        );
    }
}

/// Binds the thread to one core, or sets it free.
#[cfg(target_os = "linux")]
fn pin(one: bool) {
    use rustix::thread::{CpuSet, sched_getaffinity, sched_setaffinity};
    use std::sync::OnceLock;

    static ALL: OnceLock<CpuSet> = OnceLock::new();
    let all = ALL.get_or_init(|| sched_getaffinity(None).unwrap_or_else(|_| CpuSet::new()));
    let mut set = *all;
    if one {
        set = CpuSet::new();
        // The last one: the first has more of the system's own work.
        if let Some(core) = (0..CpuSet::MAX_CPU).rev().find(|core| all.is_set(*core)) {
            set.set(core);
        }
    }
    // A system that does not allow it measures a little less well.
    let _ = sched_setaffinity(None, &set);
}

#[cfg(not(target_os = "linux"))]
fn pin(_: bool) {}

#[cfg(target_os = "linux")]
fn now(on_the_wall: bool) -> Duration {
    use rustix::time::{ClockId, clock_gettime};

    let clock = if on_the_wall { ClockId::Monotonic } else { ClockId::ThreadCPUTime };
    let time = clock_gettime(clock);
    Duration::new(time.tv_sec.unsigned_abs(), u32::try_from(time.tv_nsec).unwrap_or(0))
}

#[cfg(not(target_os = "linux"))]
fn now(_: bool) -> Duration {
    use std::sync::OnceLock;
    use std::time::Instant;

    static START: OnceLock<Instant> = OnceLock::new();
    START.get_or_init(Instant::now).elapsed()
}
