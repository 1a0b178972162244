//! Reading a map key by key: required and optional keys in, and at the end every key nobody asked
//! for is reported with the nearest one that is allowed.

mod leak;

use super::{Entry, Node, Value, is_word, rules};
use crate::diagnostic::{Finding, Problems};
use crate::text::nearest;
use crate::text::source::{At, Span};
use crate::text::wording::{all_of, article, quote};
pub(crate) use leak::begin_prose;
use leak::{Above, GOES_ON, Leak};

/// The keys of one map while they are read.
#[derive(Debug)]
pub struct Fields<'t, 's> {
    what: &'static str,
    node: &'t Node<'s>,
    entries: &'t [Entry<'s>],
    anchor: Span,
    asked: Asked,
    /// The marks of all keys: few that are not here have the mark of one that is.
    marks: u64,
    /// Which entries were asked for, a bit each; those beyond the last bit are looked up.
    seen: u64,
    /// The entry after the last that was found: most keys are asked for in the order of the file.
    next: usize,
    /// A key that is read elsewhere; in messages it is last.
    last: Option<&'static str>,
    /// Keys that belong into a group below, each with its group.
    elsewhere: Vec<(&'static str, &'static str)>,
    /// Keys that are not here because they are in the wrong place, which is said there.
    misplaced: Vec<&'static str>,
}

impl<'t, 's> Fields<'t, 's> {
    /// Starts to read `node` as the keys of a `what` ("session", "agreement"). Anything but a map is
    /// reported.
    pub fn of(node: &'t Node<'s>, what: &'static str, problems: &mut Problems) -> Option<Self> {
        Self::of_like(node, what, "", problems)
    }

    /// Like [`Self::of`], with an example of how such a map is written.
    pub(crate) fn of_like(
        node: &'t Node<'s>,
        what: &'static str,
        example: &str,
        problems: &mut Problems,
    ) -> Option<Self> {
        match &node.value {
            Value::Map(entries) => {
                let anchor = entries.first().map_or(node.span, |entry| entry.key_span);
                Some(Self {
                    what,
                    node,
                    entries,
                    anchor,
                    asked: Asked::default(),
                    marks: entries.iter().fold(0, |marks, entry| marks | mark(&entry.key)),
                    seen: 0,
                    next: 0,
                    last: None,
                    elsewhere: Vec::new(),
                    misplaced: Vec::new(),
                })
            }
            Value::Refused => None,
            _ => {
                problems.hide(node.span);
                let found = node.describe();
                let message = format!("{} {what} is written as keys with values", article(what));
                let mut finding = Finding::new(&rules::WRONG_TYPE, node.span, message)
                    .label(format!("this is {found}"));
                if !example.is_empty() {
                    finding = finding.help(format!("for example {}", quote(example)));
                }
                problems.push(finding);
                None
            }
        }
    }

    /// Whoever writes one of `keys` here is told that it belongs into `group`.
    pub(crate) fn belong_under(
        &mut self,
        group: &'static str,
        keys: impl IntoIterator<Item = &'static str>,
    ) {
        self.elsewhere.extend(keys.into_iter().map(|key| (key, group)));
    }

    /// Which of the keys that belong into a group below are here instead.
    fn misplaced_here(&self) -> impl Iterator<Item = (&'static str, &'static str)> {
        let is_here = |key: &str| self.entries.iter().any(|entry| entry.key == key);
        self.elsewhere.iter().copied().filter(move |(key, _)| is_here(key))
    }

    /// Notes that those of `keys` that are in the map `above` were meant for this one: they are not
    /// missing here.
    pub(crate) fn are_above(&mut self, above: &Node, keys: impl IntoIterator<Item = &'static str>) {
        self.misplaced.extend(keys.into_iter().filter(|key| above.get(key).is_some()));
    }

    /// Notes that `key` belongs here and is read elsewhere.
    pub(crate) fn has_last(&mut self, key: &'static str) {
        self.asked.push(key);
        self.last = Some(key);
    }

