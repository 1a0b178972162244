//! `coach review`: a data review, filled with what the records show.

mod added;

use std::cell::RefCell;
use std::path::PathBuf;

use anyhow::{Context, bail};
use chrono::NaiveDate;
use clap::Args;

use super::csv_file::from_csv;
use super::exit::Exit;
use super::recording::{
    Asking, Desk, Made, Making, NextStep, Pair, Questions, Which, ask_next_steps, past_day, prose,
    question, unread, written_steps,
};
use super::terminal::Terminal;
use crate::count::Moment;
use crate::count::review::{Preparation, prepare};
use crate::domain::calendar::{AsOf, DayFrom};
use crate::domain::record::Kind;
use crate::domain::record::measures::add;
use crate::report;
use crate::store::LoadedPair;
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
    /// Add the student data to the review in FILE, or to the pair's latest one, and change nothing else
    #[arg(long, value_name = "REVIEW", num_args = 0..=1, default_missing_value = "",
          requires = "student_data",
          conflicts_with_all = ["date", "since", "working", "not_working", "next_step", "from", "edit", "ask"])]
    to: Option<String>,
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
    Desk::with(folder, terminal, (Some(&arguments.making.writing), from), |desk| {
        let Some(file) = from else {
            return match &arguments.to {
                Some(review) => arguments.add(desk, review),
                None => arguments.look_at(desk),
            };
        };
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

    fn look_at<'d>(&self, desk: &'d Desk) -> anyhow::Result<Exit> {
        let measures = self.measures()?;
        let making = &self.making;
        let asks = making.ask || desk.person.can_ask() && !making.edit && !self.decides_something();
        if asks && !desk.person.can_ask() {
            bail!("--ask needs a terminal; a script gives every field by an option");
        }
        let mut given = Draft::new(Kind::Review);
        given.set_text("date", self.date);
        given.set_text("working", self.working.as_ref());
        given.set_text("not_working", self.not_working.as_ref());
        let seen = RefCell::new(Seen::default());
        let ask = |made: &mut Made<'d>| {
            let on = self.date.unwrap_or(desk.today);
            let pair = desk.pick_single(&self.which, on)?;
            made.pairs = vec![pair];
            let records = desk.load(pair);
            let asking = Asking { desk, pairs: &made.pairs, records: &records };
            if asks {
                asking.day(&mut made.draft, "date")?;
            }
            let on = made.draft.text_of("date").and_then(|day| day.parse().ok()).unwrap_or(on);
            let mut shown = self.prepare(desk, pair, &records, on)?;
            measures.iter().for_each(|rows| add(&mut shown.measures, rows.measure()));
            let data = fill(&mut made.draft, &shown, &measures);
            if let Some(steps) = written_steps(&self.next_step, on)? {
                made.draft.set("next_steps", steps);
            }
            let page = said(desk, pair, &records, asks.then_some((&shown, data.is_empty())));
            seen.borrow_mut().see(desk, page, &shown, pair)?;
            if asks { self::ask(&desk.questions, &mut made.draft, on, &data) } else { Ok(()) }
        };
        let made = desk.make(&given, &ask)?;
        let seen = seen.take();
        let is_empty = !["data", "working", "not_working", "next_steps"]
            .map(|key| made.draft.has(key))
            .contains(&true);
        if is_empty && !making.edit {
            bail!(
                "there is nothing to keep: no checklist since {}, and nothing from you; add \
                 --student-data, --working, --not-working or --next-step",
                seen.since.unwrap_or(desk.today)
            );
        }
        desk.bring_with(making, made, asks.then_some((&given, &ask)), &seen.guidance)
    }

    fn prepare(
        &self,
        desk: &Desk,
        pair: &Pair,
        records: &LoadedPair,
        on: NaiveDate,
    ) -> anyhow::Result<Preparation> {
        if self.since.is_some_and(|since| since > on) {
            bail!("--since is after the day of the review, {on}");
        }
        let district = &desk.folder.district;
        let window = district.year_to_date(on);
        let as_of = AsOf { day: on, from: DayFrom::Record };
        let moment = Moment::of(district, &window, as_of);
        let shown = desk.family(pair).look(records, |relationship, records| {
            prepare(relationship, records, &moment, self.since)
        });
        shown.with_context(|| format!("{} cannot be read; `coach check` shows why", quote(&pair.0)))
    }

    fn measures(&self) -> anyhow::Result<Vec<MeasureRows>> {
        let Some(file) = &self.student_data else { return Ok(Vec::new()) };
        from_csv(file, "the student data", student_data)
    }
}

