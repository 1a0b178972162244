//! Which relationship a record belongs to: what the options say, or, at a terminal, what someone
//! chooses.

use anyhow::{Context, anyhow, bail};
use chrono::NaiveDate;
use clap::{Args, ValueHint};
use rayon::prelude::*;

use super::{Choice, Desk, Pair, unread};
use crate::command::whom::As;
use crate::command::{complete, paths};
use crate::store::{LoadedRecord, RELATIONSHIP, coach_folder, overview};
use crate::survey::lineage::{lineages, load_with_earlier};
use crate::syntax::tree::read::id_fault;
use crate::text::nearest;
use crate::text::path::{is_path, slashed_path};
use crate::text::wording::{count, one_of, quote, visible};
use crate::write::meant::{Finder, Found};

/// Which relationships are offered to whoever is asked.
#[derive(Clone, Copy, Default)]
pub(in crate::command) struct Offer<'o> {
    /// Whether several may be taken.
    pub several: bool,
    /// Of all, only those with a record that is waited for: what that is, and how it is known.
    pub waiting: Option<(&'o str, &'o IsWaitedFor<'o>)>,
}

/// Whether something in a record is waited for.
type IsWaitedFor<'w> = dyn Fn(&LoadedRecord) -> bool + Sync + 'w;

/// What can be done where a relationship is not found.
const NOT_FOUND: &str = "`coach log relationship` opens a new one; if a relationship.yaml has a fault, \
                         coach cannot find it, and `coach check` shows the fault";

/// Options that name a relationship.
#[derive(Clone, Debug, Default, Args)]
pub(in crate::command) struct Which {
    /// The coached educator: an id, or a name from people.yaml
    #[arg(long, value_name = "ID", value_delimiter = ',', add = complete::educators())]
    pub educator: Vec<String>,
    /// The coach, by id or name, if the educator has several
    #[arg(long, value_name = "ID", add = complete::coaches())]
    pub coach: Option<String>,
    /// The relationship's folder
    #[arg(long, value_name = "FOLDER", conflicts_with = "educator", value_hint = ValueHint::DirPath)]
    pub pair: Option<String>,
}

impl Which {
    /// Whether nothing is named.
    pub(in crate::command) fn is_empty(&self) -> bool {
        self.educator.is_empty() && self.coach.is_none() && self.pair.is_none()
    }
}

