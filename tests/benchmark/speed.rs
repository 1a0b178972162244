//! How fast `coach` reads a large district, against programs that do less: one that only reads the
//! files, and one in Python that only parses them. Run it with
//!
//! ```console
//! $ cargo bench --bench speed -- --records 100000 --rounds 5
//! ```
//!
//! or, to see how the work grows, with `--scale`. It prints Markdown, and never fails because of a time.

#![allow(clippy::disallowed_methods, reason = "tests name paths as the system does")]
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

mod compare;
mod generate;
mod import;
mod instructions;
mod measure;
mod programs;
mod records;
mod reviews;
mod scale;
mod sessions;
mod small;
mod table;
mod targets;

use std::num::NonZeroUsize;
use std::path::PathBuf;

use clap::Parser;
use coach::text::wording::grouped;

use generate::Size;
use programs::Coach;

/// Times coach on a generated district against reading and against parsing alone
#[derive(Debug, Parser)]
#[command(bin_name = "cargo bench --bench speed --", max_term_width = 100)]
struct Options {
    /// Records in the district, 50 a relationship
    #[arg(long, value_name = "N", default_value_t = targets::RECORDS, value_parser = number_of_records)]
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
    /// Instead, measure how the work grows: check and report on districts from 1,000 records to 1,000,000, and on as
    /// many records on few relationships or on many
    #[arg(long, conflicts_with_all = ["records", "jobs", "cold", "import"])]
    scale: bool,
    /// Leave out districts with more records than N
    #[arg(long, value_name = "N", default_value_t = 1_000_000, requires = "scale", value_parser = up_to)]
    up_to: usize,
    /// Time this program in place of the one that was just built
    #[arg(long, value_name = "PATH", default_value = env!("CARGO_BIN_EXE_coach"), hide_default_value = true)]
    program: PathBuf,
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
    at_least(generate::PER_PAIR, text)
}

fn up_to(text: &str) -> Result<usize, String> {
    at_least(scale::LEAST, text)
}

fn at_least(least: usize, text: &str) -> Result<usize, String> {
    match text.parse() {
        Ok(records) if records >= least => Ok(records),
        Ok(_) => Err(format!("a district has at least {} records", grouped(least))),
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
    let coach = Coach { program: &options.program, folder: &folder };
    if options.import {
        return import::compare(coach, options.records, options.rounds.get());
    }
    if options.scale {
        return scale::print(&scale::Plan {
            program: &options.program,
            up_to: options.up_to,
            rounds: options.rounds.get(),
            folder: &folder,
            keep: options.folder.is_some(),
        });
    }
    let size = Size::of(options.records);
    eprintln!("making {size}, in {}", folder.display());
    generate::district(&folder, size)?;
    compare::compare(&options, coach, size)
}
