//! Keys of the files that people write, each told once: its name, what is under it, whether it has
//! to be there, and the words for it. Tables of keys are beside their readers. The order of
//! writing, templates, questions and the schemas for editors are made from them; tests hold tables
//! and readers together.

use crate::diagnostic::Problems;
use crate::syntax::tree::{Fields, Node, read};

/// One key.
#[derive(Clone, Copy, Debug)]
pub struct Key {
    /// Its name.
    pub name: &'static str,
    /// What is under it.
    pub form: Form,
    /// Whether it has to be there.
    pub needed: Needed,
    /// What to write there, in a few words; empty in files that have no template.
    pub says: &'static str,
    asks: Option<&'static str>,
    about: &'static str,
    /// The number that holds where it is left out.
    pub usual: Option<u32>,
}

/// Whether a key has to be there.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Needed {
    /// It has to be there.
    Always,
    /// A [`Case`] of its table says when it has to be there and when it must not.
    InCases,
    /// It may be left out, or have no value.
    Never,
}

/// A key whose sentence for editors is still to be told.
#[derive(Clone, Copy, Debug)]
pub struct Unexplained(Key);

const fn key(name: &'static str, form: Form, needed: Needed) -> Unexplained {
    Unexplained(Key { name, form, needed, says: "", asks: None, about: "", usual: None })
}

/// A key that has to be there.
pub const fn needed(name: &'static str, form: Form) -> Unexplained {
    key(name, form, Needed::Always)
}

/// A key that may be left out.
pub(crate) const fn optional(name: &'static str, form: Form) -> Unexplained {
    key(name, form, Needed::Never)
}

/// A key that some [`Case`] needs and another refuses.
pub(crate) const fn in_cases(name: &'static str, form: Form) -> Unexplained {
    key(name, form, Needed::InCases)
}

impl Unexplained {
    /// With what to write there, in a few words. That prose is confidential is added.
    pub const fn says(self, says: &'static str) -> Self {
        Self(Key { says, ..self.0 })
    }

    /// With a question for it, where what to write does not make one.
    pub const fn asks(self, question: &'static str) -> Self {
        Self(Key { asks: Some(question), ..self.0 })
    }

    /// With the number that holds where it is left out.
    pub(crate) const fn usually(self, number: u32) -> Self {
        Self(Key { usual: Some(number), ..self.0 })
    }

    /// With what it holds and an example, in sentences. That prose is confidential is added, and
    /// `{usual}` becomes the number that holds where it is left out.
    pub const fn about(self, about: &'static str) -> Key {
        Key { about, ..self.0 }
    }
}

impl Key {
    /// What to write there, in a few words.
    pub fn guidance(&self) -> String {
        let note = if self.form.is_confidential() { " (confidential)" } else { "" };
        format!("{}{note}", self.says)
    }

    /// The question for it.
    pub fn question(&self) -> String {
        if let Some(question) = self.asks {
            return question.to_owned();
        }
        let mut letters = self.says.chars();
        let first = letters.next().into_iter().flat_map(char::to_uppercase);
        first.chain(letters).chain(['?']).collect()
    }

    /// What it holds and an example, in sentences.
    pub fn about(&self) -> String {
        let note = if self.form.is_confidential() { " Confidential." } else { "" };
        let about = match self.usual {
            Some(usual) => self.about.replace("{usual}", &usual.to_string()),
            None => self.about.to_owned(),
        };
        about + note
    }
}

