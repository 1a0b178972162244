//! One row for each function and item of each district and of all. A cell is empty where there is no
//! such number, and in rows of all districts also where it cannot be combined.

use std::collections::HashMap;
use std::sync::Arc;

use super::super::model::{Combined, Figure, Period, Profile};
use super::{HEAD, finished, head, writer};
use crate::count::{Narrow, Statistic, Value};
use crate::formats::Format;
use crate::report::csv::cell::text_cell;

const PLACE: [&str; 7] =
    ["profile", "profile_edition", "profile_hash", "row", "practice", "function", "item"];

/// `report` as CSV with a header.
///
/// # Errors
/// None in practice: it is written to memory, and every row is as long as the header.
pub(crate) fn render(report: &Combined) -> Result<String, std::io::Error> {
    let columns = columns(report);
    let mut writer = writer();
    let titles = columns.iter().map(|column| column.title.as_str());
    writer.write_record(HEAD.into_iter().chain(PLACE).chain(titles))?;
    for period in &report.periods {
        for profile in &period.profiles {
            let figures = by_place(period, profile);
            for practice in practices(period, profile) {
                for topic in topics(profile) {
                    let found = columns.iter().map(|column| column.of(&figures, practice, &topic));
                    let found: Vec<Option<&Figure>> = found.collect();
                    if found.iter().all(Option::is_none) {
                        continue;
                    }
                    let places = std::iter::once(None).chain((0..report.districts.len()).map(Some));
                    for at in places {
                        let head = head(report, period, Format::CombinedCsv, at).into_iter();
                        let place = place(profile, practice, &topic);
                        let cells = columns.iter().zip(&found);
                        let cells = cells.map(|(column, figure)| column.cell(*figure, at));
                        writer.write_record(head.chain(place).chain(cells))?;
                    }
                }
            }
        }
    }
    finished(writer)
}

/// The numbers of the whole period under one profile: practice, narrowed to what, and which.
type ByPlace<'p> = HashMap<(Option<String>, Arc<Narrow>, Statistic), &'p Figure>;

fn by_place<'p>(period: &'p Period, profile: &Profile) -> ByPlace<'p> {
    let is_of =
        |figure: &&Figure| figure.is_of_period && figure.profile.as_deref() == Some(&*profile.id);
    let place = |figure: &'p Figure| {
        let address = &figure.address;
        let practice = figure.practice.clone();
        ((practice, address.narrow.clone(), address.measure), figure)
    };
    period.figures.iter().filter(is_of).map(place).collect()
}

/// What a row is about.
struct Topic<'p> {
    row: &'static str,
    function: &'p str,
    item: &'p str,
    narrow: Narrow,
}

fn topics(profile: &Profile) -> Vec<Topic<'_>> {
    let topic = |row, function, item, narrow| Topic { row, function, item, narrow };
    let mut topics = vec![topic("all functions", "all functions", "", Narrow::default())];
    topics.extend(profile.functions.iter().map(|function| {
        let narrow = Narrow { function: Some(function.id.clone()), ..Narrow::default() };
        topic("function", &*function.id, "", narrow)
    }));
    topics.extend(profile.parts.iter().map(|part| {
        let narrow = Narrow { part: Some(part.id.clone()), ..Narrow::default() };
        topic("tier or whole", &*part.id, "", narrow)
    }));
    topics.extend(profile.items.iter().map(|item| {
        let narrow = Narrow { item: Some(item.id.clone()), ..Narrow::default() };
        topic("item", &*item.function, &*item.id, narrow)
    }));
    topics
}

/// The practices that rows are about, all of them together first.
fn practices<'p>(period: &'p Period, profile: &Profile) -> Vec<Option<&'p str>> {
    let mut practices = Vec::new();
    for figure in &period.figures {
        let practice = figure.practice.as_deref();
        if figure.profile.as_deref() == Some(&*profile.id) && !practices.contains(&practice) {
            practices.push(practice);
        }
    }
    practices
}

fn place(profile: &Profile, practice: Option<&str>, topic: &Topic) -> [String; 7] {
    [
        text_cell(&profile.id),
        text_cell(&profile.edition),
        text_cell(&profile.hash),
        topic.row.to_owned(),
        text_cell(practice.unwrap_or_default()),
        text_cell(topic.function),
        text_cell(topic.item),
    ]
}

/// A column: of a statistic, narrowed to a level where it is one of levels.
struct Column {
    title: String,
    statistic: Statistic,
    level: Option<String>,
    /// Whether it is n of a share.
    is_of: bool,
}

fn columns(report: &Combined) -> Vec<Column> {
    let mut columns = Vec::new();
    for statistic in Statistic::ALL {
        let Some(titles) = statistic.row().column else { continue };
        // Only single schools have a reach.
        if statistic == Statistic::Reach {
            continue;
        }
        let mut add = |title: &str, is_of| {
            columns.push(Column { title: title.to_owned(), statistic, level: None, is_of });
        };
        add(titles.title, false);
        titles.of.into_iter().for_each(|title| add(title, true));
    }
    let (title, statistic) = ("with_applicable_items".to_owned(), Statistic::NoLevel);
    columns.push(Column { title, statistic, level: None, is_of: true });
    let mut ids: Vec<&str> = Vec::new();
    let profiles = report.periods.iter().flat_map(|period| &period.profiles);
    for level in profiles.flat_map(|profile| &profile.levels) {
        if !ids.contains(&&*level.id) {
            ids.push(&level.id);
        }
    }
    for id in ids {
        for (how, statistic) in
            [("computed", Statistic::LevelComputed), ("judged", Statistic::LevelJudged)]
        {
            let (title, level) = (format!("level_{id}_{how}"), Some(id.to_owned()));
            columns.push(Column { title, statistic, level, is_of: false });
        }
    }
    columns
}

impl Column {
    fn of<'p>(
        &self,
        figures: &ByPlace<'p>,
        practice: Option<&str>,
        topic: &Topic,
    ) -> Option<&'p Figure> {
        let narrow = Narrow { level: self.level.clone(), ..topic.narrow.clone() };
        figures.get(&(practice.map(str::to_owned), narrow.into(), self.statistic)).copied()
    }

    /// What it says of all districts, or of the one at a place.
    fn cell(&self, figure: Option<&Figure>, at: Option<usize>) -> String {
        let value = figure.and_then(|figure| match at {
            None => figure.total.as_ref(),
            Some(at) => figure.districts.get(at)?.as_ref(),
        });
        match value {
            Some(Value::Share(share)) if self.is_of => share.n.to_string(),
            Some(Value::Share(share)) => share.k.to_string(),
            Some(Value::Count { count }) if !self.is_of => count.to_string(),
            Some(Value::Estimate { value: Some(value), .. }) if !self.is_of => value.to_string(),
            Some(Value::Count { .. } | Value::Estimate { .. }) | None => String::new(),
        }
    }
}