impl Desk<'_> {
    /// The relationships that `which` names, as of `on`. Where it names none, the one whose folder is
    /// the current one, or what of the `offer` is chosen at the terminal.
    ///
    /// # Errors
    /// It names none that is there, or several as well as each other, and nobody can be asked.
    pub(in crate::command) fn pick(
        &self,
        which: &Which,
        on: NaiveDate,
        offer: Offer,
    ) -> anyhow::Result<Vec<&Pair>> {
        let typed: Vec<&str> =
            which.educator.iter().chain(&which.pair).map(String::as_str).collect();
        if typed.iter().any(|typed| typed.trim().is_empty()) {
            match which.educator.len() {
                0 => bail!(
                    "--pair names nothing: write the folder after it, as in --pair c-03-t-104"
                ),
                1 => {
                    bail!("--educator names nobody: write the id after it, as in --educator t-104")
                }
                _ => {
                    bail!("--educator has a comma without an id: write ids with one comma between")
                }
            }
        }
        if typed.is_empty() {
            if let Some(here) = self.current_folder().filter(|_| which.coach.is_none()) {
                return Ok(vec![here]);
            }
            if !self.person.can_ask() {
                if let Some(folder) = self.current_broken() {
                    bail!(fault_in(&folder));
                }
                bail!("whose record is it? Add --educator ID, or --pair FOLDER");
            }
            return self.choose("", which, on, offer);
        }
        let mut picked: Vec<&Pair> = Vec::with_capacity(typed.len());
        for typed in typed {
            let pair = self.pick_one(typed, which, on, offer)?;
            if picked.iter().any(|known| known.0 == pair.0) {
                bail!("{} is named twice", quote(typed));
            }
            picked.push(pair);
        }
        Ok(picked)
    }

    /// The one relationship that `which` names.
    ///
    /// # Errors
    /// As [`Self::pick`], and where it names several educators.
    pub(in crate::command) fn pick_single(
        &self,
        which: &Which,
        on: NaiveDate,
    ) -> anyhow::Result<&Pair> {
        self.pick_one_of(which, on, Offer::default())
    }

    /// The one relationship that `which` names, or that is chosen from those with a record that is waited for,
    /// which is called `what`.
    ///
    /// # Errors
    /// As [`Self::pick_single`], and where it is to be chosen and there is no such record.
    pub(in crate::command) fn pick_waiting(
        &self,
        which: &Which,
        on: NaiveDate,
        what: &str,
        is_waited_for: &IsWaitedFor<'_>,
    ) -> anyhow::Result<&Pair> {
        let waiting = Some((what, is_waited_for));
        self.pick_one_of(which, on, Offer { several: false, waiting })
    }

    fn pick_one_of(&self, which: &Which, on: NaiveDate, offer: Offer) -> anyhow::Result<&Pair> {
        match self.pick(which, on, offer)?[..] {
            [only] => Ok(only),
            _ => bail!("this takes one educator; name one with --educator"),
        }
    }

    /// The own folder of `coach`, named by id or by name.
    ///
    /// # Errors
    /// None is given, or it is no id of a person.
    pub(in crate::command) fn coach_folder(&self, coach: Option<&str>) -> anyhow::Result<String> {
        let Some(coach) = coach else {
            bail!("whose time is it? Add --coach ID, or `coach: ID` among the keys of a record")
        };
        Self::folder_of_coach(&self.id_of(coach, As::Coach)?)
    }

    /// The own folder of the coach with `id`.
    ///
    /// # Errors
    /// It is no id of a person.
    pub(super) fn folder_of_coach(id: &str) -> anyhow::Result<String> {
        let has_digit = id.bytes().any(|b| b.is_ascii_digit());
        match id_fault(id) {
            Some(fault) => bail!("{} is not a coach's id: {fault}", said(id)),
            None if !has_digit => bail!("coaches have ids with a digit, such as c-03"),
            None => Ok(coach_folder(id)),
        }
    }

    /// The relationships in folders that are named for those of `which`, where `typed` means some of them: no other
    /// is called so. None where that is not sure, so that all have to be searched.
    fn likely<'d>(
        &'d self,
        typed: &str,
        which: &Which,
        on: NaiveDate,
    ) -> anyhow::Result<Vec<&'d Pair>> {
        // Names of people are in no folder's name, and have no digit.
        if !typed.bytes().any(|b| b.is_ascii_digit()) {
            return Ok(Vec::new());
        }
        let words: Vec<&str> =
            which.educator.iter().chain(&which.pair).map(String::as_str).collect();
        let words = if words.is_empty() { vec![typed] } else { words };
        let coach = which.coach.as_ref().map(|coach| self.id_of(coach, As::Coach)).transpose()?;
        let is_searched = |pair: &&Pair| coach.as_ref().is_none_or(|id| As::Coach.is(id, &pair.1));
        let likely: Vec<&Pair> = self.named_for(&words).iter().filter(is_searched).collect();
        let finder = Finder::new(likely.iter().copied(), &self.people, None, on);
        Ok(match finder.exact(typed) {
            Found::One(_) | Found::Several(_) => likely,
            Found::None(_) => Vec::new(),
        })
    }

    /// The relationships that are searched: all, or those of one coach.
    pub(super) fn searched<'d>(&'d self, which: &Which) -> anyhow::Result<Vec<&'d Pair>> {
        let Some(coach) = &which.coach else { return Ok(self.relationships().iter().collect()) };
        let id = self.id_of(coach, As::Coach)?;
        let is_coach = |pair: &&Pair| As::Coach.is(&id, &pair.1);
        let of_coach: Vec<_> = self.relationships().iter().filter(is_coach).collect();
        if of_coach.is_empty() {
            let coaches = self.relationships().iter().map(|pair| pair.1.coach.value.as_str());
            let near = nearest(coach, coaches);
            let near = near.map(|near| format!("; did you mean `{near}`?")).unwrap_or_default();
            bail!("{} coaches nobody here{near}\n{NOT_FOUND}", quote(coach));
        }
        Ok(of_coach)
    }

    /// The relationship that `typed` names, or several do; `None` where it names none.
    ///
    /// # Errors
    /// It names several as well as each other, and nobody can be asked.
    pub(in crate::command) fn pair_named(
        &self,
        typed: &str,
        which: &Which,
    ) -> anyhow::Result<Option<&Pair>> {
        let path = self.below_root(typed);
        let searched = match self.likely(path.as_deref().unwrap_or(typed), which, self.today)? {
            likely if likely.is_empty() => self.searched(which)?,
            likely => likely,
        };
        let finder = Finder::new(searched, &self.people, self.me.as_deref(), self.today);
        let is_record = typed.ends_with(".yaml");
        match finder.exact(path.as_deref().unwrap_or(typed)) {
            Found::One(_) | Found::Several(_) if !is_record => {
                self.pick_one(typed, which, self.today, Offer::default()).map(Some)
            }
            Found::One(_) | Found::Several(_) | Found::None(_) => Ok(None),
        }
    }

    fn pick_one(
        &self,
        typed: &str,
        which: &Which,
        on: NaiveDate,
        offer: Offer,
    ) -> anyhow::Result<&Pair> {
        let typed_as_path = self.below_root(typed);
        let typed = typed_as_path.as_deref().unwrap_or(typed);
        let searched = match self.likely(typed, which, on)? {
            likely if likely.is_empty() => self.searched(which)?,
            likely => likely,
        };
        let finder = Finder::new(searched.iter().copied(), &self.people, self.me.as_deref(), on);
        let named = |path: &str| searched.iter().copied().find(|pair| pair.0 == path);
        match finder.exact(typed) {
            Found::One(pair) => {
                let pair = named(pair.path).context("the relationship is gone")?;
                let finder = || Finder::new(searched.iter().copied(), &self.people, None, on);
                if self.me.is_some() && matches!(finder().exact(typed), Found::Several(_)) {
                    let remark = format!(
                        "{} is taken as yours; another coach is named with --coach ID",
                        by_ids(pair)
                    );
                    self.terminal.print_remark(Some(remark));
                }
                Ok(pair)
            }
            Found::Several(_) | Found::None(_) if self.person.can_ask() => {
                let chosen = self.choose(typed, which, on, Offer { several: false, ..offer })?;
                chosen.into_iter().next().context("nobody is chosen")
            }
            Found::Several(pairs) => {
                let lines = pairs.iter().map(|pair| {
                    format!("\n  --pair {}  {}", visible(pair.path), about(pair.relationship))
                });
                bail!(
                    "{} may be any of {}; name one of them, or the coach with --coach ID:{}",
                    quote(typed),
                    count(pairs.len(), "relationship"),
                    lines.collect::<String>()
                )
            }
            Found::None(near) => Err(self.nobody(typed, which, &near)),
        }
    }

    /// What to say where `typed` names no relationship; some `near` it may be meant.
    fn nobody(
        &self,
        typed: &str,
        which: &Which,
        near: &[crate::write::meant::Pair],
    ) -> anyhow::Error {
        let of = match &which.coach {
            Some(coach) => format!(" of {}", quote(coach)),
            None => String::new(),
        };
        let broken = self.broken().filter(|folder| is_meant(folder, typed));
        let broken: Vec<String> = broken.map(|folder| fault_in(&folder)).collect();
        if !broken.is_empty() {
            return anyhow!("no relationship{of} matches {}\n{}", said(typed), broken.join("\n"));
        }
        let mut words: Vec<&str> = Vec::new();
        for pair in near {
            let by_folder = which.pair.is_some();
            let educator = pair.relationship.educator.value.as_str();
            let word = if by_folder { pair.folder_name() } else { educator };
            if !words.contains(&word) {
                words.push(word);
            }
        }
        let near = match words.len() {
            0 => String::new(),
            _ => format!("; did you mean {}?", one_of(words)),
        };
        let opens = "`coach log relationship` opens a new one";
        anyhow!("no relationship{of} matches {}{near}\n{opens}", said(typed))
    }

    /// `typed` as a path from the district's folder, where it leads to something in it.
    pub(super) fn below_root(&self, typed: &str) -> Option<String> {
        let here = std::env::current_dir().ok()?;
        let path = here.join(typed);
        let is_path = typed == "." || is_path(typed);
        (is_path && path.exists()).then(|| paths::inside(&self.root, &path).ok())?
    }

    /// The path from the district's folder of what `file` names from here, or from there.
    pub(super) fn path_of(&self, file: &str) -> String {
        self.below_root(file).unwrap_or_else(|| {
            slashed_path(std::path::Path::new(file)).trim_start_matches("./").to_owned()
        })
    }

    /// Folders of pairs whose relationship cannot be read.
    pub(in crate::command) fn broken(&self) -> impl Iterator<Item = String> {
        let is_read = |path: &String| self.relationships().iter().any(|pair| pair.0 == *path);
        overview(&self.folder).pairs.into_iter().filter(move |path| !is_read(path))
    }

    /// The folder where we are, if its relationship cannot be read.
    fn current_broken(&self) -> Option<String> {
        let here = self.below_root(".")?;
        self.broken().find(|path| *path == here)
    }

    /// The relationship in whose folder we are.
    fn current_folder(&self) -> Option<&Pair> {
        self.relationship_in(&self.below_root(".")?)
    }

    fn choose(
        &self,
        typed: &str,
        which: &Which,
        on: NaiveDate,
        offer: Offer,
    ) -> anyhow::Result<Vec<&Pair>> {
        let mut searched = self.searched(which)?;
        if searched.is_empty() {
            let broken: Vec<String> = self.broken().map(|folder| fault_in(&folder)).collect();
            if !broken.is_empty() {
                bail!("no relationship can be read\n{}", broken.join("\n"));
            }
            if overview(&self.folder).unread_folders > 0 {
                bail!("no relationship can be read; `coach check` shows why");
            }
            bail!("there is no relationship yet; `coach log relationship` opens one");
        }
        if let Some((what, is_waited_for)) = offer.waiting {
            searched = self.having(searched, is_waited_for);
            if searched.is_empty() {
                bail!("there is no {what} in any pair");
            }
        }
        let me = self.me.as_deref().filter(|_| which.coach.is_none());
        let finder = Finder::new(searched, &self.people, me, on);
        let line = |path: &str| {
            let pair = self.relationships().iter().find(|pair| pair.0 == path)?;
            Some(Choice::new(self.line(pair), path.to_owned()))
        };
        let choices = finder.ranked("").iter().filter_map(|pair| line(pair.path)).collect();
        let rank = |typed: &str| {
            finder.ranked(typed).iter().map(|pair| pair.path.to_owned()).collect::<Vec<_>>()
        };
        let question = match me {
            None => "Whose record is it?".to_owned(),
            Some(me) => format!("Whose record is it? Those of {me} come first"),
        };
        let paths = if offer.several {
            self.questions.some(&question, choices, typed, rank)?
        } else {
            vec![self.questions.found(&question, choices, typed, rank)?]
        };
        let named = |path: &String| self.relationships().iter().find(|pair| pair.0 == *path);
        let chosen: Option<Vec<&Pair>> = paths.iter().map(named).collect();
        chosen.context("the relationship is gone")
    }

    /// Those of `pairs` with a record that `is_waited_for`, and those whose records cannot all be read.
    fn having<'d>(&self, pairs: Vec<&'d Pair>, is_waited_for: &IsWaitedFor) -> Vec<&'d Pair> {
        let (folder, lineages) = (&self.folder, lineages(self.relationships()));
        let has_it = |pair: &&Pair| {
            let loaded = load_with_earlier(folder, &pair.0, lineages.get(&pair.0));
            loaded.records.iter().any(is_waited_for) || unread(&loaded, |_| true).is_some()
        };
        pairs.into_par_iter().filter(has_it).collect()
    }

    /// One line that tells a relationship from others, with the name where it is known.
    pub(in crate::command) fn line(&self, pair: &Pair) -> String {
        let educator = &pair.1.educator.value;
        match self.people.name_of(educator) {
            Some(name) => format!("{educator}  {name}  {}", about(&pair.1)),
            None => by_ids(pair),
        }
    }
}

