//! `coach review`: a data review, filled with what the records show.

use std::io::Read;
use std::path::PathBuf;

use anyhow::{Context, bail};
use chrono::NaiveDate;
use clap::Args;

use super::exit::Exit;
use super::recording::{
    Desk, Making, NextStep, Pair, Which, ask_next_steps, past_day, prose, question, written_steps,
};
use super::terminal::Terminal;
use crate::count::Moment;
use crate::count::review::{Preparation, prepare};
use crate::domain::calendar::{AsOf, DayFrom};
use crate::domain::record::Kind;
use crate::report;
use crate::store::LARGEST;
use crate::syntax::yaml::Written;
use crate::text::wording::{quote, visible};
use crate::write::draft::{Draft, GUIDANCE_WIDTH, group, number, text};
use crate::write::student_data::{MeasureRows, student_data};

/// Look at the data together: a review filled with what the records show
#[derive(Debug, Args)]
#[command(
    after_help = "The CSV file names its columns in the first line: measure, improvement (increase or decrease),\n\
    on (a day), value (a number) and n (how many students).\n\
    \n\
    Examples:\n\
    \x20 coach review -C examples/riverbend --educator t-104 --date 2026-05-20 --dry-run\n\
    \x20 coach review -C examples/riverbend --educator t-104 --date 2026-05-20 \\\n\
    \x20   --student-data examples/student-data.csv --working 'more hands up' \\\n\
    \x20   --next-step 'because=d1 due=+7 add a check in mid-lesson' --dry-run"
)]
pub(super) struct Arguments {
    #[command(flatten)]
    which: Which,
    /// The day, or a word such as yesterday [default: today]
    #[arg(long, value_name = "DATE", value_parser = past_day, allow_hyphen_values = true)]
    date: Option<NaiveDate>,
    /// The first day to look at [default: the day after the last review, or the relationship's first day]
    #[arg(long, value_name = "DATE", value_parser = past_day, allow_hyphen_values = true)]
    since: Option<NaiveDate>,
    /// Take grouped measures of students from a CSV file
    #[arg(long, value_name = "FILE")]
    student_data: Option<PathBuf>,
    /// What is working, confidential
    #[arg(long, value_name = "TEXT", value_parser = prose, allow_hyphen_values = true)]
    working: Option<String>,
    /// What is not working, confidential
    #[arg(long, value_name = "TEXT", value_parser = prose, allow_hyphen_values = true)]
    not_working: Option<String>,
    /// A next step (repeatable): if you like, because=d1,d2 for the data it follows from,
    /// who=coach|educator and due=DATE; then what to do
    #[arg(long, value_name = "STEP", value_parser = NextStep::parse)]
    next_step: Vec<NextStep>,
    #[command(flatten)]
    making: Making,
}

pub(super) fn run(
    arguments: &Arguments,
    folder: Option<&std::path::Path>,
    terminal: &Terminal,
) -> anyhow::Result<Exit> {
    let from = arguments.making.from.as_deref();
    Desk::with(folder, terminal, from, |desk| {
        let Some(file) = from else { return arguments.look_at(desk) };
        if arguments.says_something() {
            bail!("--from gives the whole review; leave out the options for its fields");
        }
        let kind = Some(Kind::Review);
        desk.take_from(file, kind, &arguments.which, &arguments.making.writing)
    })
}

impl Arguments {
    fn says_something(&self) -> bool {
        self.date.is_some()
            || self.since.is_some()
            || self.student_data.is_some()
            || self.decides_something()
    }

    fn decides_something(&self) -> bool {
        self.working.is_some() || self.not_working.is_some() || !self.next_step.is_empty()
    }

    fn look_at(&self, desk: &Desk) -> anyhow::Result<Exit> {
        let on = self.date.unwrap_or(desk.today);
        let measures = self.measures()?;
        let pair = desk.pick_single(&self.which, on)?;
        let shown = self.prepare(desk, pair, on)?;
        let making = &self.making;
        let (mut draft, data) = draft(&shown, &measures);
        draft.set_text("working", self.working.as_ref());
        draft.set_text("not_working", self.not_working.as_ref());
        if let Some(steps) = written_steps(&self.next_step, on)? {
            draft.set("next_steps", steps);
        }
        let asks = making.ask || desk.can_ask && !making.edit && !self.decides_something();
        if asks {
            if !desk.can_ask {
                bail!("--ask needs a terminal; a script gives every field by an option");
            }
            let page = report::review::render(&shown, &pair.1.profile, desk.terminal.width);
            desk.terminal.print_error(page + "\n")?;
            let asked = ask(desk, pair, &mut draft, on, &data);
            desk.went_on(asked, &draft)?;
        }
        let is_empty = !["data", "working", "not_working", "next_steps"]
            .map(|key| draft.has(key))
            .contains(&true);
        if is_empty && !making.edit {
            bail!(
                "there is nothing to keep: no checklist since {}, and nothing from you; add \
                 --student-data, --working, --not-working or --next-step",
                shown.period.0
            );
        }
        let guidance = report::review::render(&shown, &pair.1.profile, GUIDANCE_WIDTH);
        desk.bring_with(making, &[pair], &draft, asks, &guidance)
    }

