//! How fast `coach` reads a large district, against programs that do less: one that only reads the
//! files, and one in Python that only parses them. Run it with
//!
//! ```console
//! $ cargo bench --bench speed -- --records 100000 --rounds 5
//! ```
//!
//! It prints Markdown, and never fails because of a time. All programs take turns, so that whatever
//! else the machine does falls on each of them.

#![allow(clippy::print_stdout, clippy::print_stderr, reason = "printing is what it is for")]
#![allow(clippy::expect_used, clippy::panic, reason = "in the parts of the example district")]

// What the example district is made with.
#[allow(dead_code, reason = "a part of it serves here")]
#[path = "../records/riverbend/calendar.rs"]
mod calendar;
#[allow(dead_code, reason = "a part of it serves here")]
#[path = "../records/riverbend/items.rs"]
mod items;
#[path = "../records/riverbend/prose.rs"]
mod prose;
#[path = "../records/riverbend/rng.rs"]
mod rng;
#[allow(dead_code, reason = "a part of it serves here")]
#[path = "../records/riverbend/yaml.rs"]
mod yaml;

mod generate;
mod import;
mod measure;
mod programs;
mod records;
mod reviews;
mod sessions;
mod table;

use std::num::NonZeroUsize;
use std::path::{Path, PathBuf};
use std::thread::available_parallelism;

use clap::Parser;
use coach::text::wording::grouped;

use measure::{Series, Spread};
use programs::{CHECK, READING, REPORT};
use table::Target;

const HELP_RUNS: usize = 30;

/// Times coach on a generated district against reading and against parsing alone
#[derive(Debug, Parser)]
#[command(bin_name = "cargo bench --bench speed --", max_term_width = 100)]
struct Options {
    /// Records in the district, 50 a relationship
    #[arg(long, value_name = "N", default_value_t = 100_000, value_parser = number_of_records)]
    records: usize,
    /// How often every program runs; the one in Python, which is slow, runs in every second round
    #[arg(long, value_name = "R", default_value = "5")]
    rounds: NonZeroUsize,
    /// Keep the district in DIR, and use it again if it is there; else it is made in a temporary
    /// folder and removed
    #[arg(long, value_name = "DIR")]
    folder: Option<PathBuf>,
    /// Also run coach with each of these numbers of threads, as its --jobs
    #[arg(long, value_name = "LIST", value_delimiter = ',')]
    jobs: Vec<usize>,
    /// Make the system forget all files before every run, where it is Linux and lets you
    #[arg(long)]
    cold: bool,
    /// Time coach import for as many rows, against writing the same files
    #[arg(long, conflicts_with_all = ["jobs", "cold"])]
    import: bool,
    /// Given by cargo
    #[arg(long, hide = true)]
    bench: bool,
    /// Only read the files below a folder: what coach is measured against
    #[arg(long, hide = true, value_name = "DIR")]
    read_only: Option<PathBuf>,
    /// Only write the records of one district that another lacks: what coach import is measured against
    #[arg(long, hide = true, num_args = 2, value_names = ["FROM", "TO"])]
    write_only: Vec<PathBuf>,
}

fn number_of_records(text: &str) -> Result<usize, String> {
    match text.parse() {
        Ok(records) if records >= generate::PER_PAIR => Ok(records),
        Ok(_) => Err(format!("a district has at least {} records", generate::PER_PAIR)),
        Err(error) => Err(format!("{error}")),
    }
}

fn main() -> anyhow::Result<()> {
    if !std::env::args().any(|word| word == "--bench" || word.ends_with("-only")) {
        println!("nothing is timed in a test run; use cargo bench --bench speed");
        return Ok(());
    }
    let options = Options::parse();
    if let Some(folder) = &options.read_only {
        println!("{} bytes", measure::read_all(folder)?);
        return Ok(());
    }
    if let [from, to] = &options.write_only[..] {
        println!("{} files", import::write_all(from, to)?);
        return Ok(());
    }
    let temporary = tempfile::tempdir()?;
    let folder = options.folder.clone().unwrap_or_else(|| temporary.path().join("district"));
    if options.import {
        return import::compare(&folder, options.records, options.rounds.get());
    }
    eprintln!("making {} records in {}", grouped(options.records), folder.display());
    generate::district(&folder, generate::Size::of(options.records))?;
    compare(&options, &folder)
}

/// Runs everything in turns and prints what it took.
fn compare(options: &Options, folder: &Path) -> anyhow::Result<()> {
    eprintln!("coach check: {}", programs::check(folder)?);
    let forget = options.cold.then(measure::drop_caches);
    let is_cold = matches!(forget, Some(Ok(())));
    let python = programs::python();
    let mut all = programs::all(folder, &options.jobs, python.as_ref().ok())?;
    for round in 0..options.rounds.get() {
        for series in all.iter_mut().filter(|series| round % series.every == 0) {
            eprintln!("round {} of {}: {}", round + 1, options.rounds, series.name);
            if is_cold {
                measure::drop_caches()?;
            }
            series.run_once()?;
        }
    }
    let mut help = programs::help();
    for _ in 0..HELP_RUNS {
        help.run_once()?;
    }
    let parsing = python.is_ok().then(|| &all[all.len() - 1]);
    let state = if is_cold { "cold, no file in memory" } else { "warm, files in memory" };
    println!("{}; {state}; medians of {} rounds\n", facts(options, folder)?, options.rounds);
    println!("{}", table::programs(&all, parsing));
    if let Some(Err(why)) = forget {
        println!("--cold is not possible here: {why:#}\n");
    }
    if let Err(why) = &python {
        println!("(b), which parses every file in Python, is left out: {why}\n");
    }
    let help = help.seconds();
    println!("coach --help, {HELP_RUNS} times: {} ms\n", table::spread(&help, 1000.0));
    println!("{}", table::targets(&targets(&all, parsing, &help)));
    Ok(())
}

fn facts(options: &Options, folder: &Path) -> anyhow::Result<String> {
    let records = options.records;
    let bytes = measure::read_all(&folder.join("records"))?;
    Ok(format!(
        "{} records of {} relationships ({} files each) with {} bytes; {} on {}, {} cores",
        grouped(records),
        grouped(records / generate::PER_PAIR),
        records / (records / generate::PER_PAIR),
        grouped(bytes),
        std::env::consts::OS,
        std::env::consts::ARCH,
        available_parallelism()?,
    ))
}

/// What coach is to reach.
fn targets(all: &[Series], parsing: Option<&Series>, help: &Spread) -> [Target; 4] {
    let [reading, report] = [READING, REPORT].map(|index| all[index].seconds().median);
    let peaks = [REPORT, CHECK].map(|index| all[index].peak_mb());
    [
        Target {
            name: "report takes at most 3.2 times as long as (a)",
            measured: Some(report / reading),
            unit: "times",
            is_met: |times| times <= 3.2,
        },
        Target {
            name: "report is at least 12 times as fast as (b)",
            measured: parsing.map(|parsing| parsing.seconds().median / report),
            unit: "times",
            is_met: |times| times >= 12.0,
        },
        Target {
            name: "report and check stay within 32 MB of memory",
            measured: peaks[0].zip(peaks[1]).map(|(report, check)| report.max(check)),
            unit: "MB",
            is_met: |mb| mb <= 32.0,
        },
        Target {
            name: "--help takes less than 10 ms",
            measured: Some(help.median * 1000.0),
            unit: "ms",
            is_met: |ms| ms < 10.0,
        },
    ]
}
