//! Which relationships a report is about.

use std::collections::BTreeSet;

use super::Counted;
use crate::count::Statistic;
use crate::store::RECORDS;
use crate::text::nearest;
use crate::text::spelling::canonical;
use crate::text::wording::{one_of, quote};

/// Filters: a relationship is in when it matches one value of every filter that has values.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash)]
pub struct Selection {
    /// Ids of coaches.
    pub coaches: Vec<String>,
    /// Ids of coached educators.
    pub educators: Vec<String>,
    /// Ids of schools.
    pub schools: Vec<String>,
    /// Practices, in any case of letters; an empty one where a relationship names none.
    pub practices: Vec<String>,
    /// Ids of profiles.
    pub profiles: Vec<String>,
    /// Folders of relationships below `records/`: `lincoln-elementary/c-01-t-101`.
    pub relationships: Vec<String>,
}

/// A filter names something that no relationship has.
#[derive(Debug, thiserror::Error)]
#[error("{0}")]
pub struct NoSuch(String);

impl NoSuch {
    /// What is not there, in words.
    pub(super) fn because(message: String) -> Self {
        Self(message)
    }

    /// That no relationship has the `name` (a coach, a school) `word`, but `known`. Where not
    /// everything could be read, it says that too.
    pub(super) fn new(name: &str, word: &str, known: &[&str], is_whole: bool) -> Self {
        let mut message = format!("no relationship has the {name} {}", quote(word));
        if let Some(near) = nearest(word, known.iter().copied()) {
            message.push_str(&format!("; did you mean `{near}`?"));
        } else if known.len() <= 20 && !known.is_empty() {
            message.push_str(&format!("; there is {}", one_of(known.iter().copied())));
        }
        if !is_whole {
            let join = if message.ends_with('?') { " Or" } else { ";" };
            message.push_str(&format!("{join} it may be among the records that are left out"));
        }
        Self(message)
    }
}

type Column<'s> = (&'static str, &'s [String], fn(&Counted) -> &str);

impl Selection {
    /// The filters by name, with the values wanted, and which value a relationship has.
    pub(super) fn columns(&self) -> [Column<'_>; 6] {
        [
            ("profile", &self.profiles, |counted| &counted.profile.id),
            ("school", &self.schools, |counted| &counted.school),
            ("coach", &self.coaches, |counted| &counted.coach),
            ("educator", &self.educators, |counted| &counted.educator),
            ("practice", &self.practices, |counted| {
                counted.practice.as_deref().unwrap_or_default()
            }),
            ("relationship", &self.relationships, |counted| below_records(&counted.path)),
        ]
    }

    /// The values of the filter called `name`, to be set; `None` where there is no such filter.
    pub(super) fn values_mut(&mut self, name: &str) -> Option<&mut Vec<String>> {
        Some(match name {
            "profile" => &mut self.profiles,
            "school" => &mut self.schools,
            "coach" => &mut self.coaches,
            "educator" => &mut self.educators,
            "practice" => &mut self.practices,
            "relationship" => &mut self.relationships,
            _ => return None,
        })
    }

    /// Whether it names educators or relationships: then each of them counts, new or not.
    pub(super) fn names_people(&self) -> bool {
        !(self.educators.is_empty() && self.relationships.is_empty())
    }

    /// Whether `measure` leaves out a relationship here because it is new.
    pub(super) fn sets_apart(&self, measure: Statistic, is_new: bool) -> bool {
        is_new && measure.sets_new_apart() && !self.names_people()
    }

    /// Whether it names someone or some place by an id, which means another one in another district.
    pub(super) fn is_of_one_district(&self) -> bool {
        let Self { coaches, educators, schools, practices: _, profiles: _, relationships } = self;
        [coaches, educators, schools, relationships].iter().any(|wanted| !wanted.is_empty())
    }

