//! Student data that come after a review: they are added to the review that is there, by one small edit that keeps
//! what people wrote.

use anyhow::{Context, bail};

use super::{Arguments, written};
use crate::command::exit::Exit;
use crate::command::recording::{Desk, Pair, unread};
use crate::domain::record::{Data, DataSource, OfKind, Review};
use crate::store::LoadedRecord;
use crate::syntax::yaml::append;
use crate::text::wording::{count, quote};
use crate::write::student_data::MeasureRows;

impl Arguments {
    /// Adds the student data to the review in `file`, or to the latest one of the pair.
    pub(super) fn add(&self, desk: &Desk, file: &str) -> anyhow::Result<Exit> {
        let measures = self.measures()?;
        let is_review = |loaded: &LoadedRecord| Review::of(&loaded.record).is_some();
        let (pair, wanted) = if file.is_empty() {
            (desk.pick_waiting(&self.which, desk.today, "review", &is_review)?, None)
        } else {
            let named = desk.record(file, &self.which)?;
            (desk.pair_of(&named)?, Some(named.name().to_owned()))
        };
        let found = desk.load(pair);
        let named =
            |loaded: &&LoadedRecord| wanted.as_ref().is_none_or(|name| *name == loaded.file.name);
        let reviews = found.records.iter().filter(|loaded| is_review(loaded)).filter(named);
        let latest = reviews.max_by_key(|loaded| loaded.record.date().value);
        let loaded = latest.with_context(|| {
            let wanted = wanted.as_deref();
            let unread = unread(&found, |path| wanted.is_none_or(|name| path.ends_with(name)));
            unread.unwrap_or_else(|| none(pair, wanted))
        })?;
        let review = Review::of(&loaded.record).context("it is no review")?;
        let (new, known) = new_rows(&review.data, measures)?;
        if new.is_empty() {
            bail!("every value is in {} already", quote(&loaded.file.name));
        }
        let remarks: Vec<String> = (known > 0)
            .then(|| format!("{} there already: left as they are", count(known, "value")))
            .into_iter()
            .collect();
        let taken: Vec<&str> =
            review.data.iter().filter_map(|data| Some(data.id.as_ref()?.value.as_str())).collect();
        let ids = (1..).map(|n| format!("d{n}")).filter(|id| !taken.contains(&id.as_str()));
        let elements: Vec<_> = new.iter().zip(ids).map(|(rows, id)| written(&id, rows)).collect();
        let path = loaded.file.path().to_string();
        let edit = |text: &str| append(text, "data", &elements);
        let message = "Add student data to a review";
        desk.change_by(&self.making.writing, &path, &edit, &remarks, message)
    }
}

/// What to say where there is no such review.
fn none(pair: &Pair, wanted: Option<&str>) -> String {
    match wanted {
        Some(name) => format!("{} is no review", quote(name)),
        None => format!("{} has no review yet", quote(&pair.1.educator.value)),
    }
}

/// Those of `measures` that are not in `data`, and how many values are. A spreadsheet grows: what it said before is
/// in it again.
fn new_rows(
    data: &[Data],
    measures: Vec<MeasureRows>,
) -> anyhow::Result<(Vec<MeasureRows>, usize)> {
    let mut known = 0;
    let mut new = Vec::new();
    for mut rows in measures {
        let same = data.iter().filter_map(|data| match &data.source {
            DataSource::StudentData { measure, improvement, values }
                if measure.value == rows.measure =>
            {
                Some((*improvement, values))
            }
            DataSource::StudentData { .. } | DataSource::FidelityChecklist { .. } => None,
        });
        let same: Vec<_> = same.collect();
        if same.iter().any(|(improvement, _)| *improvement != rows.improvement) {
            bail!(
                "{} gets better the other way in the review; is it the same measure?",
                quote(&rows.measure)
            );
        }
        let values = || same.iter().flat_map(|(_, values)| values.iter());
        let mut left = Vec::new();
        for row in rows.rows {
            match values().find(|value| value.on.value == row.0) {
                None => left.push(row),
                Some(value) if row.1.parse() == Ok(value.value) => known += 1,
                Some(value) => bail!(
                    "{} has the value {} for {} in the review, and {} in the file; correct one of the two",
                    quote(&rows.measure),
                    value.value,
                    row.0,
                    row.1
                ),
            }
        }
        rows.rows = left;
        if !rows.rows.is_empty() {
            new.push(rows);
        }
    }
    Ok((new, known))
}
