//! What is shipped as data: profiles that can be used as they are, and templates of instruments whose
//! words are not all publicly known. The TOML texts come in; what each is and is for goes out.

use crate::diagnostic::Problems;
use crate::syntax::toml;
use crate::text::source::Source;

/// A TOML text that is part of the program.
#[derive(Debug)]
pub struct Shipped {
    /// The id that it gives itself.
    pub id: &'static str,
    /// Its path in the program's repository.
    pub file: &'static str,
    /// All of it.
    pub text: &'static str,
    /// What it is for, where its own text does not say so.
    about: Option<&'static str>,
}

impl Shipped {
    /// It as a source to be read.
    pub fn source(&self) -> Source {
        Source::new(self.file, self.text.to_owned())
    }

    /// What it is for, in a sentence. A template that is not filled in yet says so too.
    pub(crate) fn about(&self) -> Option<String> {
        let source = self.source();
        let root = toml::parse(&source, &mut Problems::default());
        let own = root.get("added").and_then(|added| added.get("about"));
        let about = own.and_then(|about| about.text()).or(self.about)?;
        Some(about.split_whitespace().collect::<Vec<_>>().join(" "))
    }
}

/// The built-in profiles, in the order of their ids. They are TOML files like any other.
pub static BUILT_IN: &[Shipped] = &[
    Shipped {
        id: "missouri-sbic-2014",
        file: "profile/missouri-sbic-2014.toml",
        text: include_str!("../../../profile/missouri-sbic-2014.toml"),
        // Reports print the fingerprint of this file, so nothing is added to it.
        about: Some("Coaching of an educator by an educator of the school, in four functions."),
    },
    Shipped {
        id: "pbis-tfi-2-1",
        file: "profile/pbis-tfi-2-1.toml",
        text: include_str!("../../../profile/pbis-tfi-2-1.toml"),
        about: None,
    },
];

/// Instruments of which a part is left empty, in the order of their ids. None can be read as a
/// profile before a district has filled it in from its own copy.
pub static TEMPLATES: &[Shipped] = &[
    Shipped {
        id: "hqpd-coaching-2013",
        file: "profile/templates/hqpd-coaching-2013.toml",
        text: include_str!("../../../profile/templates/hqpd-coaching-2013.toml"),
        about: None,
    },
    Shipped {
        id: "missouri-sbic-five",
        file: "profile/templates/missouri-sbic-five.toml",
        text: include_str!("../../../profile/templates/missouri-sbic-five.toml"),
        about: None,
    },
];
