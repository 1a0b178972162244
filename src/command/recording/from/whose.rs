//! Whose a record is that was handed over: as it says itself, else as the options do. The relationships
//! of the district are searched, and those that the same text opens. Nobody is asked.

use std::cell::{OnceCell, RefCell};
use std::collections::{HashMap, HashSet};

use anyhow::bail;
use chrono::NaiveDate;

use super::super::pick::{about, fault_in, is_meant, said};
use super::super::{Desk, Pair, Which};
use crate::command::whom::As;
use crate::diagnostic::{Finding, Problems};
use crate::domain::record::Relationship;
use crate::store::rules::NO_RELATIONSHIP;
use crate::syntax::tree::read::id_fault;
use crate::syntax::tree::rules;
use crate::text::nearest;
use crate::text::source::{At, Span};
use crate::text::spelling::folded;
use crate::text::wording::{count, one_of, quote, visible};
use crate::write::draft::Address;
use crate::write::meant::{self, Finder, Found};

/// What relationships are searched for a record.
pub(super) struct Lookup<'d, 't> {
    desk: &'d Desk<'t>,
    which: Which,
    /// Whether the records come of the rows of a source, so that its map says whose they are, and no option.
    is_import: bool,
    /// Those that the same text opens.
    opened: Vec<Pair>,
    /// Those that are there and of which the same text says other days, by their folders.
    renewed: HashMap<String, Pair>,
    /// All relationships by their educators: of the district, and then those that are opened, by number.
    by_educator: HashMap<String, Vec<usize>>,
    coaches: HashSet<String>,
    /// The ids of coaches by what they are called.
    ids: RefCell<HashMap<String, String>>,
    /// Educators of relationships in the same text that cannot be read.
    unread: Vec<String>,
    /// Folders whose relationship cannot be read.
    broken: OnceCell<Vec<String>>,
}

/// How a relationship is found by a word: by whole names in a document, and by parts of them in an option.
type Search = for<'f, 'a> fn(&'f Finder<'a>, &str) -> Found<meant::Pair<'a>>;

/// Why no relationship is found.
enum Missing {
    /// It is in the same text, and what is wrong with it is said there.
    Elsewhere,
    Why {
        message: String,
        label: String,
        help: Vec<String>,
    },
}

impl Missing {
    /// What messages call `shown` is not at `school`, but `pair`.
    fn elsewhere(shown: &str, school: &str, pair: &Pair) -> Self {
        let own = &pair.1.school.value;
        // What is no id may be prose under the wrong key.
        let school = id_fault(school).map_or_else(|| quote(school), |_| "that school".to_owned());
        Self::Why {
            message: format!("no relationship of {shown} is at {school}"),
            label: format!("{} is at {}", visible(&pair.0), quote(own)),
            help: Vec::new(),
        }
    }
}

impl<'d, 't> Lookup<'d, 't> {
    /// A search in the district of `desk`; `which` is what the options say; of an import they say nothing.
    pub(super) fn new(desk: &'d Desk<'t>, which: &Which, is_import: bool) -> Self {
        let mut lookup = Self {
            desk,
            which: which.clone(),
            is_import,
            opened: Vec::new(),
            renewed: HashMap::new(),
            by_educator: HashMap::new(),
            coaches: HashSet::new(),
            ids: RefCell::default(),
            unread: Vec::new(),
            broken: OnceCell::new(),
        };
        for (at, pair) in desk.relationships().iter().enumerate() {
            lookup.note(at, &pair.1);
        }
        lookup
    }

    fn note(&mut self, at: usize, relationship: &Relationship) {
        self.by_educator.entry(relationship.educator.value.clone()).or_default().push(at);
        if !self.coaches.contains(&relationship.coach.value) {
            self.coaches.insert(relationship.coach.value.clone());
        }
    }

    fn pair(&self, at: usize) -> Option<&Pair> {
        let own = self.desk.relationships().len();
        let there = self.desk.relationships().get(at).map(|pair| self.now(pair));
        there.or_else(|| self.opened.get(at.checked_sub(own)?))
    }