    /// Where the map begins: its first key.
    pub fn anchor(&self) -> Span {
        self.anchor
    }

    /// The entry of `key`, if it is there at all.
    pub fn entry(&mut self, key: &'static str) -> Option<&'t Entry<'s>> {
        self.asked.push(key);
        if self.marks & mark(key) == 0 {
            return None;
        }
        let (before, from) = self.entries.split_at(self.next);
        let is_it = |entry: &Entry| is_key(entry, key);
        let found = from.iter().position(is_it).map(|at| before.len() + at);
        let found = found.or_else(|| before.iter().position(is_it))?;
        self.next = found + 1;
        self.seen |= bit(found);
        Some(&self.entries[found])
    }

    /// What `read` makes of the value of `key`; an absent key, one without a value and one that is
    /// twice is `None`.
    pub(crate) fn optional<T>(
        &mut self,
        key: &'static str,
        problems: &mut Problems,
        read: impl FnOnce(&'t Node<'s>, &mut Problems) -> Option<T>,
    ) -> Option<T> {
        value_of(self.entry(key)?, key, problems, read)
    }

    /// Whether the confidential prose under `key` says anything; see [`read::prose`](super::read::prose).
    pub fn prose(&mut self, key: &'static str, problems: &mut Problems) -> bool {
        self.prose_at(key, problems).is_some()
    }

    /// The same, with the place of prose that says something.
    pub(crate) fn prose_at(&mut self, key: &'static str, problems: &mut Problems) -> Option<Span> {
        let entry = self.entry(key)?;
        begin_prose(&entry.value, problems);
        let says_something = value_of(entry, key, problems, super::read::prose)?;
        says_something.then_some(entry.value.span)
    }

    /// The same for prose that has to be there: whether it says anything, and its place.
    pub(crate) fn required_prose(
        &mut self,
        key: &'static str,
        problems: &mut Problems,
    ) -> Option<At<bool>> {
        self.begins_prose(key, problems);
        self.required_at(key, problems, super::read::prose)
    }

    /// Notes that prose belongs under `key`, or in the group under it: where nothing is there, it
    /// may begin below.
    pub(crate) fn begins_prose(&mut self, key: &'static str, problems: &mut Problems) {
        if let Some(entry) = self.entry(key) {
            begin_prose(&entry.value, problems);
        }
    }

    /// Like [`Self::optional`], and an absent key or one without a value is reported.
    pub fn required<T>(
        &mut self,
        key: &'static str,
        problems: &mut Problems,
        read: impl FnOnce(&'t Node<'s>, &mut Problems) -> Option<T>,
    ) -> Option<T> {
        match self.entry(key) {
            Some(entry) if !matches!(entry.value.value, Value::Null) => {
                value_of(entry, key, problems, read)
            }
            Some(entry) => {
                problems.unread(key);
                let message = format!("the key `{key}` has no value");
                problems.push(
                    Finding::new(&rules::MISSING_KEY, entry.key_span, message).label(format!(
                        "{} {} needs it",
                        article(self.what),
                        self.what
                    )),
                );
                None
            }
            None => {
                self.missing(key, problems);
                None
            }
        }
    }

    /// Like [`Self::optional`], with the value's place.
    pub(crate) fn optional_at<T>(
        &mut self,
        key: &'static str,
        problems: &mut Problems,
        read: impl FnOnce(&'t Node<'s>, &mut Problems) -> Option<T>,
    ) -> Option<At<T>> {
        self.optional(key, problems, |node, problems| {
            read(node, problems).map(|value| At { value, span: node.span })
        })
    }

    /// Like [`Self::required`], with the value's place.
    pub(crate) fn required_at<T>(
        &mut self,
        key: &'static str,
        problems: &mut Problems,
        read: impl FnOnce(&'t Node<'s>, &mut Problems) -> Option<T>,
    ) -> Option<At<T>> {
        self.required(key, problems, |node, problems| {
            read(node, problems).map(|value| At { value, span: node.span })
        })
    }

