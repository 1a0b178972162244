//! Doors for tests that try texts nobody would write (`tests/records/fuzzed`, `tests/fuzz`) into rooms that are
//! private otherwise. A text comes in and goes through a room as it does in the program; what does not hold
//! comes out in words. The program opens none of these.

use chrono::NaiveDate;

use crate::diagnostic::{Diagnostic, Problems};
use crate::domain::calendar::AsOf;
use crate::formats::Format;
use crate::import::fault::causes;
use crate::import::lexicon::Lexicon;
use crate::import::map::{self, Map};
use crate::import::rows::{Rows, document};
use crate::import::{remarks, source, suggest};
use crate::report::combine::{self, Combined, Fault, Given};
use crate::report::compare::{self, Comparison, Earlier, NamedProfile, Side, SideOf};
use crate::report::{AUDIENCE, Selection, Shown, Tool, text::Style};
use crate::store::{DistrictFolder, People, Progress};
use crate::syntax::yaml;
use crate::text::source::Source;
use crate::text::wording::json;

/// Whether the quick reader of YAML takes `text`.
///
/// # Errors
/// It reads it as something else than the full parser does.
pub fn yaml(text: &str) -> Result<bool, String> {
    yaml::agreed(text)
}

/// Reads `sheet`, a file of another program, by `map` for the district in `folder`, as of `today`, and has a map suggested
/// for it; how many records the rows came to.
///
/// # Errors
/// What is wrong with the map; or, if something does not hold, what.
pub fn import(
    folder: &DistrictFolder,
    map: &Source,
    sheet: &[u8],
    today: AsOf,
) -> Result<Result<usize, String>, Vec<Diagnostic>> {
    let map = map::read::map(map)?;
    Ok(rows(folder, &map, sheet, today.day))
}

fn rows(
    folder: &DistrictFolder,
    map: &Map,
    sheet: &[u8],
    today: NaiveDate,
) -> Result<usize, String> {
    let Ok(sheets) = source::sheets("sheet.csv", sheet.to_vec(), &map.reading) else {
        return Ok(0);
    };
    let Some(profile) = folder.profiles.get(&folder.district.profile) else { return Ok(0) };
    let people = People::default();
    let lexicon = Lexicon::of(&folder.district, &people, profile).with_profiles(&folder.profiles);
    let rows = Rows::of(map, &sheets, &lexicon, today, &Progress::default());
    let found = causes(&rows.faults);
    let named: usize = found.iter().map(|cause| cause.faults.len()).sum();
    if named != rows.faults.len() {
        return Err(format!("{named} of {} faults have a cause", rows.faults.len()));
    }
    rows.faults.iter().for_each(|fault| _ = (fault.line(), fault.place(), fault.detail()));
    remarks::of(map, &sheets, rows.own_tables());
    for entry in &rows.entries {
        rows.address(entry);
        // What hands a record over is read once more before it is one.
        let text = document(&map.name, entry, None);
        let mut problems = Problems::default();
        let source = Source::new("", text);
        let is_read = yaml::parse(&source, &mut problems).is_ok() && problems.is_empty();
        if !is_read {
            return Err(format!("a record is not read back: {}", source.text));
        }
    }
    // With or without a guess, it ends.
    let guess = suggest::suggest(&sheets, "sheet", (profile, &lexicon), [], false);
    if let Ok(text) = guess {
        let source = Source::new("", text);
        if !toml_is_read(&source) {
            return Err(format!("the map that is suggested is no TOML: {}", source.text));
        }
    }
    Ok(rows.entries.len())
}

fn toml_is_read(source: &Source) -> bool {
    let mut problems = Problems::default();
    crate::syntax::toml::parse(source, &mut problems);
    problems.is_empty()
}

/// Reads `one` and `other`, each a report that was kept as JSON: compares them, combines them, and draws what comes of it.
/// Whether they could be compared, and whether they could be combined.
///
/// # Errors
/// Something does not hold, in words.
pub fn reports(one: &str, other: &str) -> Result<(bool, bool), String> {
    let compared = match (Earlier::read(one), Earlier::read(other)) {
        (Ok(now), Ok(before)) => compared(&now, &before)?,
        (now, before) => {
            let said = [now.err(), before.err()].map(|no| no.map(|no| no.to_string()));
            match said.iter().flatten().any(String::is_empty) {
                true => return Err("a report is refused without a word".to_owned()),
                false => false,
            }
        }
    };
    Ok((compared, combined(one, other)?))
}

fn compared(now: &Earlier, before: &Earlier) -> Result<bool, String> {
    let [new, old] = [now.period(), before.period()];
    let ids = |profiles: &[NamedProfile]| -> Vec<String> {
        profiles.iter().map(|profile| profile.id.clone()).collect()
    };
    let [new_ids, old_ids] = [ids(&new.profiles), ids(&old.profiles)];
    let [new_ids, old_ids] =
        [&new_ids, &old_ids].map(|ids| ids.iter().map(String::as_str).collect::<Vec<_>>());
    let (changes, unchanged) = compare::changes((&new.figures, &new_ids), (&old.figures, &old_ids));
    let head = compare::head(
        SideOf { figures: &new.figures, profiles: &new.profiles },
        SideOf { figures: &old.figures, profiles: &old.profiles },
        &Selection::default(),
        &[],
    );
    let side = |of: &Earlier| Side {
        what: "a report".to_owned(),
        window: of.period().window.clone(),
        as_of: of.as_of,
        commit: of.commit.clone(),
        found: of.period().records.found,
        left_out: of.period().records.left_out,
    };
    let comparison = Comparison {
        format: Format::Compare,
        audience: AUDIENCE,
        tool: Tool::THIS,
        district: "a district".to_owned(),
        selection: now.selection.clone(),
        by: Vec::new(),
        now: side(now),
        before: side(before),
        is_last_year: false,
        is_of_a_commit: false,
        unlike: compare::unlike_length(&new.window, &old.window).into_iter().collect(),
        head,
        unchanged,
        changes,
        because: Vec::new(),
        because_unknown: None,
    };
    compare::render_text(&comparison, PLAIN, Shown::default());
    compare::render_markdown(&comparison, Shown::default());
    compare::render_html(&comparison, Shown::default());
    json(&comparison).map_err(|error| error.to_string())?;
    Ok(true)
}

/// How pages are drawn.
const PLAIN: Style = Style { color: false, width: 80 };

fn combined(one: &str, other: &str) -> Result<bool, String> {
    let read = |(name, text): (&str, &str)| Given::read(name, text.to_owned());
    let given: Result<Vec<Given>, Fault> =
        [("one.json", one), ("other.json", other)].into_iter().map(read).collect();
    match given.map_err(|fault| vec![fault]).and_then(combine::combine) {
        Ok(all) => drawn(&all).map(|()| true),
        Err(faults) if faults.iter().any(|fault| fault.in_words().trim().is_empty()) => {
            Err("a report is refused without a word".to_owned())
        }
        Err(faults) if faults.is_empty() => {
            Err("nothing is wrong, and nothing combined".to_owned())
        }
        Err(_) => Ok(false),
    }
}

fn drawn(all: &Combined) -> Result<(), String> {
    combine::render_text(all, PLAIN);
    combine::render_markdown(all);
    combine::render_html(all);
    combine::render_csv(all).map_err(|error| error.to_string())?;
    combine::render_figures(all).map_err(|error| error.to_string())?;
    json(all).map(drop).map_err(|error| error.to_string())
}
