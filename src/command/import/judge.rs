//! The records of an import judged: those of which the source says what it did before are left out, and what is found in
//! the others is told of the cells that they came from.

use anyhow::bail;
use rayon::prelude::*;

use super::Importing;
use crate::command::recording::Which;
use crate::command::recording::from::{Handed, Judged};
use crate::diagnostic::Level;
use crate::import::fault::Fault;
use crate::import::rows::{Entry, Rows, document};
use crate::import::trace;
use crate::text::source::Source;
use crate::text::wording::grouped;
use crate::write::draft::Document;
use crate::write::handed::{Existing, Imported};

/// New records that come in at once. Each takes about 10 KB of memory until it is written.
const MOST_NEW: usize = 250_000;

impl Importing<'_, '_> {
    /// The records of `rows`, judged together; what is wrong with them is added to `faults`. Those of which the source
    /// says what it did before need no second look.
    ///
    /// # Errors
    /// There are more new ones than come in at once.
    pub(super) fn judge(
        &self,
        rows: &Rows,
        faults: &mut Vec<Fault>,
    ) -> anyhow::Result<Option<Handed>> {
        if rows.entries.is_empty() {
            return Ok(None);
        }
        let doubles = rows.doubles(self.map, &|key| self.is_known(key));
        let (imported, name) = (self.import.imported, self.map.name.as_str());
        let is_double = |at: usize| doubles.get(at).is_some_and(|&is_double| is_double);
        let known = |(at, entry): (usize, &Entry)| {
            (!is_double(at)).then(|| known(imported, name, entry)).flatten()
        };
        let known: Vec<Option<&Existing>> =
            rows.entries.par_iter().enumerate().map(known).collect();
        let document = |(at, entry): (usize, &Entry)| {
            let text = document(name, entry, is_double(at).then_some(at));
            Document { source: Source::new(format!("record {at}"), text) }
        };
        at_once(known.iter().filter(|existing| existing.is_none()).count())?;
        let is_open = |(at, _): &(usize, &Entry)| known[*at].is_none();
        let documents: Vec<Document> =
            rows.entries.par_iter().enumerate().filter(is_open).map(document).collect();
        let (writing, import) = (&self.arguments.writing, Some(self.import));
        let which = Which::default();
        let handed = self.desk.judge_handed(&documents, None, &which, writing, import)?;
        let mut handed = handed.unwrap_or_else(Handed::nothing);
        let open: Vec<usize> = (0..known.len()).filter(|&at| known[at].is_none()).collect();
        for judged in &mut handed.entries {
            judged.document = open[judged.document];
        }
        let same = known.iter().enumerate();
        let same = same.filter_map(|(at, existing)| Some(Judged::same(at, (*existing)?)));
        handed.entries.extend(same);
        handed.entries.sort_by_key(|judged| judged.document);
        for finding in handed.faults.iter().filter(|finding| finding.level == Level::Error) {
            let at = finding.place.path.strip_prefix("record ").and_then(|at| at.parse().ok());
            let text = at.and_then(|at: usize| documents.get(open.binary_search(&at).ok()?));
            let entry = at.and_then(|at: usize| Some((rows.entries.get(at)?, text?)));
            match entry {
                Some((entry, text)) => {
                    faults.extend(trace::faults(finding, &text.source.text, entry, rows));
                }
                None => self.show(std::slice::from_ref(finding))?,
            }
        }
        Ok(Some(handed))
    }
}

/// Checks that so many new records can come in at once.
///
/// # Errors
/// They are more than that.
fn at_once(new: usize) -> anyhow::Result<()> {
    if new > MOST_NEW {
        let (new, most) = (grouped(new), grouped(MOST_NEW));
        bail!(
            "the source brings {new} new records; at most {most} come in at once, so split it into \
             parts"
        );
    }
    Ok(())
}

/// The record of `imported` that was made of `entry` of the source `name` before, where the source said the same then.
fn known<'i>(imported: &'i Imported, name: &str, entry: &Entry) -> Option<&'i Existing> {
    // Of several educators each has a record.
    let is_of_one = entry.built.texts("educator").len() < 2;
    let existing = imported.of_source(name, &entry.key).filter(|_| is_of_one)?;
    existing.was_said(entry.said()).then_some(existing)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn more_than_memory_should_hold_is_refused_in_words() {
        assert!(at_once(250_000).is_ok());
        let refused = at_once(250_001).map_err(|error| error.to_string());
        assert_eq!(
            refused,
            Err(
                "the source brings 250,001 new records; at most 250,000 come in at once, so split \
                 it into parts"
                    .to_owned()
            )
        );
    }
}