    /// Each element of the list under `key` that `read` understands; no list is an empty one.
    pub fn list<T>(
        &mut self,
        key: &'static str,
        problems: &mut Problems,
        read: impl FnMut(&'t Node<'s>, &mut Problems) -> Option<T>,
    ) -> Vec<T> {
        self.elements(key, problems, super::read::list, read)
    }

    /// Like [`Self::list`] where each element is a group of keys. Whatever is there instead of a
    /// list is not quoted: it may be prose.
    pub fn groups<T>(
        &mut self,
        key: &'static str,
        problems: &mut Problems,
        read: impl FnMut(&'t Node<'s>, &mut Problems) -> Option<T>,
    ) -> Vec<T> {
        self.elements(key, problems, super::read::list_of_groups, read)
    }

    fn elements<T>(
        &mut self,
        key: &'static str,
        problems: &mut Problems,
        list: fn(&'t Node<'s>, &mut Problems) -> Option<&'t [Node<'s>]>,
        mut read: impl FnMut(&'t Node<'s>, &mut Problems) -> Option<T>,
    ) -> Vec<T> {
        self.optional(key, problems, |node, problems| {
            let elements = list(node, problems)?;
            let mut above = None;
            let read = |element| {
                if let Some(above) = above.replace(element) {
                    leak::note_element(above, element, node, problems);
                }
                problems.reading_element(|problems| read(element, problems))
            };
            Some(elements.iter().filter_map(read).collect())
        })
        .unwrap_or_default()
    }

    /// Reports `key` as missing.
    pub fn missing(&self, key: &str, problems: &mut Problems) {
        problems.unread(key);
        let mut groups = self.misplaced_here().map(|(_, group)| group);
        if self.misplaced.contains(&key) || groups.any(|group| last_part(group) == key) {
            return;
        }
        let what = self.what;
        let message = format!("{} {what} needs the key `{key}`", article(what));
        let capital = self.entries.iter().find(|entry| entry.key.eq_ignore_ascii_case(key));
        let finding = match capital {
            Some(entry) => Finding::new(&rules::MISSING_KEY, entry.key_span, message)
                .label(format!("write keys in lowercase: `{key}`")),
            None => Finding::new(&rules::MISSING_KEY, self.anchor, message)
                .label(format!("no `{key}` in this {what}")),
        };
        problems.push(finding);
    }

    /// Reports every key that was not asked for. Its value is not quoted, for it may be prose under a
    /// mistyped key; nor is a key that [may be prose](may_be_prose) itself and resembles no key, or that
    /// may be the next line of the prose above it.
    pub fn finish(self, problems: &mut Problems) {
        self.report_unasked(problems, true);
        self.conceal_prose(problems);
    }

    /// Stops reading where it cannot be told which further keys belong here: a key that was not asked
    /// for is reported only if it resembles one that was, and none of the values is quoted.
    pub fn abandon(self, problems: &mut Problems) {
        self.report_unasked(problems, false);
    }

    fn report_unasked(&self, problems: &mut Problems, all: bool) {
        if self.unasked().next().is_none() {
            return;
        }
        let is_there = |key: &str| self.entries.iter().any(|entry| entry.key == key);
        let asked = self.asked.each_once();
        let free: Vec<&str> = asked.iter().copied().filter(|key| !is_there(key)).collect();
        let what = self.what;
        let others = asked.iter().copied().filter(|&key| Some(key) != self.last);
        let keys = all_of(others.chain(self.last));
        let mut last_leak = None;
        let mut begun: Vec<&str> = Vec::new();
        for (index, entry) in self.unasked() {
            problems.hide(entry.value.span);
            if problems.is_full() && all {
                entry.hide_key(problems);
                problems.count_further();
                problems.unread_any();
                continue;
            }
            let leak = if all { self.leak(index, last_leak, problems) } else { None };
            let joined = free.iter().copied().find(|free| {
                entry.key.strip_prefix(free).is_some_and(|rest| rest.starts_with(':'))
            });
            let near = joined.or_else(|| nearest(&entry.key, free.iter().copied()));
            if let Some(near) = near {
                // Most likely its value is here.
                problems.unread(near);
            }
            let is_slip =
                joined.is_none() && near.is_some_and(|near| entry.key.len() <= near.len() + 2);
            let is_prose = leak.is_some() || may_be_prose(entry, self.node) || !all;
            let group = self.elsewhere.iter().find(|(key, _)| *key == entry.key);
            let group = group.map(|(_, group)| *group).filter(|_| leak != Some(Leak::Sure));
            let begins = group.filter(|group| self.can_begin(group, index));
            if begins.is_some_and(|group| begun.contains(&group)) {
                continue;
            }
            begun.extend(begins);
            let is_named = leak != Some(Leak::Sure) && (is_slip || !is_prose || group.is_some());
            if !is_named {
                entry.hide_key(problems);
                last_leak = Some(index);
            }
            let near = near.filter(|_| leak != Some(Leak::Sure));
            if near.is_none() && !all {
                continue;
            }
            let named = if is_named { quote(&entry.key) } else { "this".to_owned() };
            let label = match near {
                _ if begins.is_some() => {
                    format!("write [{}] on a line above this one", begins.unwrap_or_default())
                }
                _ if group.is_some() => {
                    let group = group.unwrap_or_default();
                    let which = if is_there(last_part(group)) { "the" } else { "a" };
                    format!("write it below {which} line [{group}]")
                }
                Some(near)
                    if entry.key.get(near.len()..).is_some_and(|rest| rest.starts_with(':')) =>
                {
                    format!("a colon needs a space after it: write `{near}: …`")
                }
                Some(near) => format!("did you mean `{near}`?"),
                None if is_named => "not a key of this file's format".to_owned(),
                None if leak.is_some() && !self.node.is_in_brackets() => GOES_ON.to_owned(),
                None => IN_QUOTES.to_owned(),
            };
            let article = article(what);
            let message = format!("{named} is not a key of {article} {what}");
            let mut finding =
                Finding::new(&rules::UNKNOWN_KEY, entry.key_span, message).label(label);
            if all {
                finding = finding.help(format!("keys of {article} {what}: {keys}"));
            }
            problems.push_unasked(finding);
        }
    }

    /// Whether the line `[group]` is missing, and would do above the entry number `index`: what is below
    /// belongs into the group, or has lines of its own.
    fn can_begin(&self, group: &str, index: usize) -> bool {
        let belongs = |entry: &Entry| {
            self.elsewhere.iter().any(|(key, of)| *of == group && *key == entry.key)
                || matches!(entry.value.value, Value::Map(_) | Value::List(_))
        };
        self.entries.iter().all(|entry| entry.key != last_part(group))
            && self.entries[index..].iter().all(belongs)
    }

    /// Takes a value that could not be read for prose where its key may be a word of the prose above.
    fn conceal_prose(&self, problems: &mut Problems) {
        if !problems.may_conceal() {
            return;
        }
        let asked = |entry: &Entry| self.asked.has(&entry.key);
        for (above, entry) in self.entries.iter().zip(self.entries.iter().skip(1)) {
            if !asked(entry) || entry.value.text().is_none() {
                continue;
            }
            let known = if asked(above) { Above::Known } else { Above::Unknown };
            let leak = leak::below(&above.value, known, problems);
            if leak == Some(Leak::Sure) || (leak.is_some() && known == Above::Unknown) {
                problems.conceal(entry.value.span, GOES_ON);
            }
        }
    }

    /// Whether the entry number `index`, whose key nobody asked for, may be the next line of the prose
    /// that is above it; `last` is the last entry before it that was taken for one.
    fn leak(&self, index: usize, last: Option<usize>, problems: &Problems) -> Option<Leak> {
        let Some(before) = index.checked_sub(1) else {
            let is_sure = problems.follows_prose(self.node.span)?;
            return Some(if is_sure { Leak::Sure } else { Leak::Possible });
        };
        let above = &self.entries[before];
        if last == Some(before) {
            return Some(Leak::Sure);
        }
        let known = match above.key.as_ref() {
            key if self.asked.has(key) => Above::Known,
            _ => Above::Unknown,
        };
        leak::below(&above.value, known, problems)
    }

    fn unasked(&self) -> impl Iterator<Item = (usize, &'t Entry<'s>)> {
        let all = self.entries.iter().enumerate();
        all.filter(|&(at, entry)| self.seen & bit(at) == 0 && !self.asked.has(&entry.key))
    }
}

