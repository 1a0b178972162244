//! The schema of a group of keys: which there are, which have to be there, and what each one says.
//! Any other key is refused.

use serde_json::{Map, Value, json};

/// A group of keys while it is put together.
#[derive(Debug)]
pub(super) struct Group {
    is_toml: bool,
    properties: Map<String, Value>,
    required: Vec<&'static str>,
    cases: Vec<Value>,
}

impl Group {
    /// No keys yet, of a YAML file: there, an optional key may have no value.
    pub(super) fn yaml() -> Self {
        Self { is_toml: false, properties: Map::new(), required: Vec::new(), cases: Vec::new() }
    }

    /// No keys yet, of a TOML file.
    pub(super) fn toml() -> Self {
        Self { is_toml: true, ..Self::yaml() }
    }

    /// Whether it is one of a TOML file.
    pub(super) fn is_toml(&self) -> bool {
        self.is_toml
    }

    /// With a key that has to be there, described by `about`.
    pub(super) fn needs(mut self, key: &'static str, about: &str, schema: Value) -> Self {
        self.required.push(key);
        self.has(key, about, schema)
    }

    /// With a key that may be left out.
    pub(super) fn may_have(self, key: &'static str, about: &str, schema: Value) -> Self {
        let schema = if self.is_toml { schema } else { or_nothing(schema) };
        self.has(key, about, schema)
    }

    /// With a key that may be left out and has a value wherever it stands.
    pub(super) fn has(mut self, key: &str, about: &str, mut schema: Value) -> Self {
        schema["description"] = json!(about);
        if self.is_toml
            && let Some(means) = schema.get("enumDescriptions").cloned()
        {
            schema["x-taplo"] = json!({"docs": {"enumValues": means}});
        }
        self.properties.insert(key.to_owned(), schema);
        self
    }

    /// Where `key` has the value `value`, everything in `then` holds as well.
    pub(super) fn when(mut self, key: &str, value: &str, then: Value) -> Self {
        self.cases.push(json!({"if": has_value(key, value), "then": then}));
        self
    }

    /// Where `key` stands (with a value), everything in `then` holds; where it does not, `otherwise`.
    pub(super) fn where_there_is(mut self, key: &str, then: Value, otherwise: Value) -> Self {
        let there = json!({"required": [key], "properties": {key: {"not": {"type": "null"}}}});
        self.cases.push(json!({"if": there, "then": then, "else": otherwise}));
        self
    }

    /// The schema.
    pub(super) fn schema(self) -> Value {
        let mut schema = json!({
            "type": "object",
            "properties": self.properties,
            "additionalProperties": false,
        });
        if !self.required.is_empty() {
            schema["required"] = json!(self.required);
        }
        if !self.cases.is_empty() {
            schema["allOf"] = json!(self.cases);
        }
        schema
    }
}

/// That `key` is there with the value `value`.
pub(super) fn has_value(key: &str, value: &str) -> Value {
    json!({"required": [key], "properties": {key: {"const": value}}})
}

/// That `needed` keys are there, and `refused` ones are not.
pub(super) fn keys(needed: &[&str], refused: &[&str]) -> Value {
    let refused: Map<String, Value> =
        refused.iter().map(|key| ((*key).to_owned(), json!(false))).collect();
    json!({"required": needed, "properties": refused})
}

/// `schema`, or no value at all.
fn or_nothing(mut schema: Value) -> Value {
    match schema.get_mut("type") {
        Some(Value::Array(types)) => types.push(json!("null")),
        Some(one) => *one = json!([one.clone(), "null"]),
        None => {}
    }
    if let Some(Value::Array(words)) = schema.get_mut("enum") {
        words.push(Value::Null);
    }
    if let Some(Value::Array(means)) = schema.get_mut("enumDescriptions") {
        means.push(json!("No value: as if the key were not there."));
    }
    schema
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_a_key_of_a_yaml_file_may_stand_without_a_value() {
        let word = || json!({"enum": ["email"], "enumDescriptions": ["an e-mail"]});
        let of = |group: Group| group.may_have("method", "How.", word()).schema();
        let yaml = of(Group::yaml());
        assert_eq!(yaml["properties"]["method"]["enum"], json!(["email", null]));
        assert_eq!(yaml["required"], Value::Null);
        let toml = of(Group::toml());
        assert_eq!(toml["properties"]["method"]["enum"], json!(["email"]));
        let many = or_nothing(json!({"type": ["string", "number"]}));
        assert_eq!(many["type"], json!(["string", "number", "null"]));
    }
}