    /// The folders of relationships that it names, where it names nothing else.
    pub(crate) fn folders(&self) -> Option<Vec<String>> {
        let Self { coaches, educators, schools, practices, profiles, relationships } = self;
        let others = [coaches, educators, schools, practices, profiles];
        let is_all = others.iter().all(|wanted| wanted.is_empty()) && !relationships.is_empty();
        is_all.then(|| {
            let folders = relationships.iter().map(|below| format!("{RECORDS}/{below}"));
            folders.collect::<BTreeSet<_>>().into_iter().collect()
        })
    }

    /// Whether whole schools are selected, so that a school's reach can be counted.
    pub(super) fn keeps_schools_whole(&self) -> bool {
        [&self.coaches, &self.educators, &self.practices, &self.profiles, &self.relationships]
            .iter()
            .all(|wanted| wanted.is_empty())
    }

    /// Whether it names an educator of whom `all` has one pair.
    pub(crate) fn is_of_one_pair(&self, all: &[Counted]) -> bool {
        let pairs = self.of(all);
        let mut paths = pairs.iter().map(|pair| &pair.path);
        let first = paths.next();
        !self.educators.is_empty() && first.is_some() && paths.all(|path| Some(path) == first)
    }

    /// Those of `all` that are in. Where two values differ in capitals alone, the one that is spelled
    /// just so is meant.
    pub fn of<'c>(&self, all: &'c [Counted]) -> Vec<&'c Counted> {
        let meant: Vec<_> = self
            .columns()
            .into_iter()
            .filter(|(_, wanted, _)| !wanted.is_empty())
            .map(|(_, wanted, value)| {
                let is_spelled =
                    |word: &&String| all.iter().any(|one| value(one) == canonical(word));
                let (just_so, else_same): (Vec<&String>, Vec<&String>) =
                    wanted.iter().partition(is_spelled);
                (just_so, else_same, value)
            })
            .collect();
        let is_in = |counted: &&Counted| {
            meant.iter().all(|(just_so, else_same, value)| {
                let value = value(counted);
                just_so.iter().any(|word| canonical(word) == value)
                    || else_same.iter().any(|word| same(word, value))
            })
        };
        all.iter().filter(is_in).collect()
    }

    /// Whether `counted` is in, whatever else there is.
    pub fn holds(&self, counted: &Counted) -> bool {
        self.columns().iter().all(|(_, wanted, value)| {
            wanted.is_empty() || wanted.iter().any(|wanted| same(wanted, value(counted)))
        })
    }

    /// The filters in words, such as "coach c-03"; empty when everything is selected.
    pub fn describe(&self) -> Vec<String> {
        let columns = self.columns();
        let used = columns.iter().filter(|(_, wanted, _)| !wanted.is_empty());
        used.map(|(name, wanted, _)| format!("{name} {}", wanted.join(" or "))).collect()
    }

    /// Checks that every value is known.
    ///
    /// # Errors
    /// A value that no relationship in `all` has, with the nearest one that some have. `schools`
    /// are known whether they have relationships or not. Where not everything could be read, the
    /// error says that too.
    pub fn check<'c>(
        &self,
        all: &'c [Counted],
        schools: impl Iterator<Item = &'c str>,
        is_whole: bool,
    ) -> Result<(), NoSuch> {
        let listed: Vec<&str> = schools.collect();
        for (name, wanted, value) in self.columns() {
            let mut known: Vec<&str> = all.iter().map(value).collect();
            if name == "school" {
                known.extend(&listed);
            }
            known.sort_unstable();
            known.dedup();
            let unknown = |word: &&String| !known.iter().any(|known| same(word, known));
            if let Some(word) = wanted.iter().find(unknown) {
                return Err(NoSuch::new(name, word, &known, is_whole));
            }
        }
        Ok(())
    }
}

/// A relationship's folder below `records/`.
pub(super) fn below_records(path: &str) -> &str {
    path.strip_prefix("records/").unwrap_or(path)
}

/// Whether a value is the one that is wanted, in any case of letters.
pub(super) fn same(wanted: &str, value: &str) -> bool {
    canonical(wanted).to_lowercase() == canonical(value).to_lowercase()
}
