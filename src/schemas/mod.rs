//! The JSON Schemas of the machine formats, made from the types that are written as JSON; descriptions
//! are the types' own comments. A format comes in and its schema goes out. Nothing but tests needs them:
//! the copies in `.github/schemas` are for users, and a test holds them to the types. To renew the copies:
//!
//! ```text
//! COACH_RENEW_SCHEMAS=1 cargo test --lib schemas
//! ```

mod closed;

use schemars::generate::SchemaSettings;
use schemars::{JsonSchema, Schema};

use crate::diagnostic::json::Document;
use crate::formats::Format;
use crate::report::Report;
use crate::report::agenda::Next;
use crate::report::audience::View;
use crate::report::combine::Combined;
use crate::report::compare::Comparison;
use crate::report::explanation::Explanation;
use crate::report::records::Listing;
use crate::write::written::Written;

type Make = fn(Format) -> Schema;

/// The formats in JSON, each with what makes its schema.
const SCHEMAS: [(Format, Make); 9] = [
    (Format::Check, of::<Document>),
    (Format::Combined, of::<Combined>),
    (Format::Compare, of::<Comparison>),
    (Format::Explain, of::<Explanation>),
    (Format::List, of::<Listing>),
    (Format::Log, of::<Written>),
    (Format::Next, of::<Next>),
    (Format::Report, of::<Report>),
    (Format::View, of::<View>),
];

fn of<T: JsonSchema>(format: Format) -> Schema {
    let settings = SchemaSettings::draft2020_12().for_serialize();
    let mut schema = settings.into_generator().into_root_schema_for::<T>();
    closed::close(&mut schema);
    let about = schema.get("description").and_then(|about| about.as_str()).unwrap_or_default();
    let about = format!(
        "{about} Keys may be added within a version; a key that changes its meaning or goes away raises it."
    );
    schema.insert("title".to_owned(), format.name().into());
    schema.insert("description".to_owned(), about.into());
    schema
}

mod tests {
    use std::path::Path;
    use std::{env, fs};

    use super::*;

    #[test]
    fn the_copies_are_what_the_types_give() {
        let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join(".github/schemas");
        let mut names = Vec::new();
        let in_json: Vec<Format> =
            Format::ALL.into_iter().filter(|format| format.is_json()).collect();
        assert_eq!(SCHEMAS.map(|(format, _)| format).to_vec(), in_json);
        for (format, make) in SCHEMAS {
            let schema = make(format);
            let word = format.name().trim_start_matches("coach-").split('/').next();
            let name = format!("{}.schema.json", word.unwrap());
            let text = serde_json::to_string_pretty(&schema).unwrap() + "\n";
            if env::var_os("COACH_RENEW_SCHEMAS").is_some() {
                fs::write(folder.join(&name), &text).unwrap();
            }
            let copy = fs::read_to_string(folder.join(&name)).unwrap_or_default();
            // A checkout of Windows may have other line breaks.
            assert!(
                copy.replace("\r\n", "\n") == text,
                "{name} is not what the types give; renew it: \
                 COACH_RENEW_SCHEMAS=1 cargo test --lib schemas"
            );
            assert_eq!(jsonschema::draft202012::meta::validate(schema.as_value()).ok(), Some(()));
            names.push(name);
        }
        let kept = fs::read_dir(folder).unwrap().map(|file| file.unwrap().file_name());
        let kept = kept.filter_map(|name| name.into_string().ok());
        let mut kept: Vec<String> = kept.filter(|name| name.ends_with(".json")).collect();
        kept.sort();
        assert_eq!(kept, names);
    }
}