/// What `read` makes of the value of `entry`, whose key is `key`; one without a value and one that is twice is `None`.
fn value_of<'t, 's, T>(
    entry: &'t Entry<'s>,
    key: &'static str,
    problems: &mut Problems,
    read: impl FnOnce(&'t Node<'s>, &mut Problems) -> Option<T>,
) -> Option<T> {
    if entry.is_repeated() {
        problems.unread(key);
    }
    match entry.value.value {
        Value::Null => None,
        _ => problems
            .reading(key, |problems| read(&entry.value, problems))
            .filter(|_| !entry.is_repeated()),
    }
}

/// A bit for the length and the first letter of `key`.
fn mark(key: &str) -> u64 {
    let first = key.as_bytes().first().map_or(0, |&first| usize::from(first));
    1 << ((first + 5 * key.len()) % 64)
}

/// The bit of the entry number `at`, as far as there are bits.
fn bit(at: usize) -> u64 {
    if at < 64 { 1 << at } else { 0 }
}

/// Whether `key` is the key of `entry`. Most keys differ in their length or their first letter.
fn is_key(entry: &Entry, key: &str) -> bool {
    let (one, other) = (entry.key.as_bytes(), key.as_bytes());
    one.len() == other.len() && one.first() == other.first() && one == other
}

