//! A district of any size on disk: the number of records, how many a relationship has and a folder come in,
//! `coach.toml` and `records/` go out. The same numbers give the same bytes. Relationships are written one
//! after the other, so that the memory of this process stays below that of the programs it measures.

use std::fmt;
use std::fs;
use std::path::Path;

use anyhow::bail;
use chrono::NaiveDate;

use crate::calendar::{AS_OF, Diary, day, on_or_after};
use crate::records::{self, Pair};
use crate::rng::Rng;

/// Records of one relationship where nothing else is asked for.
pub(crate) const PER_PAIR: usize = 50;
/// A coach has relationships until there are so many records, since days have room for so many meetings.
const RECORDS_PER_COACH: usize = 1000;
/// But never more relationships than these.
const MOST_PER_COACH: usize = 20;
const COACHES_PER_SCHOOL: usize = 3;
pub(crate) const SEED: u64 = 2014;
/// The first school day there is.
const FIRST_DAY: &str = "2024-08-19";
/// Relationships start within so many school days.
const STARTS_WITHIN: u32 = 60;
/// One in ten relationships ends within so many school days of the last one.
const ENDS_WITHIN: u32 = 90;

/// How large a district is.
#[derive(Clone, Copy)]
pub(crate) struct Size {
    pub(crate) records: usize,
    /// Records of one relationship; some have more where the records do not come out even.
    pub(crate) each: usize,
}

impl Size {
    /// So many records, as many a relationship as usual.
    pub(crate) fn of(records: usize) -> Self {
        Self { records, each: PER_PAIR }
    }

    pub(crate) fn relationships(self) -> usize {
        self.records / self.each
    }

    fn per_coach(self) -> usize {
        (RECORDS_PER_COACH / self.each).clamp(1, MOST_PER_COACH)
    }
}

/// Makes a district in `folder` unless it is there from an earlier time.
///
/// # Errors
/// Something else is in the folder, or it cannot be written.
pub(crate) fn district(folder: &Path, size: Size) -> anyhow::Result<()> {
    named(folder, size, "Benchmark", SEED)
}

/// The same of a district called `name`; with another `seed`, other things happen there.
///
/// # Errors
/// Those of [`district`].
pub(crate) fn named(folder: &Path, size: Size, name: &str, seed: u64) -> anyhow::Result<()> {
    let relationships = size.relationships();
    let schools = relationships.div_ceil(size.per_coach() * COACHES_PER_SCHOOL);
    let settings = settings(size, schools, name, seed);
    let settings_path = folder.join("coach.toml");
    if fs::read_to_string(&settings_path).is_ok_and(|text| text == settings) {
        return Ok(());
    }
    fs::create_dir_all(folder)?;
    if fs::read_dir(folder)?.next().is_some() {
        bail!("{} holds something other than a district of {size}", folder.display());
    }
    let is_school_day = |date: &NaiveDate| on_or_after(*date) == *date;
    let days = day(FIRST_DAY).iter_days().take_while(|date| *date <= AS_OF);
    let days: Vec<NaiveDate> = days.filter(is_school_day).collect();
    let mut diary = Diary::default();
    let mut before = 0;
    for index in 0..relationships {
        if index % size.per_coach() == 0 {
            diary = Diary::default();
        }
        let left_over = usize::from(index < size.records % relationships);
        let records = size.records / relationships + left_over;
        let place = Place { index, coach: index / size.per_coach() + 1, seed, before };
        pair(folder, &place, records, &days, &mut diary)?;
        before += records - 1;
    }
    // Written last: a folder without it is not whole.
    fs::write(&settings_path, &settings)?;
    Ok(())
}

impl fmt::Display for Size {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { records, each } = self;
        write!(f, "{records} records, {each} a relationship")
    }
}

/// Where in a district a relationship stands.
struct Place {
    /// Counted from 0.
    index: usize,
    /// The number of its coach.
    coach: usize,
    seed: u64,
    /// Dated records of the relationships before it.
    before: usize,
}

/// Writes the folder of one relationship that has `records`.
fn pair(
    folder: &Path,
    &Place { index, coach: coach_number, seed, before }: &Place,
    records: usize,
    days: &[NaiveDate],
    diary: &mut Diary,
) -> anyhow::Result<()> {
    let school_number = (coach_number - 1) / COACHES_PER_SCHOOL + 1;
    let (coach, educator) = (format!("c-{coach_number:03}"), format!("t-{:04}", index + 1));
    let (school, observer) = (format!("school-{school_number:02}"), format!("o-{school_number}"));
    let folder = folder.join(format!("records/{school}/{coach}-{educator}"));
    let mut rng = Rng::for_name(seed, &educator);
    let first = rng.between(0, STARTS_WITHIN) as usize;
    let has_ended = rng.chance(10);
    let unused = if has_ended { rng.between(1, ENDS_WITHIN) as usize } else { 0 };
    let pair = Pair {
        coach: &coach,
        educator: &educator,
        observer: &observer,
        school: &school,
        days: &days[first..days.len() - unused],
        has_ended,
        records,
        before,
    };
    let files = records::write(&pair, diary, rng)?;
    fs::create_dir_all(&folder)?;
    // In the order of names, as git writes them.
    for (name, text) in files {
        fs::write(folder.join(name), text)?;
    }
    Ok(())
}

fn settings(size: Size, schools: usize, name: &str, seed: u64) -> String {
    let mut text = format!(
        "# {size}, made by the benchmark, seed {seed}. Nothing in them is real.\n\
         version = 1\n\
         district = \"{name}\"\n\
         profile = \"missouri-sbic-2014\"\n\
         year_starts = \"08-01\"\n\
         as_of = \"{AS_OF}\"\n"
    );
    for number in 1..=schools {
        let school =
            format!("\n[schools.school-{number:02}]\nname = \"School {number}\"\neducators = 90\n");
        text.push_str(&school);
    }
    text
}
