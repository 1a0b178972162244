//! How the work grows: districts from a thousand records to a million, and as many records on few relationships or
//! on many. What `check`, `report` and `report --by relationship` take of each goes out as Markdown.

use std::fs;
use std::path::{Path, PathBuf};

use coach::text::wording::grouped;

use crate::generate::{self, Size};
use crate::measure::{Series, Timed};
use crate::programs::Coach;
use crate::{instructions, table};

/// Records of districts that have 50 a relationship.
const GROWN: [usize; 4] = [LEAST, 10_000, SPREAD, 1_000_000];
/// The smallest of them.
pub(crate) const LEAST: usize = 1000;
/// Records that are spread on few and on many relationships.
const SPREAD: usize = 100_000;
/// Records of a relationship where there are few and where there are many.
const EACH: [usize; 2] = [1000, 5];
/// More take minutes under valgrind.
const COUNTED_UP_TO: usize = 100_000;
#[cfg(unix)]
/// What one file or folder takes of a disk at most, each in a block of its own.
const BLOCK: u64 = 4096;

/// How the table is made.
pub(crate) struct Plan<'a> {
    pub(crate) program: &'a Path,
    /// Districts with more records are left out.
    pub(crate) up_to: usize,
    pub(crate) rounds: usize,
    /// Where districts are made.
    pub(crate) folder: &'a Path,
    /// Whether they stay there.
    pub(crate) keep: bool,
}

/// Makes each district in turn, measures, and prints the table.
///
/// # Errors
/// There is too little space, or something cannot be made or run.
pub(crate) fn print(plan: &Plan<'_>) -> anyhow::Result<()> {
    let sizes = sizes(plan.up_to);
    fs::create_dir_all(plan.folder)?;
    has_space(plan, &sizes)?;
    let mut table = table::heading(&[
        "records",
        "pairs",
        "command",
        "CPU s",
        "s",
        "µs each",
        "peak MiB",
        "instructions",
    ]);
    for size in sizes {
        let district = folder(plan, size);
        eprintln!("making {size}, in {}", district.display());
        generate::district(&district, size)?;
        table += &rows(plan, size, Coach { program: plan.program, folder: &district })?;
        if !plan.keep {
            fs::remove_dir_all(&district)?;
        }
    }
    println!("files in memory; medians of {} rounds\n\n{table}", plan.rounds);
    println!(
        "µs each: of CPU time, a record. Instructions: a record, of check --jobs 1 outside the system, counted by \
         valgrind up to {} records. It lacks those by which the processor makes digests, so reports are not counted.",
        grouped(COUNTED_UP_TO)
    );
    if let Some(why) = instructions::missing() {
        println!("\nNone are counted here: {why}");
    }
    Ok(())
}

/// The districts, the smallest first.
fn sizes(up_to: usize) -> Vec<Size> {
    let grown = GROWN.into_iter().filter(|&records| records <= up_to).map(Size::of);
    let mut sizes: Vec<Size> = grown.collect();
    let most = sizes.iter().map(|size| size.records).filter(|&records| records <= SPREAD).max();
    let spread = |each| Some(Size { records: most?, each });
    sizes.extend(EACH.into_iter().filter_map(spread));
    sizes.sort_by_key(|size| (size.records, size.relationships()));
    sizes
}

fn folder(plan: &Plan<'_>, size: Size) -> PathBuf {
    plan.folder.join(format!("{}-in-{}", size.records, size.relationships()))
}

/// Says so where the districts that are there at one time do not fit.
#[cfg(unix)]
fn has_space(plan: &Plan<'_>, sizes: &[Size]) -> anyhow::Result<()> {
    let disk = rustix::fs::statvfs(plan.folder)?;
    let new = sizes.iter().filter(|&&size| !folder(plan, size).exists());
    let needed = new.map(|size| (size.records + size.relationships()) as u64);
    let needed: u64 = if plan.keep { needed.sum() } else { needed.max().unwrap_or(0) };
    let bytes = needed * BLOCK.max(disk.f_frsize);
    let free = disk.f_bavail * disk.f_frsize;
    // Some systems make room for files as they come, and say that there are none.
    if bytes > free || (disk.f_files > 0 && needed > disk.f_favail) {
        let mib = |bytes: u64| grouped((bytes / (1 << 20)) as usize);
        anyhow::bail!(
            "{} has too little space: {} MiB in {} files are needed, and {} MiB in {} files are free. \
             --up-to N makes less, --folder DIR makes it elsewhere",
            plan.folder.display(),
            mib(bytes),
            grouped(needed as usize),
            mib(free),
            grouped(disk.f_favail as usize),
        );
    }
    Ok(())
}

#[cfg(not(unix))]
fn has_space(_: &Plan<'_>, _: &[Size]) -> anyhow::Result<()> {
    Ok(())
}

/// The lines of one district.
fn rows(plan: &Plan<'_>, size: Size, coach: Coach<'_>) -> anyhow::Result<String> {
    eprintln!("coach check: {}", coach.check()?);
    let mut all = [
        coach.series(Timed::Check, &["check"]),
        coach.series(Timed::Report, &["report"]),
        coach.series(Timed::ReportByRelationship, &["report", "--by", "relationship"]),
    ];
    for round in 0..plan.rounds {
        for series in &mut all {
            eprintln!("round {} of {}: {}", round + 1, plan.rounds, series.name);
            series.run_once()?;
        }
    }
    let can_be_counted = size.records <= COUNTED_UP_TO && instructions::missing().is_none();
    let mut lines = String::new();
    for series in &all {
        let counted = match series.timed {
            Timed::Check if can_be_counted => {
                Some(instructions::of(&instructions::check(coach.program, coach.folder))?)
            }
            _ => None,
        };
        lines += &row(size, series, counted);
    }
    Ok(lines)
}

fn row(size: Size, series: &Series, counted: Option<u64>) -> String {
    let unknown = || "–".to_owned();
    let cpu = series.processor_seconds().map(|seconds| seconds.median);
    let a_record = |seconds: f64| format!("{:.1}", seconds * 1e6 / size.records as f64);
    table::line(&[
        grouped(size.records),
        grouped(size.relationships()),
        format!("`{}`", series.name.trim_start_matches("coach ")),
        cpu.map_or_else(unknown, |seconds| format!("{seconds:.3}")),
        format!("{:.3}", series.seconds().median),
        cpu.map_or_else(unknown, a_record),
        series.peak_mib().map_or_else(unknown, |mib| format!("{mib:.1}")),
        counted.map_or_else(unknown, |number| grouped(number as usize / size.records)),
    ])
}
