//! The report for a terminal.

use super::layout::{Look, share};
use super::model::{By, Group, ProfileReport, Report};
use super::relationship_text;
use crate::diagnostic::wording::{count, grouped, visible};
use crate::fidelity::{Attention, Coverage, Share};

pub use super::layout::Look as Style;

/// Items named under "Most often missing".
const MOST_MISSING: usize = 5;

/// `report` as lines of text, ending with a line break.
pub fn render(report: &Report, look: Look) -> String {
    let mut out = String::new();
    let title = format!("{} · {}", visible(&report.district), report.audience);
    out.push_str(&look.bold(&title));
    out.push('\n');
    out.push_str(&look.wrap(0, &when(report)));
    out.push_str(&look.wrap(0, &records(report)));
    if !report.selection.is_empty() {
        let only = report.selection.iter().map(|part| visible(part)).collect::<Vec<_>>();
        out.push_str(&look.wrap(0, &format!("only {}", only.join(", "))));
    }
    if report.profiles.is_empty() {
        out.push_str("\nNo relationship was under way in this time.\n");
    }
    if report.profiles.len() > 1 {
        out.push_str(&look.wrap(0, "Relationships under different profiles are reported apart."));
    }
    for profile in &report.profiles {
        out.push('\n');
        out.push_str(&profile_part(profile, report, look));
    }
    if !report.profiles.is_empty() {
        out.push_str(&legend(look));
    }
    out.push_str(&look.wrap(0, &made_by(report)));
    out
}

fn when(report: &Report) -> String {
    let window = &report.window;
    let mut label = window.label.clone();
    if let Some(first) = label.get_mut(..1) {
        first.make_ascii_uppercase();
    }
    let label = visible(&label);
    format!("{label}: {} to {}, as of {}", window.from, window.to, report.as_of)
}

fn records(report: &Report) -> String {
    let records = &report.records;
    let left_out = grouped(records.left_out);
    let mut found = format!("{}, {left_out} left out", count(records.found, "record"));
    if records.unread_folders > 0 {
        let folders = count(records.unread_folders, "folder");
        found.push_str(&format!("; {folders} could not be read and is in no number"));
    }
    let mut parts = vec![
        count(records.relationships, "relationship"),
        format!("{} dated in this time", grouped(records.in_window as usize)),
    ];
    for (number, what) in [
        (records.other_times, "at other times"),
        (records.for_later, "after the as-of day, left for later"),
        (records.outside_dates, "outside their relationship's dates, never counted"),
    ] {
        if number > 0 {
            parts.push(format!("{} {what}", grouped(number as usize)));
        }
    }
    let of = if report.selection.is_empty() { ":" } else { "; in this selection:" };
    format!("{found}{of} {}", parts.join(", "))
}

fn profile_part(profile: &ProfileReport, report: &Report, look: Look) -> String {
    let total = &profile.total;
    let mut out = look.bold(&visible(&format!("{}, {}", profile.title, profile.edition)));
    out.push('\n');
    let members = total.members;
    out.push_str(&look.wrap(
        0,
        &format!(
            "{} · {} · {} with {}",
            count(members.schools, "school"),
            count(members.coaches, "coach"),
            count(members.relationships, "relationship"),
            count(members.educators, "educator"),
        ),
    ));
    out.push('\n');
    out.push_str(&functions(total, look));
    out.push('\n');
    out.push_str(&look.wrap(0, &below(total)));
    out.push_str(&attention(total, report, look));
    if let [only] = profile.groups.as_slice()
        && let Some(behind) = &only.relationship
    {
        out.push('\n');
        out.push_str(&relationship_text::render(behind, &only.functions, look));
    } else if !profile.groups.is_empty() {
        out.push('\n');
        out.push_str(&groups(profile, report.by, look));
    }
    if total.members.relationships > 1 {
        out.push_str(&missing(profile, look));
        out.push_str(&levels(total, look));
    }
    out.push('\n');
    out.push_str(&meaning(profile, look));
    out
}

fn functions(total: &Group, look: Look) -> String {
    let best = total.functions.first().and_then(|function| function.levels.first());
    let best_name = best.map_or("", |level| level.id.as_str());
    let header =
        ["Essential function", "in place", "observed", "documented\nonly", "reported", best_name];
    let mut rows: Vec<Vec<String>> = total
        .functions
        .iter()
        .map(|function| {
            let mut row = vec![function.heading.clone()];
            row.extend(coverage(&function.coverage));
            let at_best = function.levels.first().map_or(0, |level| level.computed + level.judged);
            row.push(of(at_best, function.with_applicable_items));
            row
        })
        .collect();
    let mut all = vec!["All functions".to_owned()];
    all.extend(coverage(&total.coverage));
    all.push(String::new());
    rows.push(all);
    look.table(&header, &rows)
}

