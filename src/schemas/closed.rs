//! What a schema says beyond its types: objects hold only named keys, a key that may be left out is
//! never `null`, and days are written in full. The width of a number is left out: it is the program's
//! own matter.

use schemars::Schema;
use schemars::transform::{Transform, transform_subschemas};
use serde_json::{Map, Value, json};

/// Closes every object of `schema`, which is whole: with its definitions.
pub(super) fn close(schema: &mut Schema) {
    let definitions = schema.get("$defs").cloned().unwrap_or_default();
    Closing { definitions }.transform(schema);
}

struct Closing {
    definitions: Value,
}

impl Transform for Closing {
    fn transform(&mut self, schema: &mut Schema) {
        if let Some(object) = schema.as_object_mut() {
            self.split(object);
            if object.contains_key("properties") {
                object.insert("additionalProperties".to_owned(), false.into());
                fill_optional(object);
            }
            mend_words(object);
        }
        transform_subschemas(self, schema);
    }
}

impl Closing {
    /// An object that holds one of several sets of keys beside its own becomes one of several objects: each
    /// can then be closed.
    fn split(&self, object: &mut Map<String, Value>) {
        if !object.contains_key("properties") {
            return;
        }
        let Some(Value::Array(forms)) = object.remove("anyOf") else { return };
        let (own, own_needed) = (object.remove("properties"), object.remove("required"));
        object.remove("type");
        let whole = |form: Value| {
            let mut form = self.resolved(form);
            let mut keys = own.clone().unwrap_or_default();
            merge(&mut keys, form["properties"].take());
            let mut needed = own_needed.clone().unwrap_or_default();
            merge(&mut needed, form["required"].take());
            form["properties"] = keys;
            form["required"] = needed;
            form
        };
        object.insert("anyOf".to_owned(), forms.into_iter().map(whole).collect());
    }

    /// What `form` refers to, or `form` itself.
    fn resolved(&self, form: Value) -> Value {
        let name = form["$ref"].as_str().and_then(|path| path.strip_prefix("#/$defs/"));
        name.map_or(form.clone(), |name| self.definitions[name].clone())
    }
}

/// Adds the keys or entries of `more` to `all`.
fn merge(all: &mut Value, more: Value) {
    match (all, more) {
        (Value::Object(all), Value::Object(more)) => all.extend(more),
        (Value::Array(all), Value::Array(more)) => all.extend(more),
        _ => {}
    }
}

/// A key that may be left out is left out where there is nothing to say: it never holds nothing.
fn fill_optional(object: &mut Map<String, Value>) {
    let needed = object.get("required").cloned().unwrap_or_default();
    let is_needed = |key: &str| needed.as_array().is_some_and(|keys| keys.iter().any(|k| k == key));
    let keys = object.get_mut("properties").and_then(Value::as_object_mut).into_iter().flatten();
    for (_, value) in keys.filter(|(key, _)| !is_needed(key)) {
        for key in ["type", "anyOf"] {
            let Some(Value::Array(forms)) = value.get_mut(key) else { continue };
            forms.retain(|form| form != "null" && form["type"] != "null");
            if let ([only], "type") = (forms.as_slice(), key) {
                value[key] = only.clone();
            }
        }
    }
}

fn mend_words(object: &mut Map<String, Value>) {
    match object.get("format").and_then(Value::as_str) {
        Some("date") => {
            object.insert("pattern".to_owned(), json!("^\\d{4}-\\d{2}-\\d{2}$"));
        }
        Some(_) => {
            object.remove("format");
        }
        None => {}
    }
    if let Some(Value::String(text)) = object.get_mut("description") {
        *text = text.replace("\n\n", "\u{0}").replace('\n', " ").replace('\u{0}', "\n\n");
    }
}

mod tests {
    use chrono::NaiveDate;
    use schemars::JsonSchema;
    use schemars::generate::SchemaSettings;
    use serde::Serialize;

    use super::*;
    use crate::count::Value as Number;

    /// A number of a day.
    #[derive(Serialize, JsonSchema)]
    struct Dated {
        on: NaiveDate,
        #[serde(flatten)]
        number: Number,
        #[serde(skip_serializing_if = "Option::is_none")]
        note: Option<String>,
    }

    #[test]
    fn objects_are_closed_though_one_is_flattened_into_another() {
        let settings = SchemaSettings::draft2020_12().for_serialize();
        let mut schema = settings.into_generator().into_root_schema_for::<Dated>();
        close(&mut schema);
        let validator = jsonschema::validator_for(schema.as_value()).unwrap();
        for (is_allowed, document) in [
            (true, json!({"on": "2026-02-03", "k": 1, "n": 2})),
            (true, json!({"on": "2026-02-03", "count": 1, "note": "x"})),
            (false, json!({"on": "2026-02-03", "count": 1, "note": null})),
            (false, json!({"on": "2026-02-03", "count": 1, "more": 1})),
            (false, json!({"on": "2026-02-03", "count": 1, "k": 1, "n": 2})),
            (false, json!({"on": "2026-2-3", "count": 1})),
            (false, json!({"on": "2026-02-03"})),
            (false, json!({"count": 1})),
        ] {
            assert_eq!(validator.is_valid(&document), is_allowed, "{document}");
        }
    }
}
