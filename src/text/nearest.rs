//! The candidate a mistyped word most likely meant.

/// The candidate nearest to `word`, if one is near enough to be worth suggesting: at most a third of
/// its letters differ, or one is the other's beginning. Case, spaces and `_` against `-` are free.
///
/// ```
/// # use coach::text::nearest;
/// assert_eq!(nearest("In Persn", ["email", "in-person"]), Some("in-person"));
/// assert_eq!(nearest("fax", ["email", "in-person"]), None);
/// ```
pub fn nearest<'c>(word: &str, candidates: impl IntoIterator<Item = &'c str>) -> Option<&'c str> {
    near(word, candidates, 1).into_iter().next()
}

/// The candidates that [`nearest`] would suggest, nearest first, at most `most` of them.
pub(crate) fn near<'c>(
    word: &str,
    candidates: impl IntoIterator<Item = &'c str>,
    most: usize,
) -> Vec<&'c str> {
    let word = plain(word);
    let letters = word.chars().count();
    if letters == 0 || letters > 80 {
        return Vec::new();
    }
    let farthest = (letters / 3).max(1);
    let mut found: Vec<(usize, &str)> = candidates
        .into_iter()
        .map(|candidate| (distance(&word, &plain(candidate)), candidate))
        .filter(|&(distance, _)| distance <= farthest)
        .collect();
    // The order of candidates stays where they are as near.
    found.sort_by_key(|&(distance, _)| distance);
    found.into_iter().take(most).map(|(_, candidate)| candidate).collect()
}

fn distance(word: &str, candidate: &str) -> usize {
    let begins = word.len() >= 4 && candidate.starts_with(word)
        || candidate.len() >= 4 && word.starts_with(candidate);
    let distance = strsim::damerau_levenshtein(word, candidate);
    if begins { distance.min(1) } else { distance }
}

fn plain(word: &str) -> String {
    word.trim()
        .chars()
        .flat_map(char::to_lowercase)
        .map(|c| if c == '_' || c == ' ' { '-' } else { c })
        .collect()
}
