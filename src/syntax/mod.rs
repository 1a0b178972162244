//! Texts into a tree with the place of every key and value: YAML for records, TOML for profiles and
//! coach.toml; and YAML back into text. What the keys mean is not known here.

pub mod toml;
pub mod tree;
pub mod yaml;