    /// `pair` of the district as the same text has it.
    fn now<'p>(&'p self, pair: &'p Pair) -> &'p Pair {
        self.renewed.get(&pair.0).unwrap_or(pair)
    }

    /// The id of the coach whom a document calls `coach`: `coach` itself, unless it is the whole name of one person.
    fn id_of(&self, coach: &str) -> String {
        let mut ids = self.ids.borrow_mut();
        let find = || self.desk.id_said(coach, As::Coach).unwrap_or_else(|_| coach.to_owned());
        ids.entry(coach.to_owned()).or_insert_with(find).clone()
    }

    /// The id of the coach whom the user called `coach` in an option.
    fn coach_typed(&self, coach: &str) -> String {
        self.desk.id_of(coach, As::Coach).unwrap_or_else(|_| coach.to_owned())
    }

    /// The id of the school that is called `school`.
    fn school<'s>(&'s self, school: &'s str) -> &'s str {
        let mut schools = self.desk.folder.district.schools.iter();
        let found = schools.find(|(id, name)| *id == school || folded(name) == folded(school));
        found.map_or(school, |(id, _)| id)
    }

    /// Adds a relationship that the same text opens.
    pub(super) fn open(&mut self, path: String, relationship: Relationship) {
        self.note(self.desk.relationships().len() + self.opened.len(), &relationship);
        self.opened.push((path, relationship));
    }

    /// Takes the days of the relationship in the folder `path` from `relationship`, which the same text says of it; an end
    /// that only the district has stays.
    pub(super) fn renew(&mut self, path: &str, relationship: &Relationship) {
        let there = self.desk.relationships().iter().find(|pair| pair.0 == path);
        if let Some((path, there)) = there {
            let mut renewed = there.clone();
            renewed.started = relationship.started;
            renewed.ended = relationship.ended.or(renewed.ended);
            self.renewed.insert(path.clone(), (path.clone(), renewed));
        }
    }

    /// Whether the same text opens a relationship in the folder `path`.
    pub(super) fn is_opened(&self, path: &str) -> bool {
        self.opened.iter().any(|pair| pair.0 == path)
    }

    /// Notes that the same text has a relationship of `educator` that cannot be read.
    pub(super) fn note_unread(&mut self, educator: Option<&str>) {
        self.unread.extend(educator.map(str::to_owned));
    }

    /// The relationships of a record that begins at `begin`, as of `on`. Where one is not found, that is a
    /// problem, and there are none.
    ///
    /// # Errors
    /// The options name what is not there.
    pub(super) fn pairs(
        &self,
        address: &Address,
        begin: Span,
        on: NaiveDate,
        problems: &mut Problems,
    ) -> anyhow::Result<Option<Vec<&Pair>>> {
        if let (Some(_), Some(pair)) = (address.educators.first(), &address.pair) {
            let message = "say whose record it is by `educator` or `pair`, not both";
            problems.push(Finding::new(&rules::OUT_OF_RANGE, pair.span, message));
            return Ok(None);
        }
        let said = address.coach.as_ref().map(|coach| self.id_of(&coach.value));
        let typed = || Some(self.coach_typed(self.which.coach.as_deref()?));
        let coach = said.or_else(typed);
        let coach = coach.as_deref();
        let school = address.school.as_ref().map(|school| self.school(&school.value));
        let own: Vec<&At<String>> = address.educators.iter().chain(&address.pair).collect();
        if !address.names_someone() {
            return self.of_options(coach, begin, on, problems);
        }
        let mut picked: Vec<&Pair> = Vec::with_capacity(own.len());
        let before = problems.count();
        for At { value, span } in own {
            match self.find(
                |of, typed| of.whole(typed),
                (value, &shown(value, "this person")),
                (coach, school),
                on,
            ) {
                Ok(pair) if picked.iter().any(|known| known.0 == pair.0) => {
                    if may_be_name(value) {
                        problems.hide(*span);
                    }
                    let message = format!("{} is named twice", shown(value, "one person"));
                    problems.push(Finding::new(&rules::OUT_OF_RANGE, *span, message));
                }
                Ok(pair) => picked.push(pair),
                Err(Missing::Elsewhere) => return Ok(None),
                Err(Missing::Why { message, label, help }) => {
                    if may_be_name(value) {
                        problems.hide(*span);
                    }
                    let finding = Finding::new(&NO_RELATIONSHIP, *span, message).label(label);
                    problems.push(help.into_iter().fold(finding, Finding::help));
                }
            }
        }
        Ok((problems.count() == before).then_some(picked))
    }

