//! How long `coach import` takes for many rows, against writing the same files plainly with one flush at the end; and a
//! second import, which finds nothing to do, against `coach check`.

use std::fmt::Write as _;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Context, bail};
use walkdir::WalkDir;

use crate::measure::{self, Series, Timed};
use crate::programs::Coach;
use crate::table;
use crate::targets::{self, Taken};

/// Rows of one relationship.
const PER_PAIR: usize = 50;
const MAP: &str = "name = \"log\"\nidentity = { columns = \"Id\" }\n[[record]]\nkind = \"session\"\n\
                   coach = \"Coach\"\neducator = \"Teacher\"\n\
                   date = { column = \"Date\", order = \"year-month-day\" }\n\
                   minutes = { column = \"Minutes\", bare = \"minutes\" }\nmethod = \"Method\"\n\
                   items = \"Items\"\nnotes = \"Notes\"\n";

/// Where everything lies.
struct Place<'a> {
    /// The program that imports.
    program: &'a Path,
    source: PathBuf,
    map: PathBuf,
    /// A district with relationships alone.
    empty: PathBuf,
    /// One in which the records are, for the program that writes the same files.
    full: PathBuf,
}

/// Runs everything in turns below `folder` and prints what it took.
pub(crate) fn compare(coach: Coach<'_>, rows: usize, rounds: usize) -> anyhow::Result<()> {
    let Coach { program, folder } = coach;
    let place = make(program, folder, rows)?;
    fresh(&place, &place.full)?;
    measure::run(&mut import(&place, &place.full))?;
    let (plain_to, to) = (folder.join("plain"), folder.join("imported"));
    let mut plainly = Command::new(std::env::current_exe()?);
    plainly.arg("--write-only").arg(&place.full).arg(&plain_to);
    let check = Coach { program, folder: &to }.command(&["check"]);
    let mut all = [
        Series::new(Timed::Writing, "(a) writes the same files, one flush", plainly),
        Series::new(Timed::Import, "coach import", import(&place, &to)),
        Series::new(Timed::Check, "coach check", check),
        Series::new(Timed::ImportAgain, "coach import once more", import(&place, &to)),
    ];
    for round in 0..rounds {
        for target in [&plain_to, &to] {
            fresh(&place, target)?;
        }
        for series in &mut all {
            eprintln!("round {} of {rounds}: {}", round + 1, series.name);
            series.run_once()?;
        }
    }
    println!("{rows} rows of a CSV file; medians of {rounds} rounds\n");
    println!("{}", table::programs(&all, None));
    println!("{}", table::targets(targets::IMPORT, &Taken::of(all.into())));
    Ok(())
}

fn import(place: &Place<'_>, to: &Path) -> Command {
    let mut command = Command::new(place.program);
    command.arg("import").arg("-C").arg(to).arg("--no-commit");
    command.arg("--map").arg(&place.map).arg(&place.source);
    command
}

/// Makes the source, its map, and the district that it is for.
fn make<'a>(program: &'a Path, folder: &Path, rows: usize) -> anyhow::Result<Place<'a>> {
    fs::create_dir_all(folder)?;
    let place = Place {
        program,
        source: folder.join("log.csv"),
        map: folder.join("map.toml"),
        empty: folder.join("empty"),
        full: folder.join("full"),
    };
    fs::write(&place.map, MAP)?;
    let mut settings = "version = 1\ndistrict = \"Bench\"\nprofile = \"missouri-sbic-2014\"\n\
                        year_starts = \"08-01\"\n"
        .to_owned();
    for school in 1..=40 {
        write!(settings, "[schools.s-{school}]\nname = \"School {school}\"\n")?;
    }
    fs::create_dir_all(&place.empty)?;
    fs::write(place.empty.join("coach.toml"), settings)?;
    let pairs = rows.div_ceil(PER_PAIR);
    for pair in 0..pairs {
        let (coach, educator, school) = who(pair);
        let path = place.empty.join(format!("records/{school}/{coach}-{educator}"));
        fs::create_dir_all(&path)?;
        let text = format!(
            "kind: relationship\nprofile: missouri-sbic-2014\ncoach: {coach}\neducator: {educator}\n\
             school: {school}\npractice: number talks\nstarted: 2025-08-15\n"
        );
        fs::write(path.join("relationship.yaml"), text)?;
    }
    let mut text = "Id,Coach,Teacher,Date,Minutes,Method,Items,Notes\n".to_owned();
    for row in 0..rows {
        let (coach, educator, _) = who(row % pairs);
        let (nth, minutes) = (row / pairs, 20 + row % 40);
        let method = ["in-person", "video", "phone"][row % 3];
        writeln!(
            text,
            "r-{row},{coach},{educator},2025-{:02}-{:02},{minutes},{method},\"rationale, listens\",\
             \"The class asked more questions than before ({row}), and we looked at how the talk moved on.\"",
            9 + nth / 25,
            1 + nth % 25,
        )?;
    }
    fs::write(&place.source, text)?;
    Ok(place)
}

fn who(pair: usize) -> (String, String, String) {
    (format!("c-{}", pair / 20 + 1), format!("t-{}", pair + 1), format!("s-{}", pair % 40 + 1))
}

/// Makes `to` the district with relationships alone. What was there is put aside: where so many files were removed just
/// now, some systems take several times as long to make as many.
fn fresh(place: &Place<'_>, to: &Path) -> anyhow::Result<()> {
    let aside = |number: u32| to.with_extension(number.to_string());
    if let (true, Some(aside)) = (to.exists(), (1..).map(aside).find(|aside| !aside.exists())) {
        fs::rename(to, aside)?;
    }
    for entry in WalkDir::new(&place.empty) {
        let entry = entry?;
        let target = to.join(entry.path().strip_prefix(&place.empty)?);
        if entry.file_type().is_dir() {
            fs::create_dir_all(target)?;
        } else {
            fs::copy(entry.path(), target)?;
        }
    }
    flush(to)
}

/// Writes every record of the district `from` that `to` lacks, as cheaply as it can be done, and flushes the disk once.
pub(crate) fn write_all(from: &Path, to: &Path) -> anyhow::Result<usize> {
    let mut written = 0;
    for entry in WalkDir::new(from.join("records")) {
        let entry = entry?;
        let target = to.join(entry.path().strip_prefix(from)?);
        if entry.file_type().is_file() && entry.file_name() != "relationship.yaml" {
            fs::write(target, fs::read(entry.path())?)?;
            written += 1;
        }
    }
    flush(to)?;
    Ok(written)
}

/// Waits until what was written to the disk of `folder` lasts.
fn flush(folder: &Path) -> anyhow::Result<()> {
    let status = Command::new("sync").arg("-f").arg(folder).status();
    if !status.context("there is no `sync` here")?.success() {
        bail!("sync failed");
    }
    Ok(())
}
