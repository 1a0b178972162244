//! What was answered so far, in the order in which it was asked. To go one step back, or to change an answer, the
//! questions are gone through again from the first: what was answered and still stands is not asked a second time.

/// What was answered to a question: a line that was typed, or what was chosen; nothing where it was left out.
pub(super) type Said = Vec<Word>;

/// A word of an answer.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Word {
    /// It, as it was typed or shown.
    pub text: String,
    /// Its place in the list that it was chosen from.
    pub place: usize,
}

impl Word {
    /// A line that was typed.
    pub(super) fn typed(text: impl Into<String>) -> Self {
        Self { text: text.into(), place: 0 }
    }
}

/// A question and its answer.
#[derive(Debug)]
struct Answer {
    question: String,
    said: Said,
    /// Whether it is not to be asked again.
    stands: bool,
}

/// How questions are gone through.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
enum Way {
    /// Each by itself: nothing is remembered.
    #[default]
    Apart,
    /// In a row.
    InRow,
    /// Nobody is there any more: what was answered counts, also where it was to be answered anew.
    Closing,
}

/// What is to be done about a question.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Turn {
    /// It was answered so.
    Answered(Said),
    /// Nobody answers it.
    Unanswered,
    /// It is to be asked.
    Ask {
        /// What was answered before.
        before: Option<Said>,
        /// Whether there is a question before it.
        back: bool,
    },
}

/// The answers.
#[derive(Debug, Default)]
pub(super) struct Answers {
    all: Vec<Answer>,
    /// The places among all of those that this time were gone past, in their order.
    passed: Vec<usize>,
    way: Way,
    /// The place of the one that is to be changed.
    changing: Option<usize>,
}

impl Answers {
    /// Begins a row at its first question.
    pub(super) fn begin(&mut self, is_closing: bool) {
        self.way = if is_closing { Way::Closing } else { Way::InRow };
        self.passed.clear();
    }

    /// Ends the row. Where it came to its end, answers to what was not asked this time are forgotten.
    pub(super) fn end(&mut self, is_whole: bool) {
        self.way = Way::Apart;
        self.changing = None;
        if is_whole {
            let mut all: Vec<_> = std::mem::take(&mut self.all).into_iter().map(Some).collect();
            self.all = self.passed.iter().filter_map(|&place| all[place].take()).collect();
            self.passed = (0..self.all.len()).collect();
        }
    }

    /// The place of the answer to `question`, which may have been asked before in this row.
    fn place(&self, question: &str) -> Option<usize> {
        let is_it = |place: &usize| self.all[*place].question == question;
        let times = self.passed.iter().filter(|place| is_it(place)).count();
        (0..self.all.len()).filter(is_it).nth(times)
    }

    /// What is to be done about `question`, whose answers `are_good`.
    pub(super) fn turn(&mut self, question: &str, are_good: impl Fn(&[Word]) -> bool) -> Turn {
        if self.way == Way::Apart {
            return Turn::Ask { before: None, back: false };
        }
        let place = self.place(question);
        let known = place.map(|place| &self.all[place]).filter(|answer| are_good(&answer.said));
        let said = known.map(|answer| answer.said.clone());
        let stands = known.is_some_and(|answer| answer.stands || self.way == Way::Closing);
        match (said, place) {
            (Some(said), Some(place)) if stands => {
                self.passed.push(place);
                Turn::Answered(said)
            }
            _ if self.way == Way::Closing => Turn::Unanswered,
            (before, _) => Turn::Ask { before, back: !self.passed.is_empty() },
        }
    }

    /// Notes what was answered to `question`.
    pub(super) fn note(&mut self, question: &str, said: &Said) {
        if self.way == Way::InRow {
            let place = self.put(question, said.clone(), true);
            self.passed.push(place);
        }
    }

    fn put(&mut self, question: &str, said: Said, stands: bool) -> usize {
        let answer = Answer { question: question.to_owned(), said, stands };
        match self.place(question) {
            Some(place) => {
                self.all[place] = answer;
                place
            }
            None => {
                self.all.push(answer);
                self.all.len() - 1
            }
        }
    }

    /// Leaves `question` for the one before it, or, where its answer was to be changed, leaves that as it was.
    /// What was `typed` of an answer stays for when it is asked again.
    pub(super) fn back(&mut self, question: &str, typed: Option<Said>) {
        let place = self.place(question);
        if let Some(place) = place.filter(|&place| self.changing == Some(place)) {
            self.all[place].stands = true;
            return;
        }
        if let Some(typed) = typed {
            self.put(question, typed, false);
        }
        if let Some(&last) = self.passed.last() {
            self.all[last].stands = false;
        }
    }

