//! The list of profiles: a table of those that can be used here, what each is for, and the templates.

use crate::domain::profile::{Library, Origin, Profile, TEMPLATES};
use crate::text::width::{at_left, columns_of};
use crate::text::wording::{visible, wrap};

/// Digits of a hash that are enough to tell profiles apart.
const HASH_PREFIX: usize = 12;
/// Columns before what a profile is for.
const INDENT: usize = 2;

/// One line for each profile of `library` under a line of headings; then what each is for, and the
/// templates, in lines of at most `width` columns, as far as single words allow.
pub fn render(library: &Library, width: usize) -> String {
    let mut text = table(library);
    let told = library
        .profiles()
        .filter_map(|profile| library.about(&profile.id).map(|about| (profile.id.as_str(), about)));
    text += &what_for("What each is for:", told, width);
    let templates = TEMPLATES.iter().filter_map(|it| it.about().map(|about| (it.id, about)));
    let heading = "Templates, to be completed from your own copy (coach profile template ID FILE):";
    text + &what_for(heading, templates, width)
}

fn table(library: &Library) -> String {
    let row = |profile: &Profile| {
        let from = match library.origin(&profile.id) {
            Some(Origin::BuiltIn) => "built in".to_owned(),
            Some(Origin::Own(path)) => visible(path),
            None => String::new(),
        };
        [
            profile.id.clone(),
            profile.hash.chars().take(HASH_PREFIX).collect(),
            profile.functions.len().to_string(),
            profile.items.len().to_string(),
            from,
            format!("{}, {}", visible(&profile.title), visible(&profile.edition)),
        ]
    };
    let headings = ["id", "hash", "functions", "items", "from", "title"].map(str::to_owned);
    let mut rows = vec![headings];
    rows.extend(library.profiles().map(|profile| row(profile)));
    let width = |column: usize| rows.iter().map(|row| columns_of(&row[column])).max();
    let [id, hash, functions, items, from] =
        [0, 1, 2, 3, 4].map(|column| width(column).unwrap_or_default());
    rows.iter().fold(String::new(), |text, [a, b, c, d, e, title]| {
        let (a, b, e) = (at_left(a, id), at_left(b, hash), at_left(e, from));
        format!("{text}{a}  {b}  {c:>functions$}  {d:>items$}  {e}  {title}\n")
    })
}

/// A paragraph for each of `profiles` below `heading`; nothing where there are none.
fn what_for<'p>(
    heading: &str,
    profiles: impl Iterator<Item = (&'p str, String)>,
    width: usize,
) -> String {
    let paragraph =
        |(id, about): (&str, String)| format!("{id}\n{}", wrap(&visible(&about), INDENT, width));
    let paragraphs: String = profiles.map(paragraph).collect();
    if paragraphs.is_empty() { paragraphs } else { format!("\n{heading}\n{paragraphs}") }
}
