//! Reading all records for a verb: on how many threads, and with a bar that shows how far it is.

use std::sync::mpsc::{self, RecvTimeoutError};
use std::thread;
use std::time::Duration;

use anyhow::Context;
use clap::Args;
use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};

use super::terminal::Terminal;
use crate::store::Progress;

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

/// What is shown while records are read.
const READING: &str = "reading {bar:30} {pos} of {len} folders";

/// What `work` gives; while it lasts, and standard error is a terminal, a bar of the form `bar` shows how far it is.
pub(super) fn watched<T>(terminal: &Terminal, bar: &str, work: impl FnOnce(&Progress) -> T) -> T {
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
fn show(progress: &Progress, form: &str, is_done: &mpsc::Receiver<()>) {
    if is_done.recv_timeout(PATIENCE) != Err(RecvTimeoutError::Timeout) {
        return;
    }
    let bar = ProgressBar::with_draw_target(None, ProgressDrawTarget::stderr());
    let style = ProgressStyle::with_template(form);
    bar.set_style(style.unwrap_or_else(|_| ProgressStyle::default_bar()));
    while is_done.recv_timeout(BEAT) == Err(RecvTimeoutError::Timeout) {
        let (done, total) = progress.seen();
        bar.set_length(total as u64);
        bar.set_position(done as u64);
    }
    bar.finish_and_clear();
}
