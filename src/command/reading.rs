//! Reading all records for a verb: on how many threads, and with a bar that shows how far it is.

use std::fmt::Write;
use std::sync::mpsc::{self, RecvTimeoutError};
use std::thread;
use std::time::Duration;

use anyhow::Context;
use clap::Args;
use indicatif::{ProgressBar, ProgressDrawTarget, ProgressState, ProgressStyle};

use super::terminal::Terminal;
use crate::store::Progress;
use crate::text::wording::grouped;

/// Threads that read where nothing else is said: on two cores as fast as two with the files in memory,
/// and about twice as fast where they come from disk; see the page on speed in the guide.
const THREADS: u16 = 8;

/// How long a pass may take before a bar appears.
const PATIENCE: Duration = Duration::from_secs(1);
/// How often the bar moves.
const BEAT: Duration = Duration::from_millis(100);

/// Options of verbs that read all records.
#[derive(Debug, Args)]
pub(super) struct Reading {
    /// Read on N threads at a time
    #[arg(long, value_name = "N", default_value_t = THREADS,
          value_parser = clap::value_parser!(u16).range(1..=64))]
    jobs: u16,
}

impl Reading {
    /// What `work` gives, done on these threads; while it lasts, and standard error is a terminal, a
    /// bar shows how far it is.
    ///
    /// # Errors
    /// The system gives no threads.
    pub(super) fn pass<T: Send>(
        &self,
        terminal: &Terminal,
        work: impl FnOnce(&Progress) -> T + Send,
    ) -> anyhow::Result<T> {
        let pool = rayon::ThreadPoolBuilder::new()
            .num_threads(usize::from(self.jobs))
            .build()
            .context("the system gives no threads to read with; try --jobs 1")?;
        Ok(watched(terminal, READING, |progress| pool.install(|| work(progress))))
    }
}

/// A bar that shows how far work is.
#[derive(Clone, Copy)]
pub(super) struct Bar {
    /// Its template; `{rate}` is how many things are done with each second.
    pub form: &'static str,
    /// How many times each thing is counted until it is done with.
    pub steps: u32,
}

/// What is shown while records are read.
const READING: Bar = Bar { form: "reading {bar:30} {pos} of {len} folders", steps: 1 };

/// What `work` gives; while it lasts, and standard error is a terminal, the `bar` shows how far it is.
pub(super) fn watched<T>(terminal: &Terminal, bar: Bar, work: impl FnOnce(&Progress) -> T) -> T {
    let progress = Progress::default();
    if !terminal.shows_progress {
        return work(&progress);
    }
    let (done, is_done) = mpsc::channel::<()>();
    thread::scope(|scope| {
        let progress = &progress;
        scope.spawn(move || show(progress, bar, &is_done));
        let result = work(progress);
        drop(done);
        result
    })
}

/// Shows `progress` from a second on until the other end of `is_done` is gone.
fn show(progress: &Progress, Bar { form, steps }: Bar, is_done: &mpsc::Receiver<()>) {
    if is_done.recv_timeout(PATIENCE) != Err(RecvTimeoutError::Timeout) {
        return;
    }
    let bar = ProgressBar::with_draw_target(None, ProgressDrawTarget::stderr());
    let style = ProgressStyle::with_template(form).unwrap_or_else(|_| ProgressStyle::default_bar());
    bar.set_style(style.with_key("rate", move |state: &ProgressState, out: &mut dyn Write| {
        let rate = state.per_sec() / f64::from(steps);
        out.write_str(&grouped(rate as usize)).unwrap_or_default();
    }));
    while is_done.recv_timeout(BEAT) == Err(RecvTimeoutError::Timeout) {
        let (done, total) = progress.seen();
        bar.set_length(total as u64);
        bar.set_position(done as u64);
    }
    bar.finish_and_clear();
}
