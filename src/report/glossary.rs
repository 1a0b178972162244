//! What the words of a report mean, each told once: a page shows those that it uses, and `coach explain
//! WORD` shows one. Nothing is counted here.

/// A word of the reports.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Word {
    /// The word, as someone asks for it.
    pub word: &'static str,
    /// What a page has in it that uses the word.
    used: &'static [&'static str],
    /// What it means, in a sentence that follows `word =`.
    means: &'static str,
    /// The page of the guide that says more.
    pub topic: &'static str,
}

const fn word(
    word: &'static str,
    used: &'static [&'static str],
    means: &'static str,
    topic: &'static str,
) -> Word {
    Word { word, used, means, topic }
}

/// Every word, in the order in which a page explains them.
pub(crate) static WORDS: &[Word] = &[
    word(
        "in place",
        &["in place"],
        "an observer from outside saw it in place or, if nobody observed the item, the pair's records \
         document it; an observation outranks any document.",
        "numbers",
    ),
    word(
        "observed",
        &["observed", "observer saw", "observers saw", "observer looked"],
        "seen by an observer from outside the pair, of what such an observer rated; only this is \
         independent.",
        "numbers",
    ),
    word(
        "documented",
        &["documented", "documented only", "records that the pair"],
        "a dated event in the records supports it; the pair keeps those records.",
        "numbers",
    ),
    word(
        "reported",
        &["reported"],
        "what the coach and the educator say themselves (the lower of the two); it never counts toward \
         in place.",
        "numbers",
    ),
    word(
        "new pair",
        &["new pair", "is new", "(new)"],
        "under way for fewer days than coach.toml's new_pair_days, days without school left out; what is in place there is counted \
         apart, because a pair starts with nothing in place.",
        "numbers",
    ),
    word(
        "completeness",
        &["completeness"],
        "items about which anything is known, of all that apply.",
        "numbers",
    ),
    word(
        "outside observation",
        &["outside observation", "Outside observation", "outside\nobservation"],
        "pairs that an observer from outside rated, of all pairs but new ones.",
        "numbers",
    ),
    word("double-rated", &["double-rated"], "rated by two observers on one visit.", "statistics"),
    word(
        "sources differ",
        &["sources differ"],
        "two of coach, educator and observer gave different levels, or an item is documented and an \
         observer saw it below in place.",
        "numbers",
    ),
    word(
        "expired",
        &["expired"],
        "it was in place, but the evidence is older than coach.toml's expires_after allows.",
        "numbers",
    ),
    word(
        "not applicable",
        &["not applicable"],
        "there was no occasion for the item, or an observer said that it does not apply; it is in no \
         share.",
        "numbers",
    ),
    word(
        "days without school",
        &["without school"],
        "the holidays in coach.toml, and the days after year_ends up to the next year_starts; other weekends \
         are no such days.",
        "numbers",
    ),
    word("reach", &["reach"], "educators coached, of all educators in the school.", "numbers"),
    word(
        "overdue",
        &["overdue", "late", "overdue or\nnot met", "overdue or not met"],
        "an answer after the day that the pair agreed on, or a next step after its due day, and still \
         open.",
        "numbers",
    ),
    word(
        "not met",
        &["not met", "Not met"],
        "no session for more days than coach.toml's not_met_days; days without school do not count.",
        "numbers",
    ),
    word(
        "level",
        &["Level"],
        "how far a function is in a pair: computed from its items where the profile has a rule, else as a \
         rater judged it last; coach explain explains each level too.",
        "numbers",
    ),
    word(
        "points",
        &["Of all points"],
        "what the steps of an instrument's scale are worth, where it counts points: those of the latest \
         observation of each item, of the most that the items can have.",
        "numbers",
    ),
    word(
        "AC2",
        &["AC2"],
        "Gwet's coefficient of how far two observers of one visit agree, linear weights; 1 is full \
         agreement, 0 what chance gives. Not applicable and not observed count as missing.",
        "statistics",
    ),
    word(
        "alpha",
        &["alpha"],
        "Krippendorff's coefficient of how far two observers agree, for levels in order.",
        "statistics",
    ),
    word(
        "kappa",
        &["kappa"],
        "Cohen's coefficient of how far two observers agree, shown only when asked for.",
        "statistics",
    ),
    word(
        "floor",
        &["floor"],
        "the percent of visits that two observers should rate, set by the district; 20 % is what the \
         What Works Clearinghouse asks of outcome data.",
        "statistics",
    ),
    word(
        "against the observer",
        &["Against the observer"],
        "the pair's own current ratings beside an observer's, of items that both rated: this shows \
         bias, not reliability. mean = own rating minus the observer's, in steps; p = exact sign test, \
         two-sided, items treated as independent.",
        "statistics",
    ),
    word(
        "minutes",
        &["minute", "minutes"],
        "those that sessions and contacts give; a meeting with several educators counts once per coach; \
         two meetings at the same time both count (coach check finds them).",
        "numbers",
    ),
    word(
        "direct",
        &["direct"],
        "minutes of a coach's sessions and contacts, each meeting once, those as a second coach among them; of \
         all minutes of the coach.",
        "numbers",
    ),
    word(
        "without an educator",
        &["without an educator", "without an\neducator"],
        "a coach's time for planning, data, preparation, training, travel, meetings and other work \
         (coach log time).",
        "numbers",
    ),
    word(
        "second coach",
        &["second coach", "as second\ncoach"],
        "a further coach who was at a session (also_coach); the session is counted for each coach who was there, \
         and once for the school and the district.",
        "numbers",
    ),
    word(
        "phase",
        &["by phase"],
        "a part of a session, such as debrief; a session counts in each of its phases.",
        "numbers",
    ),
    word(
        "planned",
        &["planned", "Planned"],
        "days under way, days without school left out, ÷ agreed days from one meeting to the next, rounded \
         down, × agreed minutes.",
        "numbers",
    ),
    word(
        "held",
        &["held"],
        "sessions of the pairs that agreed how often to meet, and the minutes of those that agreed how long. Minutes \
         held differ from all minutes: contacts are left out, and a meeting with several educators counts for \
         each of them.",
        "numbers",
    ),
    word(
        "called off",
        &["called off", "Called off", "called\noff"],
        "a meeting that was to be and did not take place; it is no session, no contact and no minutes.",
        "numbers",
    ),
    word(
        "long gap",
        &["long gap", "Long gaps", "long\ngaps"],
        "a time without a session in which a whole agreed meeting is missing: at least twice the agreed \
         days, days without school left out.",
        "numbers",
    ),
    word(
        "months",
        &["\nmonths\n", "months from"],
        "each month of the period: S with a session, · without, - without school.",
        "numbers",
    ),
    word(
        "in time",
        &["in time"],
        "answered by the agreed day, of the requests that fell due.",
        "numbers",
    ),
    word("open", &["open and not overdue"], "not answered and not overdue.", "numbers"),
    word(
        "percent",
        &[" %)", " %"],
        "cut to one decimal and never rounded: 66 of 99 is 66.6 %, and 100.0 % is all of them.",
        "numbers",
    ),
    word(
        "by month",
        &["By month"],
        "each month counts only its own records. · = no occasion; | = different observers or a \
         different profile from here on: no slope runs across it. Sessions are compared per pair under \
         way; their slopes leave out months without school, and months of whose days with school only some lie \
         in the period.",
        "statistics",
    ),
    word(
        "slope",
        &["slope", "per 30 days"],
        "Theil–Sen on calendar days with a 95 % interval; it needs 3 months. p is two-sided Mann–Kendall \
         and needs 5.",
        "statistics",
    ),
    word(
        "NAP",
        &["NAP"],
        "of all pairs of a value before and one after, the share in which the one after is better; \
         equal ones count half. It is not evidence of cause.",
        "statistics",
    ),
];

