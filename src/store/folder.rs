//! A district's folder, opened: its settings and every profile its records may name.

use std::path::{Path, PathBuf};

use super::text_file::source_of;
use super::{CONFIG, Overlay, read_source};
use crate::diagnostic::{Diagnostic, Place, Rule};
use crate::domain::district::{self, District};
use crate::domain::profile::{self, Library, Profile, rules as profile_rules};
use crate::domain::record::rules as record_rules;
use crate::text::nearest;
use crate::text::source::Source;
use crate::text::wording::{one_of, quote};

/// A district's folder with its settings read.
#[derive(Clone, Debug)]
pub struct DistrictFolder {
    /// The folder that holds `coach.toml`.
    pub root: PathBuf,
    /// What `coach.toml` says.
    pub district: District,
    /// Built-in profiles and the district's own.
    pub profiles: Library,
    overlay: Option<Overlay>,
}

/// Why a district's folder cannot be used: everything wrong with `coach.toml` and its profiles.
#[derive(Debug, thiserror::Error)]
#[error("coach.toml or a profile it names cannot be used")]
pub struct OpenError(pub Vec<Diagnostic>);

impl DistrictFolder {
    /// Opens the folder `root`, knowing `rules` by id.
    ///
    /// # Errors
    /// All faults of `coach.toml` and of the profiles that it names.
    pub fn open(root: &Path, rules: &[&'static Rule]) -> Result<Self, OpenError> {
        Self::open_with(root, rules, None)
    }

    /// Like [`Self::open`], with the texts of `overlay` in place of the folder's files.
    ///
    /// # Errors
    /// All faults of `coach.toml` and of the profiles that it names.
    pub(crate) fn open_with(
        root: &Path,
        rules: &[&'static Rule],
        overlay: Option<Overlay>,
    ) -> Result<Self, OpenError> {
        let read_source = |path: &Path, shown: &str| read(overlay.as_ref(), path, shown.to_owned());
        let source =
            read_source(&root.join(CONFIG), CONFIG).map_err(|fault| OpenError(vec![*fault]))?;
        let district = district::read(&source, rules).map_err(OpenError)?;
        let (profiles, mut faults) = library(&district, |path| read_source(&root.join(path), path));
        if faults.is_empty() {
            let named = [(&district.profile, &district.profile_place)];
            let with_days = district.not_met_days_of.iter().map(|of| (&of.profile, &of.place));
            let named = named.into_iter().chain(with_days);
            let unknown = named.filter(|(id, _)| profiles.get(id).is_none());
            faults.extend(unknown.map(|(id, place)| unknown_profile(id, place.clone(), &profiles)));
        }
        if faults.is_empty() {
            Ok(Self { root: root.to_path_buf(), district, profiles, overlay })
        } else {
            Err(OpenError(faults))
        }
    }

    /// The texts that take the place of files, if there are any.
    pub(crate) fn overlay(&self) -> Option<&Overlay> {
        self.overlay.as_ref()
    }

    /// The same folder, seen with the texts of `overlay` in place of its records.
    #[must_use]
    pub fn with_records(mut self, overlay: Overlay) -> Self {
        self.overlay = Some(overlay);
        self
    }

    /// Reads the file at `path`, shown as `shown`.
    pub(super) fn read(&self, path: &Path, shown: String) -> Result<Source, Box<Diagnostic>> {
        read(self.overlay.as_ref(), path, shown)
    }
}

/// The built-in profiles and those of the district's own, which `read` gives by their paths; and
/// everything that is wrong with these.
fn library(
    district: &District,
    read: impl Fn(&str) -> Result<Source, Box<Diagnostic>>,
) -> (Library, Vec<Diagnostic>) {
    let mut profiles = Library::built_in();
    let mut faults = Vec::new();
    let mut sources = Vec::new();
    for (id, path, place) in &district.own_profiles {
        let source = match read(path) {
            Ok(source) => source,
            Err(fault) => {
                faults.push(fault.related(place.clone(), "coach.toml names it here"));
                continue;
            }
        };
        match profile::read(&source) {
            Ok(profile) => match other_id(&profile, id, path, &profiles) {
                Some((message, help)) => faults.push(
                    Diagnostic::new(&profile_rules::SAME_ID, place.clone(), message).help(help),
                ),
                None => {
                    profiles.insert_from(profile, path.as_str());
                    sources.push((id, source));
                }
            },
            Err(found) => faults.extend(found),
        }
    }
    // An older profile may be read after the newer one, or not at all for a fault of its own.
    if faults.is_empty() {
        let known = |(id, source): &(&String, Source)| {
            let profile = profiles.get(id)?;
            Some(profile::check_succession(profile, source, &profiles))
        };
        faults = sources.iter().filter_map(known).flatten().collect();
    }
    (profiles, faults)
}

/// Why `profile`, from the file `path`, cannot be known by `id`, and what to do about it.
fn other_id(profile: &Profile, id: &str, path: &str, known: &Library) -> Option<(String, String)> {
    if known.get(&profile.id).is_some() {
        let message = format!("{} is a built-in profile already", quote(&profile.id));
        return Some((message, "give the district's own profile an id of its own".to_owned()));
    }
    let message = || format!("{} holds the profile {}", quote(path), quote(&profile.id));
    (profile.id != id).then(|| (message(), format!("write {} = \"{path}\"", profile.id)))
}

fn read(overlay: Option<&Overlay>, path: &Path, shown: String) -> Result<Source, Box<Diagnostic>> {
    match overlay.and_then(|overlay| overlay.bytes_of(&shown)) {
        Some(bytes) => source_of(bytes.to_owned(), shown.into()),
        None => read_source(path, shown),
    }
}

fn unknown_profile(id: &str, place: Place, profiles: &Library) -> Diagnostic {
    let message = format!("{} is not a profile that this district knows", quote(id));
    let mut diagnostic = Diagnostic::new(&record_rules::UNKNOWN_PROFILE, place, message);
    if let Some(near) = nearest(id, profiles.ids()) {
        diagnostic = diagnostic.label(format!("did you mean `{near}`?"));
    }
    diagnostic
        .help(format!("allowed: {}", one_of(profiles.ids())))
        .help("list the district's own profiles under [profiles]: id = \"path\"")
}
