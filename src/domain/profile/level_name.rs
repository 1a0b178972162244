//! How a level is called in a sentence or a heading: its id and its name come in, a few words go out.

use super::Level;

impl Level {
    /// What it is called in short.
    pub(crate) fn called(&self) -> String {
        in_short(&self.id, &self.name)
    }
}

/// The first words of the level's `name`, in small letters and as many as its `id` has, where these are the id's own;
/// else the whole name.
pub(crate) fn in_short(id: &str, name: &str) -> String {
    let bare = |word: &str| word.trim_matches(|c: char| !c.is_alphanumeric()).to_lowercase();
    let first: Vec<String> =
        name.split_whitespace().map(bare).take(id.split('-').count()).collect();
    if id.split('-').eq(first.iter().map(String::as_str)) {
        first.join(" ")
    } else {
        name.to_owned()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_is_cut_to_the_words_of_the_id_or_not_at_all() {
        for (id, name, called) in [
            ("ideal", "Ideal implementation", "ideal"),
            ("close", "Close to proficient", "close"),
            ("at-fidelity", "At fidelity", "at fidelity"),
            ("at-fidelity", "At fidelity, or above", "at fidelity"),
            ("met", "Criterion met", "Criterion met"),
            ("at-fidelity", "At", "At"),
            ("full", "Fully implemented", "Fully implemented"),
            ("2", "2: some", "2"),
        ] {
            assert_eq!(in_short(id, name), called, "{id}");
        }
    }
}