    /// The own folder of the coach whose time a record that begins at `begin` is. Where nobody is named, that is a
    /// problem, and there is none.
    ///
    /// # Errors
    /// The options name nobody who can be a coach.
    pub(super) fn coach_folder(
        &self,
        address: &Address,
        begin: Span,
        problems: &mut Problems,
    ) -> anyhow::Result<Option<String>> {
        if let Some(At { value, span }) = &address.coach {
            let folder = Desk::folder_of_coach(&self.id_of(value));
            return Ok(folder
                .map_err(|error| {
                    problems.hide(*span);
                    problems.push(Finding::new(&rules::BAD_ID, *span, error.to_string()));
                })
                .ok());
        }
        if self.which.coach.is_some() {
            return self.desk.coach_folder(self.which.coach.as_deref()).map(Some);
        }
        let finding =
            Finding::new(&rules::MISSING_KEY, begin, "this does not say whose time it is");
        problems.push(if self.is_import {
            finding.label("say in the map which column has the coach: `coach = \"HEADER\"`")
        } else {
            finding
                .label("write `coach: ID` among its keys")
                .help("if all of it is one coach's time, add --coach ID")
        });
        Ok(None)
    }

    /// The relationships that the options name, for a record that says nothing of it.
    fn of_options(
        &self,
        coach: Option<&str>,
        begin: Span,
        on: NaiveDate,
        problems: &mut Problems,
    ) -> anyhow::Result<Option<Vec<&Pair>>> {
        let mut picked = Vec::new();
        for typed in self.which.educator.iter().chain(&self.which.pair) {
            match self.find(|of, typed| of.exact(typed), (typed, &said(typed)), (coach, None), on) {
                Ok(pair) => picked.push(pair),
                Err(Missing::Elsewhere) => return Ok(None),
                Err(Missing::Why { message, label, help }) => {
                    bail!("{message}; {label}\n{}", help.join("\n"))
                }
            }
        }
        if picked.is_empty() {
            let finding =
                Finding::new(&rules::MISSING_KEY, begin, "this does not say whose record it is");
            problems.push(if self.is_import {
                finding.label(
                    "say in the map which column has the educator: `educator = \"HEADER\"`; or, if all \
                     are of one pair, `pair = { is = \"FOLDER\" }`",
                )
            } else {
                finding
                    .label("write `educator: ID` or `pair: FOLDER` among its keys")
                    .help("if all records are of one pair, add --educator ID or --pair FOLDER")
            });
            return Ok(None);
        }
        Ok(Some(picked))
    }

