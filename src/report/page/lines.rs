//! The sentences of the report.

use chrono::NaiveDate;

use super::cells::with_percent;
use super::parts::Part;
use crate::count::{Attention, Share};
use crate::domain::calendar::Window;
use crate::report::model::{Commit, Group, Members, Need, Period, ProfileReport, Report, Tool};
use crate::text::wording::{count, grouped};

/// The days looked at, and the as-of day.
pub(in crate::report) fn when(window: &Window, as_of: NaiveDate) -> String {
    let mut label = window.label.clone();
    if let Some(first) = label.get_mut(..1) {
        first.make_ascii_uppercase();
    }
    format!("{label}: {} to {}, as of {as_of}", window.from, window.to)
}

/// What became of the records.
pub(in crate::report) fn records(period: &Period, report: &Report) -> String {
    let records = &period.records;
    let left_out = grouped(records.left_out);
    let mut found = format!("{}, {left_out} left out", count(records.found, "record"));
    if records.unread_folders > 0 {
        let folders = count(records.unread_folders, "folder");
        found.push_str(&format!("; {folders} could not be read and counts in no number"));
    }
    let mut parts = vec![
        count(records.relationships, "pair"),
        format!("{} dated in this period", grouped(records.in_window as usize)),
    ];
    let for_later = for_later(report);
    for (number, what) in [
        (records.other_times, "at other times"),
        (records.for_later, &*for_later),
        (records.outside_dates, "outside the pair's dates, never counted"),
    ] {
        if number > 0 {
            parts.push(format!("{} {what}", grouped(number as usize)));
        }
    }
    let of = if report.selection.is_empty() { ":" } else { "; in this selection:" };
    format!("{found}{of} {}", parts.join(", "))
}

/// Adds which relationships alone are looked at, and that profiles are apart.
pub(super) fn add_selection(report: &Report, parts: &mut Vec<Part>) {
    if !report.selection.is_empty() {
        parts.push(Part::Line(format!("only {}", report.selection.join(", "))));
    }
    if report.periods.iter().any(|period| period.profiles.len() > 1) {
        let apart = "Pairs under different profiles are reported separately.";
        parts.push(Part::Line(apart.to_owned()));
    }
}

/// What became of records after the as-of day.
fn for_later(report: &Report) -> String {
    format!("after {}, left for later", report.looked_at())
}

/// Who is in the report.
pub(in crate::report) fn members(members: Members) -> String {
    let beside = match members.beside {
        0 => String::new(),
        n => format!(" · {} beside another profile", grouped(n)),
    };
    format!(
        "{} · {} · {} with {}{beside}",
        count(members.schools, "school"),
        count(members.coaches, "coach"),
        count(members.relationships, "pair"),
        coached(members),
    )
}

/// How many educators are coached, and how many teams where there are any.
fn coached(members: Members) -> String {
    let educators = || count(members.educators, "educator");
    match (members.educators, members.teams) {
        (_, 0) => educators(),
        (0, teams) => count(teams, "team"),
        (_, teams) => format!("{}, {}", educators(), count(teams, "team")),
    }
}

/// How many there are of whom, shorter.
pub(in crate::report) fn members_in_short(members: Members) -> String {
    let all = [
        count(members.relationships, "pair"),
        count(members.coaches, "coach"),
        count(members.schools, "school"),
    ];
    all.join(", ")
}

/// What is beside coverage: outside observation, completeness and the like.
pub(super) fn below(total: &Group) -> String {
    let coverage = &total.coverage;
    let mut parts = Vec::new();
    if let Some(whole) = &total.whole {
        parts.push(format!("Outside observation {}", with_percent(whole.outside_observation)));
    }
    parts.push(format!("completeness {}", with_percent(coverage.complete)));
    let double = total.whole.as_ref().map(|whole| &whole.raters.double_rating);
    if let Some(double) = double.filter(|double| double.visits.n > 0) {
        let mut part = format!("double-rated visits {}", with_percent(double.visits));
        if double.agree.n > 0 {
            part.push_str(&format!(", {} ratings agree", with_percent(double.agree)));
        }
        parts.push(part);
    }
    if coverage.differs > 0 {
        let differs = Share { k: coverage.differs, n: coverage.in_place.n };
        parts.push(format!("sources differ on {}", with_percent(differs)));
    }
    if coverage.expired > 0 {
        let expired = Share { k: coverage.expired, n: coverage.in_place.n };
        parts.push(format!("expired {}", with_percent(expired)));
    }
    if coverage.not_applicable > 0 {
        let all = coverage.in_place.n + coverage.not_applicable;
        let not_applicable = Share { k: coverage.not_applicable, n: all };
        parts.push(format!("not applicable {}", with_percent(not_applicable)));
    }
    parts.join(" · ")
}

/// Answers and next steps that are overdue, what is left over from an earlier school year told apart.
pub(super) fn overdue(attention: &Attention) -> String {
    let Attention { answers_overdue, steps_overdue, left_over, pairs_not_met: _ } = *attention;
    let words: Vec<String> = [(answers_overdue, "answer"), (steps_overdue, "next step")]
        .into_iter()
        .filter(|(n, _)| *n > 0)
        .map(|(n, noun)| count(n as usize, noun))
        .collect();
    match (words.is_empty(), left_over) {
        (true, _) => "nothing".to_owned(),
        (false, 0) => words.join(", "),
        (false, n) => {
            let left = grouped(n as usize);
            format!("{}; of this {left} left from an earlier school year", words.join(", "))
        }
    }
}

