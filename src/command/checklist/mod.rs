//! `coach checklist`: a fidelity checklist, item by item, from options or from a file; or the blank form.

mod asking;
mod blank;
mod kept;
mod page;
mod screen;
mod stop;

use std::path::Path;
use std::sync::Arc;

use anyhow::{Context, bail};
use chrono::NaiveDate;
use clap::{Args, ValueEnum};

use super::exit::Exit;
use super::prompt::Stopped;
use super::recording::{Desk, Made, Making, Pair, Which, past_day};
use super::terminal::Terminal;
use super::whom::id_of;
use crate::domain::profile::Profile;
use crate::domain::record::{Checklist, Kind, OfKind, Rating, Role, counted_rater};
use crate::store::{LoadedRecord, RELATIONSHIP};
use crate::syntax::yaml::Written;
use crate::text::nearest;
use crate::text::wording::{all_of, quote, visible};
use crate::write::draft::{Draft, group, text};
use asking::Sheet;
use kept::Kept;
use stop::{says_something, stopped, went_on};

/// Fill in a fidelity checklist, item by item on a terminal, or print the blank form
#[derive(Debug, Args)]
#[command(
    after_help = "On a terminal, you answer each item with one key. You can stop and go on later.\n\
    \n\
    Examples:\n\
    \x20 coach checklist --blank html > form.html\n\
    \x20 coach checklist -C examples/riverbend --educator t-104 --date 2026-05-20 \\\n\
    \x20   --rater observer --rater-id o-2 --rate rationale=partial,listens=in-place \\\n\
    \x20   --comment 'rationale=gave the what, not the why' --dry-run"
)]
pub(super) struct Arguments {
    #[command(flatten)]
    which: Which,
    /// The instrument, where the pair uses more than its profile; with --blank, any that is known
    #[arg(long, value_name = "ID")]
    profile: Option<String>,
    /// Who rates: the coach (self), the educator, or an observer from outside the pair
    #[arg(long, value_name = "ROLE", value_enum)]
    rater: Option<RaterRole>,
    /// The rater's id, or a name from people.yaml; an observer needs one
    #[arg(long, value_name = "ID")]
    rater_id: Option<String>,
    /// The day of the rating, or a word such as yesterday [default: today]
    #[arg(long, value_name = "DATE", value_parser = past_day, allow_hyphen_values = true)]
    date: Option<NaiveDate>,
    /// The rating of an item (repeatable): a step of the instrument's scale, such as in-place, partial or not-in-place; not-applicable or not-observed
    #[arg(long, value_name = "ITEM=RATING", value_delimiter = ',', value_parser = pair_of_words)]
    rate: Vec<(String, String)>,
    /// A comment on an item, confidential (repeatable)
    #[arg(long, value_name = "ITEM=TEXT", value_parser = pair_of_words)]
    comment: Vec<(String, String)>,
    /// Your own judgment of the level of a function, a tier or the `whole`, by the rubric in `coach profile show` (repeatable)
    #[arg(long, value_name = "FUNCTION=LEVEL", value_delimiter = ',', value_parser = pair_of_words)]
    level: Vec<(String, String)>,
    /// Your checklist that this one corrects: its file name, a part of it, or `last`; what you do not give stays the same
    #[arg(long, value_name = "FILE")]
    replaces: Option<String>,
    /// Print the blank form instead: for the relationship you name, or for the district's profile
    #[arg(long, value_name = "FORMAT", value_enum,
          conflicts_with_all = ["rate", "comment", "level", "replaces", "from", "edit", "ask"])]
    blank: Option<Blank>,
    #[command(flatten)]
    making: Making,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum RaterRole {
    /// The coach
    #[value(name = "self")]
    Itself,
    /// The coached educator
    Educator,
    /// Someone outside the pair
    Observer,
    /// One of a team that scores together, or all of it
    Consensus,
}