    /// The one relationship that `typed`, which messages call `shown`, names by `search`; of `coach` and at `school` if
    /// that is said.
    fn find(
        &self,
        search: Search,
        (typed, shown): (&str, &str),
        (coach, school): (Option<&str>, Option<&str>),
        on: NaiveDate,
    ) -> Result<&Pair, Missing> {
        let all = || {
            let there = self.desk.relationships().iter().map(|pair| self.now(pair));
            there.chain(&self.opened)
        };
        let is_searched = |pair: &&Pair| coach.is_none_or(|coach| pair.1.coach.value == coach);
        if let Some(coach) = coach.filter(|&coach| !self.coaches.contains(coach)) {
            return Err(self.nobody(coach, all().map(|pair| pair.1.coach.value.as_str())));
        }
        // Most records name an educator by id, and few relationships are theirs.
        let theirs = self.by_educator.get(typed).into_iter().flatten();
        let theirs = theirs.filter_map(|&at| self.pair(at));
        let theirs: Vec<&Pair> = theirs.filter(is_searched).collect();
        let is_there = |pair: &&Pair| school.is_none_or(|school| pair.1.school.value == school);
        if let (Some(first), Some(school), false) =
            (theirs.first(), school, theirs.iter().any(is_there))
        {
            return Err(Missing::elsewhere(shown, school, first));
        }
        let theirs: Vec<&Pair> = theirs.into_iter().filter(is_there).collect();
        let searched: Vec<&Pair> =
            if theirs.is_empty() { all().filter(is_searched).collect() } else { theirs };
        let path = self.desk.below_root(typed);
        let typed = path.as_deref().unwrap_or(typed);
        // What a document says does not depend on who hands it over.
        let finder = Finder::new(searched.iter().copied(), &self.desk.people, None, on);
        match search(&finder, typed) {
            Found::One(pair) => {
                let found = searched.iter().copied().find(|known| known.0 == pair.path);
                let found = found.ok_or(Missing::Elsewhere)?;
                match school.filter(|_| !is_there(&found)) {
                    Some(school) => Err(Missing::elsewhere(shown, school, found)),
                    None => Ok(found),
                }
            }
            Found::Several(pairs) => Err(Missing::Why {
                message: format!("{shown} may be any of {}", count(pairs.len(), "relationship")),
                label: "name the folder by `pair`, or the coach by `coach`".to_owned(),
                help: pairs
                    .iter()
                    .map(|pair| {
                        format!("pair: {}  {}", visible(pair.path), about(pair.relationship))
                    })
                    .collect(),
            }),
            Found::None(_) if self.unread.iter().any(|educator| educator == typed) => {
                Err(Missing::Elsewhere)
            }
            Found::None(near) => {
                let near = near.iter().map(|pair| pair.relationship.educator.value.as_str());
                Err(self.unknown((typed, shown), coach, near))
            }
        }
    }

    fn nobody<'p>(&self, coach: &str, coaches: impl Iterator<Item = &'p str>) -> Missing {
        if !self.unread.is_empty() {
            return Missing::Elsewhere;
        }
        let near = nearest(coach, coaches);
        Missing::Why {
            message: format!("{} coaches nobody here", shown(coach, "this coach")),
            label: near.map_or_else(
                || "no relationship is theirs".to_owned(),
                |near| format!("did you mean `{near}`?"),
            ),
            help: vec![OPENS.to_owned()],
        }
    }

    fn unknown<'p>(
        &self,
        (typed, shown): (&str, &str),
        coach: Option<&str>,
        near: impl Iterator<Item = &'p str>,
    ) -> Missing {
        let of = coach.map(|coach| format!(" of {}", quote(coach))).unwrap_or_default();
        let mut words: Vec<&str> = Vec::new();
        for word in near {
            if !words.contains(&word) {
                words.push(word);
            }
        }
        let label = match words.len() {
            0 => "nobody is known by this".to_owned(),
            _ => format!("did you mean {}?", one_of(words)),
        };
        let broken = self.broken.get_or_init(|| self.desk.broken().collect());
        let meant = broken.iter().filter(|folder| is_meant(folder, typed));
        let mut help: Vec<String> = meant.map(|folder| fault_in(folder)).collect();
        if help.is_empty() {
            help.push(OPENS.to_owned());
        }
        Missing::Why { message: format!("no relationship{of} matches {shown}"), label, help }
    }
}

/// Whether `value` may name someone, or be prose under the wrong key.
fn may_be_name(value: &str) -> bool {
    !value.contains(|c: char| c.is_ascii_digit()) || value.contains(' ')
}

/// How a message calls the one whom a record calls `value`: an id as it is, and a name by `who`.
fn shown(value: &str, who: &str) -> String {
    if may_be_name(value) { who.to_owned() } else { said(value) }
}

/// How a relationship comes to be.
const OPENS: &str = "`coach log relationship` opens a relationship, or write it into the same file";