/// Pairs whose items are counted.
pub(super) fn settled(group: &Group) -> usize {
    let new = if group.apart.is_some() { group.members.new_pairs } else { 0 };
    group.members.relationships - new
}

/// The name of a row, and whether its only pair is new.
pub(in crate::report) fn name(group: &Group) -> String {
    let is_new = group.members.relationships == 1 && group.members.new_pairs == 1;
    let new = if is_new { " (new)" } else { "" };
    format!("{}{new}", group.name)
}

/// How many pairs are new and, where they are counted apart, what is in place in them.
pub(in crate::report) fn new_pairs(group: &Group, report: &Report) -> Option<String> {
    let n = group.members.new_pairs;
    let is = if n == 1 { "is" } else { "are" };
    let days = report.new_pair_days;
    match &group.apart {
        _ if n == 0 => None,
        Some(apart) => Some(format!(
            "{} (under way for less than {days} days) {is} counted apart: {} in place.",
            count(n, "new pair"),
            with_percent(apart.in_place)
        )),
        None if n == group.members.relationships && n == 1 => {
            Some(format!("The pair is new: under way for less than {days} days."))
        }
        None => {
            Some(format!("{} {is} new (under way for less than {days} days).", count(n, "pair")))
        }
    }
}

/// Whom a need is about.
pub(in crate::report) fn who(need: &Need) -> String {
    format!("{} with {}, {}", need.coach, need.educator, need.school_name)
}

/// What the number of items is made of.
pub(super) fn counted(profile: &ProfileReport) -> Vec<String> {
    let (total, items) = (&profile.total, profile.items_per_relationship);
    let settled = settled(total);
    let (n, less) = (total.coverage.in_place.n, total.coverage.not_applicable);
    let of_each = if settled == 1 { "of" } else { "in each of" };
    let mut counted = format!(
        "{} = {} {of_each} {}",
        grouped(n as usize),
        count(items, "item"),
        count(settled, "pair")
    );
    if less > 0 {
        let verb = if less == 1 { "does" } else { "do" };
        counted.push_str(&format!(", less {} that {verb} not apply", grouped(less as usize)));
    }
    let mut notes = Vec::new();
    if settled > 1 || less > 0 {
        notes.push(format!("{counted}."));
    }
    notes
}

/// The program, the profiles, the days and the commit.
pub(super) fn made_by(report: &Report) -> Part {
    made_of(&made_with(report))
}

/// What `report` was made with.
pub(in crate::report) fn made_with(report: &Report) -> MadeOf<'_> {
    let mut profiles: Vec<[&str; 3]> = Vec::new();
    for profile in report.periods.iter().flat_map(|period| &period.profiles) {
        let named = [&*profile.id, &*profile.edition, &*profile.hash];
        if !profiles.contains(&named) {
            profiles.push(named);
        }
    }
    let mut of_periods: Vec<String> = Vec::new();
    for period in &report.periods {
        let records = &period.records;
        let mut found =
            format!("{}, {} left out", count(records.found, "record"), grouped(records.left_out));
        if records.for_later > 0 {
            let later = grouped(records.for_later as usize);
            found.push_str(&format!(", {later} {}", for_later(report)));
        }
        if of_periods.last() != Some(&found) {
            of_periods.push(found);
        }
    }
    MadeOf {
        tool: &report.tool,
        profiles,
        as_of: report.as_of,
        windows: report.periods.iter().map(|period| &period.window).collect(),
        commit: report.commit.as_ref(),
        records_sha256: report.records_sha256.as_deref(),
        records: of_periods,
    }
}

/// What a page was made with.
pub(in crate::report) struct MadeOf<'m> {
    /// The program.
    pub(in crate::report) tool: &'m Tool,
    /// Id, edition and hash of each profile.
    pub(in crate::report) profiles: Vec<[&'m str; 3]>,
    pub(in crate::report) as_of: NaiveDate,
    pub(in crate::report) windows: Vec<&'m Window>,
    pub(in crate::report) commit: Option<&'m Commit>,
    pub(in crate::report) records_sha256: Option<&'m str>,
    /// How many records there are, in words; once where they are the same in all periods.
    pub(in crate::report) records: Vec<String>,
}

/// What a page was made with, in words.
pub(in crate::report) fn made_of(made: &MadeOf) -> Part {
    let tool = format!("{} {}", made.tool.name, made.tool.version);
    let (mut short, mut whole) = (vec![tool.clone()], vec![tool]);
    for [id, edition, hash] in &made.profiles {
        let hash = hash.get(..12).unwrap_or(hash);
        short.push(format!("profile {id} (sha256 {hash})"));
        whole.push(format!("profile {id}, {edition} (sha256 {hash})"));
    }
    whole.push(format!("as of {}", made.as_of));
    for window in &made.windows {
        whole.push(format!("{}, {} to {}", window.label, window.from, window.to));
    }
    let commit = made.commit.map_or_else(|| "no commit known".to_owned(), Commit::in_words);
    short.push(commit.clone());
    whole.push(commit);
    whole.extend(made.records_sha256.map(|digest| format!("records sha256 {digest}")));
    short.extend(made.records.iter().cloned());
    whole.extend(made.records.iter().cloned());
    Part::MadeBy { short: short.join(" · "), whole: whole.join(" · ") }
}