/// What is under a key.
#[derive(Clone, Copy, Debug)]
pub enum Form {
    /// A day.
    Date,
    /// A time of day.
    Time,
    /// A whole number.
    Integer(&'static Bounds),
    /// A decimal number.
    Number,
    /// An id.
    Id,
    /// The id of a person: one with a digit.
    PersonId,
    /// Ids in a list.
    Ids,
    /// Ids of people in a list.
    PersonIds,
    /// The id of a profile that is known.
    Profile,
    /// Ids of such profiles, in a list.
    Profiles,
    /// The id of a school of the district.
    School,
    /// One line in someone's own words that is not confidential.
    Title,
    /// The folder of another relationship: its name, or its school's folder and its name.
    Pair,
    /// The name of a record's file.
    FileName,
    /// Confidential text of any length.
    Prose,
    /// Confidential text that has to say something.
    Statement,
    /// One word of a closed list.
    OneOf(fn() -> Vec<Meaning>),
    /// One word of the profile.
    Term(Terms),
    /// Words of the profile, in a list.
    Terms(Terms),
    /// Keys of its own.
    Group(&'static Table),
    /// Groups of keys, in a list.
    Groups(&'static Table),
    /// Groups of keys, at least one, in a list.
    SomeGroups(&'static Table),
    /// A rating for each item.
    Ratings,
    /// Confidential text for items.
    Comments,
    /// A level for functions that the rater judges.
    Levels,
    /// `true` or `false`.
    Boolean,
    /// The only version of a file's format that is read.
    Version(u32),
    /// What only coach.toml holds.
    OfSettings(SettingsForm),
    /// What only profiles hold.
    OfProfile(ProfileForm),
}

/// What is under keys of coach.toml alone.
#[derive(Clone, Copy, Debug)]
pub enum SettingsForm {
    /// The id of a profile, known yet or not.
    Profile,
    /// A day of every year.
    MonthDay,
    /// Days without school.
    Holidays,
    /// The path of a profile, for each of them.
    ProfilePaths,
    /// Keys, for each id.
    ById(&'static Table),
    /// Keys, for each name with a letter in it.
    ByName(&'static Table),
    /// A level for rules of `coach check`.
    Checks,
    /// A whole number for profiles, by their ids.
    ByProfile(&'static Bounds),
    /// Words of a closed list, in a list.
    Words(fn() -> Vec<Meaning>),
}

/// What is under keys of profiles alone.
#[derive(Clone, Copy, Debug)]
pub enum ProfileForm {
    /// Text with at least one word.
    Words,
    /// The same, short enough for a column of a table.
    Label,
    /// The text of each level by which a rater judges.
    Rubric,
    /// Ids of an older profile, for items.
    OlderIds,
    /// How a level is reached.
    LevelRule,
    /// How levels are reached, by the level's id.
    LevelRules,
    /// What steps of the scale mean, by the step's id.
    Anchors,
    /// The tag of a language.
    Language,
    /// What documents an item.
    EvidenceRule,
}

impl Form {
    /// The keys of the group, or of each group, that is there.
    pub fn table(self) -> Option<&'static Table> {
        match self {
            Form::Group(table)
            | Form::Groups(table)
            | Form::SomeGroups(table)
            | Form::OfSettings(SettingsForm::ById(table) | SettingsForm::ByName(table)) => {
                Some(table)
            }
            _ => None,
        }
    }

    /// Whether it holds a number of minutes, which sources may write as a duration.
    pub(crate) fn is_minutes(self) -> bool {
        matches!(self, Self::Integer(bounds) if bounds.unit == "minutes")
    }

    /// Whether it holds confidential text.
    pub(crate) fn is_confidential(self) -> bool {
        self.holds() == Holds::Confidential
    }

    /// Whether it may be shown even of a file that could not be understood.
    pub(crate) fn is_open(self) -> bool {
        self.holds() == Holds::Facts
    }

    fn holds(self) -> Holds {
        match self {
            Form::Date
            | Form::Time
            | Form::Integer(_)
            | Form::Number
            | Form::Id
            | Form::PersonId
            | Form::Profile
            | Form::Profiles
            | Form::School
            | Form::Pair
            | Form::Boolean
            | Form::Version(_)
            | Form::OneOf(_)
            | Form::Term(_)
            | Form::Terms(_) => Holds::Facts,
            Form::Prose | Form::Statement | Form::Comments => Holds::Confidential,
            Form::Ids
            | Form::PersonIds
            | Form::Title
            | Form::FileName
            | Form::Group(_)
            | Form::Groups(_)
            | Form::SomeGroups(_)
            | Form::Ratings
            | Form::Levels
            | Form::OfSettings(_)
            | Form::OfProfile(_) => Holds::More,
        }
    }
}

/// Who may see what a form holds.
#[derive(PartialEq, Eq)]
enum Holds {
    /// Days, numbers, ids and words of closed lists: never anyone's own words.
    Facts,
    /// Anyone's own words, which no output quotes.
    Confidential,
    /// Other words, or several things at once.
    More,
}

/// A list of words that the profile gives.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Terms {
    /// Ways to meet or write.
    Methods,
    /// Phases of a session.
    Phases,
    /// Items.
    Items,
}

/// A word of a closed list, and what it means.
#[derive(Clone, Copy, Debug)]
pub struct Meaning {
    /// The word.
    pub word: &'static str,
    /// What it means, in a sentence.
    pub means: &'static str,
}

/// The whole numbers that may be under a key.
#[derive(Debug)]
pub struct Bounds {
    /// The least.
    pub least: u32,
    /// The greatest.
    pub most: u32,
    /// What is counted, in the plural.
    pub unit: &'static str,
}

impl Bounds {
    /// Whether `number` lies between the two, both included.
    pub fn hold(&self, number: u32) -> bool {
        (self.least..=self.most).contains(&number)
    }

    /// The number in `node`. Any other value is reported.
    pub fn read(&self, node: &Node, problems: &mut Problems) -> Option<u32> {
        read::integer(node, problems, self.least..=self.most, self.unit)
    }
}

/// The keys of a group.
#[derive(Debug)]
pub struct Table {
    /// What the group is, in words: "next step".
    pub what: &'static str,
    /// How one is written, in short; empty where that needs no showing.
    pub example: &'static str,
    /// Its keys, in the order in which they are written.
    pub keys: &'static [Key],
    /// What holds between them.
    pub cases: &'static [Case],
}

impl Table {
    /// Starts to read `node` as such a group. Anything but keys with values is reported.
    pub fn open<'t, 's>(
        &self,
        node: &'t Node<'s>,
        problems: &mut Problems,
    ) -> Option<Fields<'t, 's>> {
        Fields::of_like(node, self.what, self.example, problems)
    }

    /// The key with this name.
    pub fn key(&self, name: &str) -> Option<&'static Key> {
        self.keys.iter().find(|key| key.name == name)
    }

    /// Every key of it and of the groups in it.
    pub(crate) fn all_keys(&self) -> Vec<&'static Key> {
        let within = |key: &'static Key| key.form.table().map(Table::all_keys).unwrap_or_default();
        self.keys.iter().flat_map(|key| std::iter::once(key).chain(within(key))).collect()
    }

    /// The key at `path`, in the groups of the keys before it: `observed.minutes`.
    pub fn find(&self, path: &str) -> Option<&'static Key> {
        let Some((first, rest)) = path.split_once('.') else { return self.key(path) };
        self.key(first)?.form.table()?.find(rest)
    }
}

/// What holds between keys of a group.
#[derive(Clone, Copy, Debug)]
pub enum Case {
    /// Where one key has a certain value, others have to be there or must not.
    Where {
        /// The key.
        key: &'static str,
        /// Its value.
        value: &'static str,
        /// Keys that have to be there.
        needs: &'static [&'static str],
        /// Keys that must not.
        refuses: &'static [&'static str],
    },
    /// At most one of two keys has a value.
    NotBoth {
        /// The two.
        keys: [&'static str; 2],
        /// Why not both.
        why: &'static str,
    },
    /// A key has a value here, or else in a group, and not in both.
    HereOrIn {
        /// The key.
        key: &'static str,
        /// The key of the group.
        group: &'static str,
    },
}