/// Keys that were asked for, in that order, some of them more than once.
#[derive(Debug, Default)]
struct Asked {
    /// The first ones, for which no room has to be found: few maps have more.
    first: [&'static str; 16],
    count: usize,
    more: Vec<&'static str>,
}

impl Asked {
    fn push(&mut self, key: &'static str) {
        match self.first.get_mut(self.count) {
            Some(free) => {
                *free = key;
                self.count += 1;
            }
            None => self.more.push(key),
        }
    }

    fn all(&self) -> impl Iterator<Item = &'static str> {
        self.first[..self.count].iter().chain(&self.more).copied()
    }

    fn has(&self, key: &str) -> bool {
        self.all().any(|asked| asked == key)
    }

    /// Each key, where it was asked for first.
    fn each_once(&self) -> Vec<&'static str> {
        let mut once = Vec::new();
        for key in self.all() {
            if !once.contains(&key) {
                once.push(key);
            }
        }
        once
    }
}

/// The last key of a path of keys.
fn last_part(path: &str) -> &str {
    path.rsplit_once('.').map_or(path, |(_, last)| last)
}

/// What to do about prose that was taken for a key.
pub(crate) const IN_QUOTES: &str = "put text in quotes if it has `: ` in it, or `,` inside braces";

/// Whether an entry's key, which no reader knows, may be prose: a sentence that held a colon, a key
/// and its value without a space between or, in a `group` that is in braces, the rest of a
/// sentence that held a comma.
pub(crate) fn may_be_prose(entry: &Entry, group: &Node) -> bool {
    let is_alone = matches!(entry.value.value, Value::Null) && group.is_in_brackets();
    is_alone || !is_word(&entry.key) || entry.key.contains([':', '"', '\''])
}