    fn prepare(&self, desk: &Desk, pair: &Pair, on: NaiveDate) -> anyhow::Result<Preparation> {
        if self.since.is_some_and(|since| since > on) {
            bail!("--since is after the day of the review, {on}");
        }
        let loaded = desk.load_and_say(pair)?;
        let district = &desk.folder.district;
        let window = district.year_to_date(on);
        let as_of = AsOf { day: on, from: DayFrom::Record };
        let moment = Moment::of(district, &window, as_of);
        let shown = desk.family(pair).look(&loaded, |relationship, records| {
            prepare(relationship, records, &moment, self.since)
        });
        shown.with_context(|| format!("{} cannot be read; `coach check` shows why", quote(&pair.0)))
    }

    fn measures(&self) -> anyhow::Result<Vec<MeasureRows>> {
        let Some(file) = &self.student_data else { return Ok(Vec::new()) };
        let shown = visible(&file.display().to_string());
        let cannot = || format!("{shown} cannot be read");
        let mut bytes = Vec::new();
        let opened = std::fs::File::open(file).with_context(cannot)?;
        opened.take(LARGEST as u64 + 1).read_to_end(&mut bytes).with_context(cannot)?;
        if bytes.len() > LARGEST {
            bail!("{shown} is larger than 1 MiB; is it the right file?");
        }
        student_data(&bytes).map_err(|faults| {
            let faults =
                faults.iter().map(|fault| format!("{shown}:{}: {}", fault.line, fault.message));
            anyhow::anyhow!(
                "the student data cannot be used\n{}",
                faults.collect::<Vec<_>>().join("\n")
            )
        })
    }
}

/// The review with its period and data, and for each of the data its id and words for it.
fn draft(shown: &Preparation, measures: &[MeasureRows]) -> (Draft, Vec<(String, String)>) {
    let (from, to) = shown.period;
    let mut draft = Draft::new(Kind::Review);
    draft.set_text("date", Some(to));
    draft.set("period", group([("from", Some(text(from))), ("to", Some(text(to)))]));
    let (mut data, mut words) = (Vec::new(), Vec::new());
    let mut add = |said: String, entries: Vec<(&'static str, Option<Written>)>| {
        let id = format!("d{}", words.len() + 1);
        data.push(group(std::iter::once(("id", Some(text(&id)))).chain(entries)));
        words.push((id, said));
    };
    for rated in &shown.checklists {
        let said = format!("checklist of {} by {}", rated.on, rated.role.name());
        add(
            said,
            vec![("source", Some(text("fidelity-checklist"))), ("ref", Some(text(&rated.file)))],
        );
    }
    for measure in measures {
        let value = |(on, value, students): &(NaiveDate, String, Option<u32>)| {
            group([
                ("on", Some(text(on))),
                ("value", Some(number(value))),
                ("n", students.map(number)),
            ])
        };
        let values = measure.rows.iter().map(value).collect();
        add(
            measure.measure.clone(),
            vec![
                ("source", Some(text("student-data"))),
                ("measure", Some(text(&measure.measure))),
                ("improvement", Some(text(measure.improvement.name()))),
                ("values", Some(Written::List(values))),
            ],
        );
    }
    if !data.is_empty() {
        draft.set("data", Written::List(data));
    }
    (draft, words)
}

fn ask(
    desk: &Desk,
    pair: &Pair,
    draft: &mut Draft,
    on: NaiveDate,
    data: &[(String, String)],
) -> anyhow::Result<()> {
    let questions = super::recording::Questions;
    desk.terminal.print_error(format!("A review of {}\n", visible(&desk.line(pair))))?;
    for key in ["working", "not_working"] {
        if !draft.has(key) {
            draft.set_text(key, questions.prose(&question(Kind::Review, key))?);
        }
    }
    if data.is_empty() {
        desk.terminal.print_error(format!(
            "There are no data from this time for next steps to follow from; {} adds some\n",
            quote("--student-data FILE.csv")
        ))?;
    }
    ask_next_steps(draft, on, data)
}