impl RaterRole {
    fn role(self) -> Role {
        match self {
            RaterRole::Itself => Role::Itself,
            RaterRole::Educator => Role::Educator,
            RaterRole::Observer => Role::Observer,
            RaterRole::Consensus => Role::Consensus,
        }
    }
}

/// How the blank form is printed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum Blank {
    /// A page to print from a browser
    Html,
    /// Markdown
    Markdown,
}

fn pair_of_words(text: &str) -> Result<(String, String), String> {
    match text.split_once('=') {
        Some((key, value)) if !key.trim().is_empty() && !value.trim().is_empty() => {
            Ok((key.trim().to_owned(), value.trim().to_owned()))
        }
        _ => Err("write an id, `=` and a value, such as rationale=partial".to_owned()),
    }
}

pub(super) fn run(
    arguments: &Arguments,
    folder: Option<&Path>,
    terminal: &Terminal,
) -> anyhow::Result<Exit> {
    if let Some(form) = arguments.blank {
        return blank::print(arguments, form, folder, terminal);
    }
    let from = arguments.making.from.as_deref();
    Desk::with(folder, terminal, (Some(&arguments.making.writing), from), |desk| {
        let Some(file) = from else { return arguments.fill_in(desk) };
        if !arguments.draft(None, None).is_empty() {
            bail!("--from gives the whole checklist; leave out the options for its fields");
        }
        let kind = Some(Kind::Checklist);
        desk.take_from(file, kind, &arguments.which, &arguments.making.writing)
    })
}

impl Arguments {
    /// As what the rater rates, as it is written.
    fn role(&self) -> Option<Written> {
        self.rater.map(|rater| text(rater.role().name()))
    }

    /// What the options say; what is typed as a rating is read in the words of `profile`, where it is known.
    fn draft(&self, profile: Option<&Profile>, own: Option<&Profile>) -> Draft {
        let words = |pairs: &[(String, String)]| {
            Written::Map(pairs.iter().map(|(key, value)| (key.clone(), text(value))).collect())
        };
        let mut draft = Draft::new(Kind::Checklist);
        draft.set_text("date", self.date);
        let named = profile.map(|profile| profile.id.as_str()).or(self.profile.as_deref());
        draft.set_text("profile", named.filter(|id| own.is_none_or(|own| own.id != *id)));
        draft
            .set("rater", group([("role", self.role()), ("id", self.rater_id.as_ref().map(text))]));
        let rated = |(item, said): &(String, String)| {
            let word = profile.and_then(|profile| Rating::typed(profile, said)).unwrap_or(said);
            (item.clone(), text(word))
        };
        draft.set("ratings", Written::Map(self.rate.iter().map(rated).collect()));
        draft.set("levels", words(&self.level));
        draft.set("comments", words(&self.comment));
        draft.set_text("replaces", self.replaces.as_ref());
        draft
    }

    /// The instrument that the options name, or the one of the checklist `old` that is corrected; else the
    /// pair's profile.
    fn instrument(
        &self,
        desk: &Desk,
        pair: &Pair,
        old: Option<&LoadedRecord>,
    ) -> anyhow::Result<Arc<Profile>> {
        let own = &pair.1.profile;
        let Some(id) = &self.profile else {
            let old = old.and_then(|old| Checklist::of(&old.record));
            return Ok(Arc::clone(old.map_or(own, |old| old.profile(&pair.1))));
        };
        let mut all = std::iter::once(own).chain(pair.1.instruments.iter().map(|it| &it.value));
        if let Some(instrument) = all.find(|known| known.id == *id) {
            return Ok(Arc::clone(instrument));
        }
        let used = std::iter::once(own).chain(pair.1.instruments.iter().map(|it| &it.value));
        let used = all_of(used.map(|known| known.id.as_str()));
        let path = visible(&format!("{}/{RELATIONSHIP}", pair.0));
        let add = match desk.folder.profiles.get(id) {
            Some(_) => {
                let all = pair.1.instruments_with(id);
                format!("; to use it too: coach edit {path} --set instruments={all}")
            }
            None => {
                let ids = desk.folder.profiles.ids();
                nearest(id, ids)
                    .map_or_else(String::new, |near| format!("; did you mean `{near}`?"))
            }
        };
        bail!("this pair does not use {}; it uses {used}{add}", quote(id))
    }