impl Word {
    /// The word that someone asks for, in any case of letters and as any page has it.
    pub(crate) fn named(wanted: &str) -> Option<&'static Self> {
        let wanted = wanted.trim();
        let is = |word: &str| word.eq_ignore_ascii_case(wanted);
        WORDS.iter().find(|word| is(word.word) || word.used.iter().any(|used| is(used)))
    }

    /// What the word that stands over a column means, in one sentence or two; in the plural too.
    pub(super) fn over(heading: &str) -> Option<&'static str> {
        let is = |word: &str| heading == word || heading.strip_suffix('s') == Some(word);
        WORDS.iter().find(|word| is(word.word)).map(|word| word.means)
    }

    /// What it means, in one sentence or two.
    pub(crate) fn sentence(&self) -> String {
        format!("{} = {}", self.word, self.means)
    }

    /// Whether a page with the words `page` uses it.
    fn is_used(&self, page: &str) -> bool {
        self.used
            .iter()
            .any(|used| page.match_indices(used).any(|(at, _)| is_whole(page, at, used)))
    }
}

/// Whether `used` at `at` of `page` is a word of its own, or its plural. What begins or ends with no letter
/// is bounded by itself.
fn is_whole(page: &str, at: usize, used: &str) -> bool {
    let is_letter = |c: Option<char>| c.is_some_and(char::is_alphabetic);
    let (before, after) = (&page[..at], &page[at + used.len()..]);
    let plural = after.strip_prefix('s').filter(|rest| !is_letter(rest.chars().next()));
    let after = plural.unwrap_or(after);
    let goes_on_before = is_letter(used.chars().next()) && is_letter(before.chars().next_back());
    let goes_on_after = is_letter(used.chars().next_back()) && is_letter(after.chars().next());
    !goes_on_before && !goes_on_after
}

/// The sentences for those words that a page with the words `page` uses.
pub(super) fn used(page: &str) -> Vec<String> {
    WORDS.iter().filter(|word| word.is_used(page)).map(Word::sentence).collect()
}

/// What the level `id` of a profile means, which is `reached` so.
pub(crate) fn level(id: &str, reached: &str) -> String {
    format!("{id} = {reached}.")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::guide::Topic;

    #[test]
    fn a_word_is_found_as_itself_or_its_plural_and_in_no_other_word() {
        let finds = |page: &str, used: &str| {
            page.match_indices(used).any(|(at, _)| is_whole(page, at, used))
        };
        assert!(finds("reach of 3", "reach") && finds("two floors", "floor"));
        assert!(
            !finds("reached", "reach") && !finds("outreach", "reach") && !finds("reachs9", "each")
        );
        assert!(finds("long\ngaps\nmonths\nLincoln", "\nmonths\n"));
        assert!(!finds("3 months between", "\nmonths\n"));
    }

    #[test]
    fn each_word_is_told_once_and_its_topic_is_there() {
        let mut words: Vec<_> = WORDS.iter().map(|word| word.word.to_lowercase()).collect();
        let all = words.len();
        words.sort_unstable();
        words.dedup();
        assert_eq!(words.len(), all);
        for word in WORDS {
            assert!(Topic::named(word.topic).is_some(), "{}", word.word);
            assert!(Topic::named(word.word).is_none(), "{} is a topic as well", word.word);
            assert!(word.means.ends_with('.'), "{}", word.word);
        }
    }
}
