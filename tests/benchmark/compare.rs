//! What reads a whole district, and the small commands, against the targets: everything takes turns, so that
//! whatever else the machine does falls on each, and what they took is printed.

use std::thread::available_parallelism;

use coach::text::wording::grouped;

use crate::generate::Size;
use crate::measure::{self, Timed};
use crate::programs::{self, Coach};
use crate::targets::{self, Taken};
use crate::{Options, instructions, small, table};

/// The load average of a machine that does little else.
const QUIET: f64 = 0.5;

/// Runs everything in turns and prints what it took.
pub(crate) fn compare(options: &Options, coach: Coach<'_>, size: Size) -> anyhow::Result<()> {
    let load = measure::load();
    eprintln!("coach check: {}", coach.check()?);
    let forget = options.cold.then(measure::drop_caches);
    let is_cold = matches!(forget, Some(Ok(())));
    let python = programs::python();
    let mut all = programs::whole(coach, &options.jobs, python.as_ref().ok())?;
    for round in 0..options.rounds.get() {
        for series in all.iter_mut().filter(|series| round % series.every == 0) {
            eprintln!("round {} of {}: {}", round + 1, options.rounds, series.name);
            if is_cold {
                measure::drop_caches()?;
            }
            series.run_once()?;
        }
    }
    eprintln!("small commands, and instructions");
    let small = small::run(coach)?;
    let counted = match instructions::missing() {
        Some(why) => Err(why),
        None => Ok(instructions::a_record(coach.program)?),
    };
    let parsing = all.iter().find(|series| series.timed == Timed::Parsing);
    let state = if is_cold { "cold, no file in memory" } else { "warm, files in memory" };
    println!("{}; {state}; medians of {} rounds\n", facts(coach, size)?, options.rounds);
    println!("{}", table::programs(&all, parsing));
    if let Some(Err(why)) = forget {
        println!("--cold is not possible here: {why:#}\n");
    }
    if let Err(why) = &python {
        println!("(b), which parses every file in Python, is left out: {why}\n");
    }
    println!("{} times each, files in memory:\n\n{}", small::RUNS, table::small(&small));
    if size.records != targets::RECORDS {
        println!("The targets are meant for {} records.\n", grouped(targets::RECORDS));
    }
    if let Some(load) = load.filter(|load| *load > QUIET) {
        println!("The machine was not quiet (load average {load}): its times say little.\n");
    }
    all.extend(small);
    let taken = Taken::of(all).and_counted(counted);
    println!("{}", table::targets(targets::READING, &taken));
    Ok(())
}

fn facts(coach: Coach<'_>, size: Size) -> anyhow::Result<String> {
    let bytes = measure::read_all(&coach.folder.join("records"))?;
    Ok(format!(
        "{} records of {} relationships ({} files each) with {} bytes; {} on {}, {} cores",
        grouped(size.records),
        grouped(size.relationships()),
        size.records / size.relationships(),
        grouped(bytes),
        std::env::consts::OS,
        std::env::consts::ARCH,
        available_parallelism()?,
    ))
}