    fn fill_in(&self, desk: &Desk) -> anyhow::Result<Exit> {
        let on = self.date.unwrap_or(desk.today);
        let pair = desk.pick_single(&self.which, on)?;
        let records = desk.load_and_say(pair)?.records;
        let named = |file: &String| checklist_named(desk, &records, file);
        let old = self.replaces.as_ref().map(named).transpose()?;
        let own = &pair.1.profile;
        let instrument = self.instrument(desk, pair, old)?;
        let mut draft = self.draft(Some(&instrument), Some(own));
        draft.set_text("replaces", old.map(|old| &old.file.name));
        if let Some(id) = &self.rater_id {
            let id = id_of(id, &desk.people, |_| false)?;
            draft.set("rater", group([("role", self.role()), ("id", Some(text(id)))]));
        }
        if let Some(rater) = old.filter(|_| !draft.has("rater")).and_then(rater_of) {
            draft.set("rater", rater);
        }
        let is_whole = rater_part(&draft, "role").is_some() && draft.has("ratings");
        let making = &self.making;
        let asks = making.ask || desk.person.can_ask() && !making.edit && !is_whole;
        if !asks {
            if let Some(old) = old {
                take_over(&mut draft, old);
            }
            if let Some(flag) = missing(&draft).filter(|_| !making.edit) {
                bail!("{flag}");
            }
            draft.set_text("date", Some(on));
            return desk.bring(making, Made { pairs: vec![pair], ..Made::of(draft) }, None);
        }
        if !desk.person.can_ask() {
            bail!("--ask needs a terminal; a script gives every field by an option");
        }
        self.ask(&Sheet { desk, pair, records: &records }, old, draft)
    }

    /// Asks for what `draft` does not say, item by item, and files it; `old` is what it corrects.
    fn ask(
        &self,
        form: &Sheet,
        old: Option<&LoadedRecord>,
        mut draft: Draft,
    ) -> anyhow::Result<Exit> {
        let Sheet { desk, pair, .. } = *form;
        let making = &self.making;
        let given = draft.text();
        if self.profile.is_none() && old.is_none() {
            let asked = form.which(&mut draft);
            went_on(desk, asked, &draft, &given)?;
        }
        let asked = form.rater(&mut draft);
        went_on(desk, asked, &draft, &given)?;
        let kept = Kept::of(desk, pair, &draft);
        let asked = form.go_on(&mut draft, &kept);
        went_on(desk, asked, &draft, &given)?;
        if let Some(old) = old {
            take_over(&mut draft, old);
        }
        let asked = form.day(&mut draft).and_then(|()| form.correct(&mut draft));
        let mut filling = form.filling(&draft);
        if let (Err(error), true) = (&asked, says_something(&draft))
            && let Some(stop) = error.downcast_ref::<Stopped>()
        {
            return stopped(desk, &kept, &draft, filling.answered(), stop);
        }
        went_on(desk, asked, &draft, &given)?;
        let last = form.last_ratings(&draft);
        let ended = screen::fill(&mut filling, &last, &desk.line(pair), |filling| {
            filling.fill(&mut draft);
            // Where no draft can be kept, the checklist can still be filled in to its end.
            drop(kept.keep(&draft, None));
        });
        filling.fill(&mut draft);
        if let Err(stop) = ended {
            return stopped(desk, &kept, &draft, filling.answered(), &stop);
        }
        let made = Made { pairs: vec![pair], ..Made::of(draft.clone()) };
        let exit = desk.bring(making, made, Some((&draft, &|_| Ok(()))))?;
        // A record that is written and could not be committed is written all the same.
        if exit != Exit::Found && !making.writing.dry_run {
            kept.remove();
        }
        Ok(exit)
    }
}

