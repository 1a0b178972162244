//! From the text of `coach.toml` to a [`District`], gathering every fault.

use std::collections::BTreeMap;

use super::ExpiresAfter;
use super::window::taken;
use super::{DaysOf, District, Thresholds, Usual, audience, bounds, holidays, keys, year};
use crate::diagnostic::{Diagnostic, Finding, Levels, Masking, Place, Problems, Rule};
use crate::domain::calendar::{MonthDay, NamedPeriod, SchoolDays};
use crate::domain::district::LEVELS;
use crate::domain::key::{Bounds, Form};
use crate::domain::record::COACHES;
use crate::syntax::toml;
use crate::syntax::tree::{Entry, Fields, Node, Value, read as read_value, rules};
use crate::text::source::Source;
use crate::text::wording::quote;

/// Reads `source`, knowing `known_rules` by id.
///
/// # Errors
/// Every fault of the file, in the order of their places.
pub fn read(source: &Source, known_rules: &[&'static Rule]) -> Result<District, Vec<Diagnostic>> {
    let mut problems = Problems::default();
    let root = toml::parse(source, &mut problems);
    let broken = !problems.is_empty();
    let district = read_root(&root, source, known_rules, &mut problems);
    if broken {
        toml::keep_what_is_sure(source, &mut problems, &[]);
    }
    match district {
        Some(district) if problems.is_empty() => Ok(district),
        _ => Err(problems.finish_open(source)),
    }
}

fn read_root(
    root: &Node,
    source: &Source,
    known_rules: &[&'static Rule],
    problems: &mut Problems,
) -> Option<District> {
    let mut fields = keys::SETTINGS.open(root, problems)?;
    for key in keys::SETTINGS.keys {
        if let Form::Group(group) = key.form {
            fields.belong_under(key.name, group.keys.iter().map(|key| key.name));
        }
    }
    fields.required("version", problems, version);
    let name = fields.required("district", problems, text);
    let profile = fields.required_at("profile", problems, read_value::id);
    let year_starts = fields.required("year_starts", problems, year::month_day);
    let year_ends = fields
        .optional("year_ends", problems, |node, problems| year::ends(node, year_starts, problems));
    let window = fields.optional("window", problems, window).unwrap_or(Usual::SchoolYear);
    let as_of = fields.optional("as_of", problems, read_value::date);
    let holidays = fields.optional("holidays", problems, holidays::read).unwrap_or_default();
    let own_profiles = fields
        .optional("profiles", problems, |node, problems| own_profiles(node, source, problems));
    let schools = fields
        .optional("schools", problems, |node, problems| schools(node, problems))
        .unwrap_or_default();
    let periods = fields
        .optional("periods", problems, |node, problems| periods(node, year_starts, problems))
        .unwrap_or_default();
    let levels = fields
        .optional("checks", problems, |node, problems| levels(node, known_rules, problems))
        .unwrap_or_default();
    let (thresholds, not_met_days_of) = fields
        .optional("thresholds", problems, |node, problems| thresholds(node, source, problems))
        .unwrap_or_default();
    let expires_after =
        fields.optional("expires_after", problems, expires_after).unwrap_or_default();
    let policies = fields.optional("audiences", problems, audience::read).unwrap_or_default();
    let commit = fields.optional("commit", problems, read_value::boolean).unwrap_or(false);
    fields.finish(problems);
    let mut school_days = SchoolDays::without(holidays);
    if let Some((starts, ends)) = year_starts.zip(year_ends) {
        school_days = school_days.in_years(starts, ends);
    }
    let profile = profile?;
    Some(District {
        name: name?,
        profile_place: Place::at(source, profile.span, &Masking::nothing()),
        profile: profile.value,
        year_starts: year_starts?,
        window,
        as_of,
        school_days,
        own_profiles: own_profiles.unwrap_or_default(),
        educators: schools
            .iter()
            .filter_map(|(id, school)| school.educators.map(|n| (id.clone(), n)))
            .collect(),
        groups: schools
            .iter()
            .filter(|(_, school)| !school.groups.is_empty())
            .map(|(id, school)| (id.clone(), school.groups.clone()))
            .collect(),
        schools: schools.into_iter().map(|(id, school)| (id, school.name)).collect(),
        periods,
        levels,
        thresholds,
        not_met_days_of,
        expires_after,
        commit,
        policies,
    })
}

/// Id, path and place of each profile of its own.
fn own_profiles(
    node: &Node,
    source: &Source,
    problems: &mut Problems,
) -> Option<Vec<(String, String, Place)>> {
    let own = named(node, "list of profiles", problems)?.iter().filter_map(|entry| {
        let id = id_of_key(entry, problems);
        let path = profile_path(&entry.value, problems);
        let place = Place::at(source, entry.value.span, &Masking::nothing());
        Some((id?, path?.to_owned(), place))
    });
    Some(own.collect())
}

fn version(node: &Node, problems: &mut Problems) -> Option<()> {
    let version = keys::VERSION;
    if matches!(&node.value, Value::Plain(text) if *text == version.to_string()) {
        return Some(());
    }
    let message = format!("this program reads coach.toml of version {version}");
    problems.push(
        Finding::new(&rules::OUT_OF_RANGE, node.span, message)
            .label(format!("write version = {version}")),
    );
    None
}

fn text(node: &Node, problems: &mut Problems) -> Option<String> {
    read_value::text(node, problems).map(str::to_owned)
}

/// The path of a profile. Another file is not opened: its lines might be shown where it is no TOML.
fn profile_path<'t>(node: &'t Node, problems: &mut Problems) -> Option<&'t str> {
    let path = read_value::text(node, problems)?;
    let is_toml = path.to_ascii_lowercase().ends_with(".toml");
    if !is_toml {
        problems.push(
            Finding::new(&rules::OUT_OF_RANGE, node.span, "a profile is a file ending in `.toml`")
                .label("this is another kind of file, so it is not opened"),
        );
    }
    let has_backslash = path.contains('\\');
    if has_backslash {
        let near = path.replace('\\', "/");
        problems.push(
            Finding::new(
                &rules::OUT_OF_RANGE,
                node.span,
                "a path with `\\` leads nowhere but on Windows",
            )
            .label("write `/` between folders, which every system reads")
            .suggestion(format!("write {}", quote(&near))),
        );
    }
    (is_toml && !has_backslash).then_some(path)
}