/// What is said where nothing was looked at.
const WITHOUT_DATA: &str = "There are no data from this time for next steps to follow from; `--student-data \
                            FILE.csv` adds some, also later with `--to`\n";

/// What the two look at, as far as it was shown.
#[derive(Default)]
struct Seen {
    shown: String,
    guidance: String,
    since: Option<NaiveDate>,
}

impl Seen {
    /// Shows `page`, unless it is what was shown last.
    fn see(
        &mut self,
        desk: &Desk,
        page: String,
        preparation: &Preparation,
        pair: &Pair,
    ) -> anyhow::Result<()> {
        self.since = Some(preparation.period.0);
        self.guidance = report::review::render(preparation, &pair.1.profile, GUIDANCE_WIDTH);
        if page != self.shown {
            desk.terminal.print_error(&page)?;
            self.shown = page;
        }
        Ok(())
    }
}

/// What is said before the questions: which records could not be read, and what the others show, perhaps no data.
fn said(
    desk: &Desk,
    pair: &Pair,
    records: &LoadedPair,
    shown: Option<(&Preparation, bool)>,
) -> String {
    let unread = unread(records, |_| true);
    let unread = unread.map(|said| format!("something may be missing here: {said}\n"));
    let page = shown.map(|(shown, is_without_data)| {
        let page = report::review::render(shown, &pair.1.profile, desk.terminal.width);
        let hint = if is_without_data { WITHOUT_DATA } else { "" };
        format!("{page}\nA review of {}\n{hint}", visible(&desk.line(pair)))
    });
    unread.into_iter().chain(page).collect()
}

/// Puts the period and the data into `draft`; for each of the data its id and words for it.
fn fill(draft: &mut Draft, shown: &Preparation, measures: &[MeasureRows]) -> Vec<(String, String)> {
    let (from, to) = shown.period;
    draft.set_text("date", Some(to));
    draft.set("period", group([("from", Some(text(from))), ("to", Some(text(to)))]));
    let (mut data, mut words) = (Vec::new(), Vec::new());
    let mut ids = (1..).map(|number| format!("d{number}"));
    for (rated, id) in shown.checklists.iter().zip(&mut ids) {
        data.push(group([
            ("id", Some(text(&id))),
            ("source", Some(text("fidelity-checklist"))),
            ("ref", Some(text(&rated.file))),
        ]));
        words.push((id, format!("checklist of {} by {}", rated.on, rated.role.name())));
    }
    for (rows, id) in measures.iter().zip(&mut ids) {
        data.push(written(&id, rows));
        words.push((id, rows.measure.clone()));
    }
    if !data.is_empty() {
        draft.set("data", Written::List(data));
    }
    words
}

/// Student data as a piece of data of a review, called `id`.
fn written(id: &str, measure: &MeasureRows) -> Written {
    let value = |(on, value, students): &(NaiveDate, String, Option<u32>)| {
        group([("on", Some(text(on))), ("value", Some(number(value))), ("n", students.map(number))])
    };
    let values = measure.rows.iter().map(value).collect();
    group([
        ("id", Some(text(id))),
        ("source", Some(text("student-data"))),
        ("measure", Some(text(&measure.measure))),
        ("improvement", Some(text(measure.improvement.name()))),
        ("values", Some(Written::List(values))),
    ])
}
fn ask(
    questions: &Questions,
    draft: &mut Draft,
    on: NaiveDate,
    data: &[(String, String)],
) -> anyhow::Result<()> {
    for key in ["working", "not_working"] {
        if !draft.has(key) {
            draft.set_text(key, questions.prose(&question(Kind::Review, key))?);
        }
    }
    ask_next_steps(questions, draft, on, data)
}