/// What is missing of a checklist that nobody is asked about, with the option that gives it.
fn missing(draft: &Draft) -> Option<&'static str> {
    match rater_part(draft, "role") {
        None => Some("a checklist needs `rater`: add --rater self, educator or observer"),
        Some(role) if role == Role::Observer.name() && rater_part(draft, "id").is_none() => {
            Some("an observer needs an id: add --rater-id ID, such as o-2")
        }
        Some(_) if !draft.has("ratings") => {
            Some("a checklist needs `ratings`: add --rate ITEM=RATING")
        }
        Some(_) => None,
    }
}

fn rater_value(role: Role, id: Option<&str>) -> Written {
    group([("role", Some(text(role.name()))), ("id", id.map(text))])
}

/// What `draft` says of its rater: the `role` or the `id`.
fn rater_part<'d>(draft: &'d Draft, key: &str) -> Option<&'d str> {
    let Some(Written::Map(entries)) = draft.get("rater") else { return None };
    match entries.iter().find(|(known, _)| known == key)? {
        (_, Written::Text(text)) => Some(text),
        _ => None,
    }
}

/// Who rates in `draft`, as it counts: the pair may leave their ids out.
fn rater_in<'d>(draft: &'d Draft, pair: &'d Pair) -> Option<(Role, Option<&'d str>)> {
    let named = rater_part(draft, "role")?;
    let role = Role::ALL.into_iter().find(|known| known.name() == named)?;
    let rates = instrument_in(draft, pair).rates;
    Some(counted_rater(&pair.1, rates, role, rater_part(draft, "id")))
}

/// The instrument by which `draft` rates: the one of the pair that it names, else the pair's profile.
fn instrument_in<'p>(draft: &Draft, pair: &'p Pair) -> &'p Arc<Profile> {
    let named = draft.text_of("profile");
    let mut beside = pair.1.instruments.iter().map(|known| &known.value);
    beside.find(|known| Some(known.id.as_str()) == named).unwrap_or(&pair.1.profile)
}

/// The rater of a checklist that is there, as it is written.
fn rater_of(loaded: &LoadedRecord) -> Option<Written> {
    Draft::of_text(Kind::Checklist, &loaded.file.source.text)?.get("rater").cloned()
}

/// The checklist of a pair that `file` names.
fn checklist_named<'r>(
    desk: &Desk,
    records: &'r [LoadedRecord],
    file: &str,
) -> anyhow::Result<&'r LoadedRecord> {
    let is_checklist = |loaded: &&LoadedRecord| loaded.record.kind() == Kind::Checklist;
    let all: Vec<&LoadedRecord> = records.iter().filter(is_checklist).collect();
    let paths: Vec<String> = all.iter().map(|loaded| loaded.file.path().to_string()).collect();
    let named = desk.record_among(file, &paths)?.ok();
    let is_named = |loaded: &&LoadedRecord| {
        named.as_ref().is_some_and(|named| named.name() == loaded.file.name)
    };
    all.iter().copied().find(is_named).with_context(|| {
        let names: Vec<&str> = all.iter().map(|loaded| loaded.file.name.as_str()).collect();
        let has = match &names[..] {
            [] => "none".to_owned(),
            names => all_of(names.iter().copied()),
        };
        format!("this pair has no checklist {}; it has {}", quote(file), visible(&has))
    })
}

/// Fills what `draft` does not say with what the checklist `old` says, which it corrects.
fn take_over(draft: &mut Draft, old: &LoadedRecord) {
    draft.set_text("replaces", Some(&old.file.name));
    draft.take_over(&old.file.source);
}