    /// Has the answer at `place` of the row given anew.
    pub(super) fn reopen(&mut self, place: usize) {
        if let Some(answer) = self.all.get_mut(place) {
            answer.stands = false;
            self.changing = Some(place);
        }
    }

    /// Whether anything was answered.
    pub(super) fn is_empty(&self) -> bool {
        self.all.is_empty()
    }

    /// Each question with its answer.
    pub(super) fn all(&self) -> impl Iterator<Item = (&str, &Said)> {
        self.all.iter().map(|answer| (answer.question.as_str(), &answer.said))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const ANY: fn(&[Word]) -> bool = |_| true;

    fn said(text: &str) -> Said {
        vec![Word::typed(text)]
    }

    fn ask(before: Option<&str>, back: bool) -> Turn {
        Turn::Ask { before: before.map(said), back }
    }

    /// A row of which `questions` were answered, each with `a` and its number.
    fn row(questions: &[&str]) -> Answers {
        let mut answers = Answers::default();
        answers.begin(false);
        for (number, question) in questions.iter().enumerate() {
            assert_eq!(answers.turn(question, ANY), ask(None, number > 0));
            answers.note(question, &said(&format!("a{number}")));
        }
        answers
    }

    #[test]
    fn one_step_back_asks_the_last_one_again() {
        let mut answers = row(&["day", "minutes"]);
        answers.back("about", None);
        answers.begin(false);
        assert_eq!(answers.turn("day", ANY), Turn::Answered(said("a0")));
        assert_eq!(answers.turn("minutes", ANY), ask(Some("a1"), true));
        // Two steps: each question is asked again, what was typed of it in its line.
        answers.back("minutes", Some(said("4")));
        answers.begin(false);
        assert_eq!(answers.turn("day", ANY), ask(Some("a0"), false));
        answers.note("day", &said("b"));
        assert_eq!(answers.turn("minutes", ANY), ask(Some("4"), true));
    }

    /// The same question may come several times, and one whose answer no longer fits is asked.
    #[test]
    fn an_answer_belongs_to_its_question() {
        let mut answers = row(&["step", "who", "step"]);
        answers.end(true);
        answers.begin(false);
        assert_eq!(answers.turn("step", ANY), Turn::Answered(said("a0")));
        assert_eq!(answers.turn("who", |_| false), ask(None, true));
        answers.note("who", &said("b"));
        assert_eq!(answers.turn("step", ANY), Turn::Answered(said("a2")));
        answers.end(true);
        let all: Vec<_> = answers.all().map(|(_, said)| said[0].text.as_str()).collect();
        assert_eq!(all, ["a0", "b", "a2"]);
    }

    #[test]
    fn a_change_asks_one_question_and_can_be_left() {
        for is_left in [true, false] {
            let mut answers = row(&["day", "visit", "minutes of it", "about"]);
            answers.end(true);
            answers.reopen(1);
            answers.begin(false);
            assert_eq!(answers.turn("day", ANY), Turn::Answered(said("a0")));
            assert_eq!(answers.turn("visit", ANY), ask(Some("a1"), true));
            if is_left {
                answers.back("visit", Some(said("x")));
                answers.begin(false);
                for (number, question) in ["day", "visit", "minutes of it"].iter().enumerate() {
                    let expected = Turn::Answered(said(&format!("a{number}")));
                    assert_eq!(answers.turn(question, ANY), expected);
                }
            } else {
                answers.note("visit", &Said::new());
            }
            assert_eq!(answers.turn("about", ANY), Turn::Answered(said("a3")));
            answers.end(true);
            assert_eq!(answers.all().count(), if is_left { 4 } else { 3 });
        }
    }

    /// Whoever is told to end has answered all that was answered, also what was gone back before.
    #[test]
    fn at_the_end_every_answer_counts() {
        let mut answers = row(&["day", "minutes"]);
        answers.back("about", None);
        answers.begin(true);
        assert_eq!(answers.turn("day", ANY), Turn::Answered(said("a0")));
        assert_eq!(answers.turn("minutes", ANY), Turn::Answered(said("a1")));
        assert_eq!(answers.turn("about", ANY), Turn::Unanswered);
        answers.end(false);
        assert_eq!(answers.turn("day", ANY), ask(None, false));
    }
}