fn coverage(coverage: &Coverage) -> [String; 4] {
    [
        share(coverage.in_place),
        grouped(coverage.observed as usize),
        grouped(coverage.documented_only as usize),
        share(coverage.reported),
    ]
}

fn of(k: usize, n: usize) -> String {
    if n == 0 { "–".to_owned() } else { format!("{} of {}", grouped(k), grouped(n)) }
}

/// How many relationships are at each level, where more than the best level has any.
fn levels(total: &Group, look: Look) -> String {
    let Some(first) = total.functions.first() else { return String::new() };
    let has_lower = total.functions.iter().any(|function| {
        function.levels.iter().skip(1).any(|level| level.computed + level.judged > 0)
    });
    if !has_lower {
        return String::new();
    }
    let judged_only = |index: usize| {
        let mut functions = total.functions.iter();
        functions.all(|function| function.levels.get(index).is_some_and(|l| l.computed == 0))
    };
    let mut header = vec!["Level, in relationships".to_owned()];
    header.extend(first.levels.iter().enumerate().map(|(index, level)| {
        if index > 0 && judged_only(index) {
            format!("judged\n{}", level.id)
        } else {
            level.id.clone()
        }
    }));
    header.push("no level".to_owned());
    let rows: Vec<Vec<String>> = total
        .functions
        .iter()
        .map(|function| {
            let at: Vec<usize> = function.levels.iter().map(|l| l.computed + l.judged).collect();
            let none = function.with_applicable_items - at.iter().sum::<usize>();
            let mut row = vec![function.heading.clone()];
            row.extend(at.into_iter().chain([none]).map(grouped));
            row
        })
        .collect();
    let header: Vec<&str> = header.iter().map(String::as_str).collect();
    format!("\n{}", look.table(&header, &rows))
}

fn below(total: &Group) -> String {
    let coverage = &total.coverage;
    let double = total.double_rating;
    let mut parts = vec![
        format!("Outside observation {}", share(total.outside_observation)),
        format!("completeness {}", share(coverage.complete)),
    ];
    if double.visits.n > 0 {
        let mut part = format!("double-rated visits {}", share(double.visits));
        if double.agree.n > 0 {
            part.push_str(&format!(", {} ratings agree", share(double.agree)));
        }
        parts.push(part);
    }
    if coverage.differs > 0 {
        let differs = Share { k: coverage.differs, n: coverage.in_place.n };
        parts.push(format!("sources differ on {}", share(differs)));
    }
    if coverage.not_applicable > 0 {
        let all = coverage.in_place.n + coverage.not_applicable;
        let not_applicable = Share { k: coverage.not_applicable, n: all };
        parts.push(format!("not applicable {}", share(not_applicable)));
    }
    parts.join(" · ")
}

fn attention(total: &Group, report: &Report, look: Look) -> String {
    let words = attention_words(&total.attention, report.not_met_days);
    let label = format!("Needs attention on {}:", report.as_of);
    if words.is_empty() {
        return format!("{label} nothing is overdue\n");
    }
    let label = label.as_str();
    let wrapped = look.wrap(0, &format!("{label} {}", words.join(", ")));
    wrapped.replacen(label, &look.alert(label), 1)
}

fn attention_words(attention: &Attention, not_met_days: u32) -> Vec<String> {
    let mut words = Vec::new();
    let number = |n: u32, noun| count(n as usize, noun);
    if attention.answers_overdue > 0 {
        words.push(format!("{} overdue", number(attention.answers_overdue, "answer")));
    }
    if attention.steps_overdue > 0 {
        words.push(format!("{} overdue", number(attention.steps_overdue, "next step")));
    }
    if attention.pairs_not_met > 0 {
        words.push(format!(
            "{} not met for more than {not_met_days} days",
            number(attention.pairs_not_met, "pair")
        ));
    }
    words
}

fn missing(profile: &ProfileReport, look: Look) -> String {
    let missing: Vec<_> = profile.items.iter().filter(|row| row.missing.k > 0).collect();
    if missing.is_empty() {
        return String::new();
    }
    let rows: Vec<Vec<String>> = missing
        .iter()
        .take(MOST_MISSING)
        .map(|row| vec![row.id.clone(), share(row.missing)])
        .collect();
    format!("\n{}", look.table(&["Most often missing", "in relationships"], &rows))
}