fn named<'t, 's>(
    node: &'t Node<'s>,
    what: &'static str,
    problems: &mut Problems,
) -> Option<&'t [Entry<'s>]> {
    match &node.value {
        Value::Map(entries) => Some(entries),
        _ => Fields::of(node, what, problems).and(None),
    }
}

fn id_of_key(entry: &Entry, problems: &mut Problems) -> Option<String> {
    read_value::id(&entry.key_node(), problems)
}

struct School {
    name: String,
    educators: Option<u32>,
    groups: Vec<String>,
}

fn schools(node: &Node, problems: &mut Problems) -> Option<BTreeMap<String, School>> {
    let mut schools = BTreeMap::new();
    for entry in named(node, "list of schools", problems)? {
        let id = id_of_key(entry, problems);
        if id.as_deref() == Some(COACHES) {
            let message = format!("`{COACHES}` cannot be a school's id");
            problems.push(
                Finding::new(&rules::BAD_ID, entry.key_span, message)
                    .label(format!("records/{COACHES} is for the coaches' own time"))
                    .help("choose another id, such as `coaches-school`"),
            );
        }
        let Some(mut fields) = keys::SCHOOL.open(&entry.value, problems) else { continue };
        let name = fields.required("name", problems, text);
        let educators = fields.optional("educators", problems, |n, p| bounds::EDUCATORS.read(n, p));
        let groups = fields.list("groups", problems, read_value::id);
        fields.finish(problems);
        if let (Some(id), Some(name)) = (id, name) {
            schools.insert(id, School { name, educators, groups });
        }
    }
    Some(schools)
}

fn periods(
    node: &Node,
    year_starts: Option<MonthDay>,
    problems: &mut Problems,
) -> Option<BTreeMap<String, NamedPeriod>> {
    let mut periods = BTreeMap::new();
    for entry in named(node, "list of periods", problems)? {
        let id = id_of_key(entry, problems);
        if id.as_ref().is_some_and(|id| !id.bytes().any(|b| b.is_ascii_lowercase())) {
            let message = "a period's name needs a letter in it";
            problems.push(
                Finding::new(&rules::BAD_ID, entry.key_span, message)
                    .label("coach would take this for a school year"),
            );
        }
        if let Some(taken) = id.as_deref().and_then(taken) {
            let message = format!("`{taken}` has a meaning already, so no period can have it");
            problems.push(
                Finding::new(&rules::BAD_ID, entry.key_span, message).label("choose another name"),
            );
        }
        let Some(mut fields) = keys::PERIOD.open(&entry.value, problems) else { continue };
        let from = fields.required("from", problems, year::month_day);
        let to = fields.required("to", problems, year::month_day);
        fields.finish(problems);
        if let (Some(id), Some(from), Some(to)) = (id, from, to) {
            let period = NamedPeriod { from, to };
            if year_starts.is_some_and(|starts| !period.fits_in_a_year(starts)) {
                let message = "this period goes on into the next school year";
                problems.push(
                    Finding::new(&rules::OUT_OF_RANGE, entry.value.span, message)
                        .label("end it before the day in `year_starts`"),
                );
            }
            periods.insert(id, period);
        }
    }
    Some(periods)
}

