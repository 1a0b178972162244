//! An explanation for a terminal: the number, how it is made, and then relationship by relationship what
//! was counted. The records of an entry stand by what became of them, those that count first.

use super::model::{Adds, ExplainedContribution, Explanation};
use crate::report::layout::Look;
use crate::report::page;
use crate::text::wording::{count, grouped};

/// `explanation` as lines of text, ending with a line break.
pub fn render(explanation: &Explanation, look: Look) -> String {
    let value = page::value(&explanation.value);
    let mut out = look.heading(&format!("{} · {}", explanation.district, explanation.audience));
    let profile = explanation.profile.as_deref();
    let profile = profile.map(|id| format!("; profile {id}")).unwrap_or_default();
    out +=
        &look.wrap(0, &format!("{}{profile}", page::when(&explanation.window, explanation.as_of)));
    out += &look.wrap(0, &explanation.address.to_string());
    out.push('\n');
    out += &look.heading(&format!("{value}: {}", explanation.meaning));
    out += &look.wrap(0, explanation.formula);
    if let Some(limits) = explanation.sample_interval {
        let interval = page::interval(limits);
        out += &look.wrap(0, &format!("{interval} (Wilson 1927), requests taken as independent"));
    }
    for relationship in &explanation.relationships {
        out.push('\n');
        out +=
            &look.heading(&format!("{}: {}", relationship.path, page::value(&relationship.value)));
        for entry in &relationship.entries {
            out += &self::entry(entry, &relationship.path, look);
        }
    }
    out.push('\n');
    let n = explanation.relationships.len();
    let of = match n {
        0 => "no relationship was under way in this time".to_owned(),
        n => count(n, "relationship"),
    };
    out += &look.heading(&format!("Total: {value}, {of}"));
    if explanation.left_out > 0 {
        let left_out = count(explanation.left_out, "record");
        out += &look.wrap(0, &format!("{left_out} left out of every number"));
    }
    out
}

fn entry(entry: &ExplainedContribution, path: &str, look: Look) -> String {
    let what = format!("{}: {}; {}", entry.what, adds(&entry.adds), entry.because);
    // The lines that follow the first stand further in.
    let mut out = look.wrap(4, &what).split_off(2);
    for counts in [true, false] {
        let of_kind = || entry.records.iter().filter(move |record| record.counts == counts);
        let mut reasons: Vec<&str> = Vec::new();
        for record in of_kind() {
            if !reasons.contains(&record.why.as_str()) {
                reasons.push(&record.why);
            }
        }
        for why in reasons {
            let files: Vec<&str> = of_kind()
                .filter(|record| record.why == why)
                .map(|record| within(&record.file, path))
                .collect();
            let verdict = if counts { "counts" } else { "does not count" };
            out += &look.wrap(4, &format!("{verdict}: {why}"));
            out += &look.wrap(6, &files.join(" "));
        }
    }
    out
}

/// The name of a file in the folder `path`.
fn within<'f>(file: &'f str, path: &str) -> &'f str {
    let name = file.strip_prefix(path).and_then(|rest| rest.strip_prefix('/'));
    name.unwrap_or(file)
}

fn adds(adds: &Adds) -> String {
    match adds {
        Adds::Share(share) => format!("adds {}", page::share(*share)),
        Adds::Count { count } => format!("adds {}", grouped(*count as usize)),
        Adds::Distinct { distinct } => format!("adds {distinct}, once"),
        Adds::Once { once, count } => format!("adds {} of {once}, once", grouped(*count as usize)),
        Adds::Visit { observers, items } => {
            let level = |level: &Option<u8>| level.map_or("–".to_owned(), |n| n.to_string());
            let rated = items.iter().map(|rated| {
                let levels: Vec<String> = rated.levels.iter().map(level).collect();
                format!("{} {}", rated.item, levels.join("/"))
            });
            let rated = rated.collect::<Vec<_>>().join(", ");
            format!("adds the levels of {}: {rated}", observers.join("/"))
        }
        Adds::Month { month: None } => "no point of this relationship".to_owned(),
        Adds::Month { month: Some(value) } => format!("adds {} to the month", page::value(value)),
        Adds::Data { value, after: false, .. } => format!("adds {value} before"),
        Adds::Data { value, .. } => format!("adds {value} after"),
        Adds::Levels { own, observer } => format!("adds {own} beside the observer's {observer}"),
    }
}