/// Whether `typed` may mean the folder `folder`: its path, its name, or the educator's id in it. Only
/// to say what is wrong there; nothing is taken from a name.
pub(super) fn is_meant(folder: &str, typed: &str) -> bool {
    let name = folder.rsplit_once('/').map_or(folder, |(_, name)| name);
    let typed = typed.trim().trim_end_matches('/').to_lowercase();
    [folder, name].contains(&typed.as_str())
        || name.strip_suffix(&typed).is_some_and(|rest| rest.ends_with('-'))
        || name.contains(&format!("-{typed}-"))
}

/// What to say of a pair's folder whose relationship cannot be read.
pub(super) fn fault_in(folder: &str) -> String {
    let folder = visible(folder);
    format!("{folder}/{RELATIONSHIP} is missing or has a fault; `coach check {folder}` shows it")
}

/// A relationship by ids alone.
pub(super) fn by_ids(pair: &Pair) -> String {
    format!("{} {}", pair.1.educator.value, about(&pair.1))
}

/// Who coaches, where and when.
pub(super) fn about(relationship: &crate::domain::record::Relationship) -> String {
    let (coach, school) = (&relationship.coach.value, &relationship.school.value);
    let started = relationship.started.value;
    match &relationship.ended {
        Some(ended) => format!("with {coach} at {school}, {started} to {}", ended.value),
        None => format!("with {coach} at {school}, since {started}"),
    }
}

/// `typed` as a message quotes it: more words than a name has may be prose under the wrong key.
pub(super) fn said(typed: &str) -> String {
    if typed.split_whitespace().count() > 3 {
        return "the text given for the person".to_owned();
    }
    quote(typed)
}