fn window(node: &Node, problems: &mut Problems) -> Option<Usual> {
    let names = Usual::ALL.map(Usual::name);
    let usual =
        read_value::choice(node, problems, &rules::UNKNOWN_WORD, "a window of reports", names)?;
    Some(Usual::ALL[usual])
}

fn levels(node: &Node, known: &[&'static Rule], problems: &mut Problems) -> Option<Levels> {
    let mut levels = Levels::default();
    for entry in named(node, "list of checks", problems)? {
        let key = entry.key_node();
        let ids: Vec<&str> = known.iter().map(|rule| rule.id).collect();
        let rule =
            read_value::choice(&key, problems, &rules::UNKNOWN_WORD, "a rule of coach check", ids);
        let words = LEVELS.map(|(meaning, _)| meaning.word);
        let level =
            read_value::choice(&entry.value, problems, &rules::UNKNOWN_WORD, "a level", words);
        let (Some(rule), Some(level)) = (rule.map(|rule| known[rule]), level) else { continue };
        let (_, level) = LEVELS[level];
        if rule.leaves_out && level.is_none() {
            let message = format!("`{}` cannot be off", rule.id);
            problems.push(
                Finding::new(&rules::OUT_OF_RANGE, entry.value.span, message)
                    .label("write \"error\" or \"warning\"")
                    .help(
                        "a record with this fault is left out of every number, so it must be \
                           seen",
                    ),
            );
        }
        levels.set(rule, level);
    }
    Some(levels)
}

/// The numbers, and those that profiles have of their own.
fn thresholds(
    node: &Node,
    source: &Source,
    problems: &mut Problems,
) -> Option<(Thresholds, Vec<DaysOf>)> {
    let usual = Thresholds::USUAL;
    let mut fields = keys::THRESHOLDS.open(node, problems)?;
    let mut number = |key, bounds: &Bounds, usual| {
        fields
            .optional(key, problems, |node, problems| bounds.read(node, problems))
            .unwrap_or(usual)
    };
    let thresholds = Thresholds {
        min_students: number("min_students", &bounds::MIN_STUDENTS, usual.min_students),
        not_met_days: number("not_met_days", &bounds::NOT_MET_DAYS, usual.not_met_days),
        new_pair_days: number("new_pair_days", &bounds::NEW_PAIR_DAYS, usual.new_pair_days),
        judge_from_day: number("judge_from_day", &bounds::JUDGE_FROM_DAY, usual.judge_from_day),
        double_rating_percent: number(
            "double_rating_percent",
            &bounds::DOUBLE_RATING_PERCENT,
            usual.double_rating_percent,
        ),
        min_educators: number("min_educators", &bounds::MIN_EDUCATORS, usual.min_educators),
    };
    let of_profiles = fields
        .optional("not_met_days_of", problems, |n, p| not_met_days_of(n, source, p))
        .unwrap_or_default();
    fields.finish(problems);
    Some((thresholds, of_profiles))
}

fn not_met_days_of(node: &Node, source: &Source, problems: &mut Problems) -> Option<Vec<DaysOf>> {
    let entries = named(node, "list of days by profile", problems)?.iter();
    let days = entries.filter_map(|entry| {
        let id = id_of_key(entry, problems);
        let days = bounds::NOT_MET_DAYS.read(&entry.value, problems);
        let place = Place::at(source, entry.key_span, &Masking::nothing());
        Some(DaysOf { profile: id?, days: days?, place })
    });
    Some(days.collect())
}

fn expires_after(node: &Node, problems: &mut Problems) -> Option<ExpiresAfter> {
    let mut fields = keys::EXPIRES_AFTER.open(node, problems)?;
    let mut days =
        |source| fields.optional(source, problems, |n, p| bounds::EXPIRES_AFTER.read(n, p));
    let [observed, documented, reported] = ["observed", "documented", "reported"].map(&mut days);
    fields.finish(problems);
    Some(ExpiresAfter { observed, documented, reported })
}
