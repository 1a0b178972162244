//! Which keys of a file could not be read. Readers note them one by one; what comes out tells a key that
//! is absent from one whose value nobody knows.

/// The keys of a file whose values are unknown though something is there.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Unread {
    /// Keys from the root, joined by dots: `next_steps.due`. An empty one is the whole file.
    paths: Vec<String>,
    /// Whether even a key could not be read, so that any other may be meant by it.
    is_any: bool,
}

impl Unread {
    /// No key: the file was read whole.
    pub const fn nothing() -> Self {
        Self { paths: Vec::new(), is_any: false }
    }

    /// Every key: the file could not be read at all.
    pub fn everything() -> Self {
        Self { paths: vec![String::new()], is_any: true }
    }

    /// Whether the value under `path` is unknown: it, or a group that it stands in, could not be read.
    ///
    /// ```
    /// # use coach::diagnostic::Problems;
    /// let mut problems = Problems::default();
    /// problems.unread("data");
    /// let unread = problems.take_unread();
    /// assert!(unread.holds("data") && unread.holds("data.id"));
    /// assert!(!unread.holds("dat") && !unread.holds("date"));
    /// ```
    pub fn holds(&self, path: &str) -> bool {
        let covers = |unread: &String| {
            let rest = path.strip_prefix(unread.as_str());
            let is_in_it = |rest: &str| rest.is_empty() || rest.starts_with('.');
            unread.is_empty() || rest.is_some_and(is_in_it)
        };
        self.paths.iter().any(covers)
    }

    /// Whether something may be said under `path` though no value was read there: it is unknown, or a
    /// key that could not be read may be it.
    pub(crate) fn may_hold(&self, path: &str) -> bool {
        self.is_any || self.holds(path)
    }

    /// How many were noted so far.
    pub(super) fn count(&self) -> usize {
        self.paths.len()
    }

    pub(super) fn add(&mut self, path: String) {
        if !self.paths.contains(&path) {
            self.paths.push(path);
        }
    }

    pub(super) fn add_any(&mut self) {
        self.is_any = true;
    }
}
