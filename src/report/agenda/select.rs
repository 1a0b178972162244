//! Whose agenda is wanted.

use crate::domain::record::Relationship;
use crate::report::NoSuch;
use crate::report::select::same;
use crate::store::Scope;
use crate::text::wording::quote;

/// Filters: a relationship is in when it matches every filter that has values. One that has an educator
/// named by id or a folder named by path is in by either.
#[derive(Clone, Debug, Default)]
pub struct Wanted {
    /// Ids of coached educators.
    pub educators: Vec<String>,
    /// Folders of pairs, or folders that hold such; `Everything` where none is named.
    pub folders: Scope,
    /// Ids of coaches.
    pub coaches: Vec<String>,
    /// Ids of schools.
    pub schools: Vec<String>,
    /// The coach whose relationships are meant where neither coach nor educator is named, unless there is none.
    pub mine: Option<String>,
}

impl Wanted {
    /// The same, with the coach who is meant among those named; and that coach.
    pub(super) fn settled(&self, all: &[(String, Relationship)]) -> (Self, Option<String>) {
        let coaches = |me: &&String| all.iter().any(|(_, pair)| same(me, &pair.coach.value));
        let only = self.mine.as_ref().filter(coaches).cloned();
        let coaches = self.coaches.iter().chain(&only).cloned().collect();
        (Self { coaches, ..self.clone() }, only)
    }

    /// Whether the relationship in the folder `path` is in.
    pub fn holds(&self, path: &str, relationship: &Relationship) -> bool {
        let among = |wanted: &[String], value: &str| wanted.iter().any(|word| same(word, value));
        let all_or = |wanted: &[String], value| wanted.is_empty() || among(wanted, value);
        let by_name = match &self.folders {
            Scope::Everything | Scope::Changed(_) => {
                all_or(&self.educators, &relationship.educator.value)
            }
            named @ Scope::Only(_) => {
                named.holds(path) || among(&self.educators, &relationship.educator.value)
            }
        };
        by_name
            && all_or(&self.coaches, &relationship.coach.value)
            && all_or(&self.schools, &relationship.school.value)
    }

    /// The filters in words, such as "coach c-03"; empty when everything is wanted.
    pub fn describe(&self) -> Vec<String> {
        let filter = |name: &str, wanted: &[String]| {
            (!wanted.is_empty()).then(|| format!("{name} {}", wanted.join(" or ")))
        };
        let folders: Vec<String> = match &self.folders {
            Scope::Everything | Scope::Changed(_) => Vec::new(),
            Scope::Only(folders) => folders.iter().cloned().collect(),
        };
        let named = [filter("educator", &self.educators), filter("folder", &folders)];
        let named: Vec<String> = named.into_iter().flatten().collect();
        let named = (!named.is_empty()).then(|| named.join(" or "));
        let others = [filter("coach", &self.coaches), filter("school", &self.schools)];
        named.into_iter().chain(others.into_iter().flatten()).collect()
    }

    /// Checks that everything named is there.
    ///
    /// # Errors
    /// An id that no relationship in `all` has, with the nearest one that some have, or a folder
    /// without a relationship. `schools` are known whether they have relationships or not.
    pub fn check<'s>(
        &self,
        all: &[(String, Relationship)],
        schools: impl Iterator<Item = &'s str>,
        is_whole: bool,
    ) -> Result<(), NoSuch> {
        let sorted = |mut known: Vec<&'s str>| {
            known.sort_unstable();
            known.dedup();
            known
        };
        let known = |id: fn(&Relationship) -> &str| {
            let mut known: Vec<&str> =
                all.iter().map(|(_, relationship)| id(relationship)).collect();
            known.sort_unstable();
            known.dedup();
            known
        };
        let coaches = known(|relationship| &relationship.coach.value);
        let educators = known(|relationship| &relationship.educator.value);
        let schools = sorted(schools.collect());
        let columns = [
            ("educator", &self.educators, &educators),
            ("coach", &self.coaches, &coaches),
            ("school", &self.schools, &schools),
        ];
        for (name, wanted, known) in columns {
            let is_unknown = |word: &&String| !known.iter().any(|known| same(word, known));
            let Some(word) = wanted.iter().find(is_unknown) else { continue };
            if name == "educator" && coaches.iter().any(|coach| same(word, coach)) {
                let message = format!("{} is a coach here: write --coach {word}", quote(word));
                return Err(NoSuch::because(message));
            }
            return Err(NoSuch::new(name, word, known, is_whole));
        }
        if let Scope::Only(folders) = &self.folders {
            let leads_to_one = |folder: &&String| {
                let only = Scope::Only([(*folder).clone()].into());
                !all.iter().any(|(path, _)| only.holds(path))
            };
            if let Some(folder) = folders.iter().find(leads_to_one) {
                let mut message = format!("there is no relationship in {}", quote(folder));
                if !is_whole {
                    message.push_str(" that can be read; `coach check` shows what is wrong");
                }
                return Err(NoSuch::because(message));
            }
        }
        Ok(())
    }
}
