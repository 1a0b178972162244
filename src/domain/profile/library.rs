//! The profiles a run knows, by id: the built-in ones, and those of a district.

use std::collections::BTreeMap;
use std::sync::Arc;

use super::{Profile, read};
use crate::text::source::Source;

/// The built-in profiles: id, file name, text. They are TOML files like any other.
pub static BUILT_IN: &[(&str, &str, &str)] = &[(
    "missouri-sbic-2014",
    "profile/missouri-sbic-2014.toml",
    include_str!("../../../profile/missouri-sbic-2014.toml"),
)];

/// Profiles by id.
#[derive(Clone, Debug, Default)]
pub struct Library {
    profiles: BTreeMap<String, Known>,
}

#[derive(Clone, Debug)]
struct Known {
    profile: Arc<Profile>,
    origin: Origin,
}

/// Where a profile of a [`Library`] came from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Origin {
    /// It is part of the program.
    BuiltIn,
    /// A file of the district's own, by its path as shown.
    Own(Arc<str>),
}

impl Library {
    /// The built-in profiles. A test proves that all of them can be read; one that could not would
    /// be left out.
    pub fn built_in() -> Self {
        let read_one = |&(_, file, text): &(&str, &'static str, &str)| {
            let profile = read(&Source::new(file, text.to_owned())).ok()?;
            let known = Known { profile: Arc::new(profile), origin: Origin::BuiltIn };
            Some((known.profile.id.clone(), known))
        };
        Self { profiles: BUILT_IN.iter().filter_map(read_one).collect() }
    }

    /// The profile with this id.
    pub fn get(&self, id: &str) -> Option<&Arc<Profile>> {
        self.profiles.get(id).map(|known| &known.profile)
    }

    /// Where the profile with this id came from.
    pub fn origin(&self, id: &str) -> Option<&Origin> {
        self.profiles.get(id).map(|known| &known.origin)
    }

    /// The ids of all profiles, in order.
    pub fn ids(&self) -> impl Iterator<Item = &str> + Clone {
        self.profiles.keys().map(String::as_str)
    }

    /// All profiles, in the order of their ids.
    pub fn profiles(&self) -> impl Iterator<Item = &Arc<Profile>> {
        self.profiles.values().map(|known| &known.profile)
    }

    /// Adds a profile of the district's own, read from the file shown as `path`; it takes the place
    /// of one with the same id.
    pub fn insert_from(&mut self, profile: Profile, path: impl Into<Arc<str>>) {
        let origin = Origin::Own(path.into());
        let known = Known { profile: Arc::new(profile), origin };
        self.profiles.insert(known.profile.id.clone(), known);
    }
}
