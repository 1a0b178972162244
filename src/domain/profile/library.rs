//! The profiles a run knows, by id: the built-in ones, and those of a district.

use std::collections::BTreeMap;
use std::sync::Arc;

use super::{BUILT_IN, Profile, Shipped, read};

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
        let read_one = |shipped: &Shipped| {
            let profile = read(&shipped.source()).ok()?;
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

    /// What the profile with this id is for, in a sentence, if that is known.
    pub(crate) fn about(&self, id: &str) -> Option<String> {
        let known = self.profiles.get(id)?;
        match known.origin {
            Origin::BuiltIn => BUILT_IN.iter().find(|shipped| shipped.id == id)?.about(),
            Origin::Own(_) => known.profile.about.clone(),
        }
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