fn groups(profile: &ProfileReport, by: By, look: Look) -> String {
    let title = match by {
        By::Relationship => "Relationship",
        By::Coach => "Coach",
        By::School => "School",
        By::District => "District",
    };
    let is_pair = by == By::Relationship;
    let mut columns: Vec<Column> = vec![
        Column::new(title, |group| group.name.clone()),
        if is_pair {
            Column::new("school", |group| {
                group.relationship.as_ref().map_or_else(String::new, |behind| behind.school.clone())
            })
        } else {
            Column::new("pairs", |group| grouped(group.members.relationships))
        },
        Column::new("in place", |group| share(group.coverage.in_place)),
        Column::new("observed", |group| grouped(group.coverage.observed as usize)),
        Column::new("documented\nonly", |group| grouped(group.coverage.documented_only as usize)),
        Column::new("reported", |group| share(group.coverage.reported)),
    ];
    let always = columns.len();
    columns.push(if is_pair {
        Column::new("outside\nobserver", |group| {
            if group.outside_observation.k == 0 { "no" } else { "yes" }.to_owned()
        })
    } else {
        Column::new("outside\nobserver", |group| share(group.outside_observation))
    });
    if profile.groups.iter().any(|group| group.reach.is_some()) {
        let reach = |group: &Group| group.reach.map_or_else(String::new, share);
        columns.push(Column::new("reach", reach));
    }
    columns.push(Column::new("needs\nattention", |group| waiting(&group.attention)));

    let draw = |columns: &[Column]| {
        let header: Vec<&str> = columns.iter().map(|column| column.title).collect();
        let row = |group| columns.iter().map(|column| (column.cell)(group)).collect();
        let rows: Vec<Vec<String>> = profile.groups.iter().map(row).collect();
        look.table_if_fits(&header, &rows).ok_or((header, rows))
    };
    // A narrow terminal gets the columns that say what is in place and what it rests on.
    match (draw(&columns), draw(&columns[..always])) {
        (Ok(table), _) => table,
        (Err(_), Ok(table)) => {
            let left: Vec<String> =
                columns[always..].iter().map(|column| column.title.replace('\n', " ")).collect();
            let note = format!("(a wider terminal also shows {})", left.join(", "));
            format!("{table}{}", look.wrap(0, &note))
        }
        (Err((header, rows)), Err(_)) => {
            let header: Vec<&str> = header;
            look.table(&header, &rows)
        }
    }
}

/// A column of the table of groups.
struct Column {
    title: &'static str,
    cell: fn(&Group) -> String,
}

impl Column {
    fn new(title: &'static str, cell: fn(&Group) -> String) -> Self {
        Self { title, cell }
    }
}

/// Answers and steps overdue and pairs not met, as one number; a dash for none.
fn waiting(attention: &Attention) -> String {
    match attention.answers_overdue + attention.steps_overdue + attention.pairs_not_met {
        0 => "–".to_owned(),
        n => grouped(n as usize),
    }
}

/// What is counted here, and what the profile's best level is.
fn meaning(profile: &ProfileReport, look: Look) -> String {
    let (total, items) = (&profile.total, profile.items_per_relationship);
    let relationships = total.members.relationships;
    let (n, less) = (total.coverage.in_place.n, total.coverage.not_applicable);
    let of_each = if relationships == 1 { "of" } else { "in each of" };
    let mut counted = format!(
        "{} = {} {of_each} {}",
        grouped(n as usize),
        count(items, "item"),
        count(relationships, "relationship")
    );
    if less > 0 {
        let verb = if less == 1 { "does" } else { "do" };
        counted.push_str(&format!(", less {} that {verb} not apply", grouped(less as usize)));
    }
    let mut out = String::new();
    if relationships > 1 || less > 0 {
        out.push_str(&look.wrap(0, &format!("{counted}.")));
    }
    if let Some(best) = profile.levels.first() {
        let line = format!(
            "{} = {}, counted in relationships; no level = that is not so, and no rater has judged \
             another level.",
            best.id, best.reached
        );
        out.push_str(&look.wrap(0, &visible(&line)));
    }
    out
}

fn legend(look: Look) -> String {
    let lines = [
        "in place = observed in place, or, where nobody observed the item, documented in the \
         records; an observation outranks any document.",
        "Documented items rest on records kept by the pair; only observed is independent.",
        "reported = what coach and educator say themselves (the lower of the two); it is never \
         part of in place.",
        "completeness = items of which anything is known; outside observation = relationships that \
         an observer rated; double-rated = visits that two observers rated.",
    ];
    lines.iter().map(|line| look.wrap(0, line)).collect()
}

fn made_by(report: &Report) -> String {
    let mut parts = vec![format!("{} {}", report.tool.name, report.tool.version)];
    for profile in &report.profiles {
        let hash = profile.hash.get(..12).unwrap_or(&profile.hash);
        parts.push(format!("profile {} (sha256 {hash})", profile.id));
    }
    parts.push(match &report.commit {
        None => "not in a git repository".to_owned(),
        Some(commit) => {
            let id = commit.id.get(..10).unwrap_or(&commit.id);
            let changed = if commit.has_changes { " with uncommitted changes" } else { "" };
            format!("commit {id}{changed}")
        }
    });
    parts.join(" · ")
}
