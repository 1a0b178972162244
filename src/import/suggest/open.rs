//! How relationships come to be that rows need: what is chosen for the keys comes in; `[open]`, or that it may be needed,
//! goes out.

use super::layout::{comment, quoted, with_reason};
use super::records::Source;
use crate::domain::key::Form;
use crate::import::lexicon::Lexicon;

/// `[open]` where the district has no relationship yet, and the columns that it uses; where it `has_pairs`, and most in
/// the columns are nobody of them, that it may be needed.
pub(super) fn open(source: &Source, has_pairs: bool) -> (String, Vec<usize>) {
    let educators = source.chosen.columns("educator");
    if educators.is_empty() || source.tells_relationship() {
        return (String::new(), Vec::new());
    }
    let making = source.making(source.left.iter().map(|&at| &source.grid.rows[at]).collect());
    if has_pairs {
        let is_needed = making.unknown_people(Form::PersonIds, educators);
        let said = "If people are new here, [open] opens the relationships that rows need; `coach explain import` tells how.";
        return (if is_needed { comment(said) } else { String::new() }, Vec::new());
    }
    let columns = source.chosen.columns("school").to_vec();
    let cell = source.facts.iter().find(|fact| fact.key == "school");
    let school = match (columns.is_empty(), cell) {
        (false, _) => making.lines("school", Form::School, &columns).text(),
        (true, Some(cell)) => format!("school = {{ cell = {} }}\n", quoted(&cell.cell)),
        (true, None) => no_school(source.known.lexicon),
    };
    let why = "check: no relationship is here yet; this opens those that rows need";
    let text = with_reason("[open]", why)
        + &school
        + "started = \"first day\"  # check: that of the first record; or \"school year\"\n";
    let text = match school.contains(TO_FILL_IN) {
        // Without a school it is no rule.
        true => text.lines().map(|line| format!("# {line}\n")).collect(),
        false => text,
    };
    (text + "\n", columns)
}

/// A school that somebody has to fill in.
const TO_FILL_IN: &str = "school = { is = \"\" }";

/// The school of all, where no column has it.
fn no_school(lexicon: &Lexicon) -> String {
    match &lexicon.closed_list(Form::School)[..] {
        [only] => format!("school = {{ is = {} }}  # the only one\n", quoted(only)),
        schools => {
            let why = format!("no column for it was found; fill in one of: {}", schools.join(", "));
            with_reason(TO_FILL_IN, &why)
        }
    }
}
