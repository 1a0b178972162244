//! Checklists by instruments with scales of their own: points and tiers in Spanish, yes and no, seven steps
//! of agreement. On paper, by options and at a terminal.

use super::Desk;
use crate::harness::{District, Pair, SETTINGS};

const SUPPORTS: &str = include_str!("../../profiles/supports.toml");
const YES_NO: &str = include_str!("../../profiles/yes-no.toml");
const LIKERT: &str = include_str!("../../profiles/likert.toml");

/// A district whose one pair is rated by `profile`.
fn desk(id: &str, profile: &str) -> Desk {
    let settings = format!("{SETTINGS}[profiles]\n{id} = \"profiles/{id}.toml\"\n");
    let district = District::new().file("coach.toml", settings);
    let district = district.file(&format!("profiles/{id}.toml"), profile);
    Desk::of(district.pair(&Pair::under(id, "c-01", "t-101", "lincoln")))
}

fn blank(desk: &Desk, format: &str) -> String {
    let run = desk.coach(&["checklist", "--educator", "t-101", "--blank", format]);
    assert_eq!((run.code, run.err.as_str()), (0, ""), "{run:?}");
    run.out
}

/// What the one checklist of the pair says after its rater.
fn rated(desk: &Desk) -> String {
    let [(_, text)] = &desk.checklists()[..] else { panic!("one checklist") };
    let start = text.find("ratings:").expect("ratings");
    text[start..].to_owned()
}

#[test]
fn points_parts_and_marks_are_on_the_form() {
    let desk = desk("supports", SUPPORTS);
    let plain = blank(&desk, "markdown");
    for line in [
        "- **Implementado por completo**: 2 points, in place",
        "- **red flag**: say what you saw; the scale counts the other way around",
        // Two functions with items 1, 2 with its parts, 3 and 4. A part has at most 1 of 2 points, so its
        // best box is the second.
        "| 2 | Procedimientos de reunión. **(counts twice)** | ☐ | ☐ | ☐ | – | ☐ | |",
        "| 2a | ↳ Hay una agenda. **(at most 1 point)** | – | ☐ | ☐ | – | ☐ | |",
        "| 2b | ↳ Hay actas. **(at most 1 point)** | – | ☐ | ☐ | ☐ | ☐ | |",
        "| 3 | Se excluye a estudiantes sin aviso. **(red flag)** | ☐ | ☐ | ☐ | – | ☐ | |",
        "  - **Sin implementar**: No existe un equipo.",
        "- ☐ **Escuela modelo**: La escuela enseña a otras.",
        "- t1-teams: 1 t1-1, 2 t1-2, 2a t1-2a, 2b t1-2b",
    ] {
        assert!(plain.lines().any(|it| it == line), "{line} is not in\n{plain}");
    }
    // Only the whole has a level that is judged.
    assert_eq!(plain.matches("if you wish to judge it").count(), 1, "{plain}");
    assert!(plain.contains("Criterio cumplido (of a tier: at least 70 percent"), "{plain}");
    assert!(plain.contains("full (Implementado por completo)"), "{plain}");

    let page = blank(&desk, "html");
    assert!(page.starts_with("<!DOCTYPE html><html lang=\"es\">"), "{page}");
    // What is not the document's is in English.
    for part in [
        "<h1 lang=\"en\">Fidelity checklist</h1>",
        "<th class=\"item part\" scope=\"row\"><span class=\"number\">2a</span> Hay una agenda.",
        "<span class=\"mark\" lang=\"en\">critical</span>",
        "<td colspan=\"7\"><ul><li><strong>Implementado por completo</strong>: Existe un equipo",
        "<h2 lang=\"en\">The whole instrument</h2>",
    ] {
        assert!(page.contains(part), "{part} is not in\n{page}");
    }
    // 6 items with 5 boxes each, less 5 that are never not applicable and 2 best steps of the parts; 4
    // roles and a level.
    assert_eq!(page.matches("class=\"box\"").count(), 6 * 5 - 5 - 2 + 4 + 1);
}

#[test]
fn many_steps_fit_on_the_page() {
    let page = blank(&desk("likert", LIKERT), "html");
    // 48 percent of the width for nine columns.
    assert_eq!(page.matches("style=\"width: 5.3%\"").count(), 9, "{page}");
    assert!(page.contains("<table class=\"upright\">"), "{page}");
    let short = blank(&desk("yes-no", YES_NO), "html");
    assert!(!short.contains("style=\"") && short.contains("<table>"), "{short}");
    assert!(short.contains("<dt>Yes</dt><dd>in place</dd>"), "{short}");
}

/// A rating by options may be the instrument's word, its points or its key.
#[test]
fn ratings_are_typed_in_the_words_of_the_instrument() {
    for (id, profile, given, written) in [
        (
            "supports",
            SUPPORTS,
            "t1-1=2,t1-2=PARTLY,t1-3=Sin implementar",
            "full t1-2 partly t1-3 none",
        ),
        ("yes-no", YES_NO, "goals=Yes,slides=0", "\"yes\" slides \"no\""),
        ("likert", LIKERT, "listens=7,confidence=strongly disagree", "\"7\" confidence \"1\""),
    ] {
        let desk = desk(id, profile);
        let rater = ["--rater", "observer", "--rater-id", "o-2", "--date", "2025-10-01"];
        let rate = ["checklist", "--educator", "t-101", "--rate", given];
        let run = desk.coach(&[&rate[..], &rater].concat());
        assert_eq!((run.code, run.err.as_str()), (0, ""), "{run:?}");
        let rated = rated(&desk).replace([':', ',', '{', '}'], "");
        assert!(rated.trim_end().ends_with(written), "{written}: {rated}");
    }
}

#[test]
fn what_an_instrument_does_not_have_is_refused() {
    let desk = desk("supports", SUPPORTS);
    let start = ["checklist", "--educator", "t-101", "--rater", "observer", "--rater-id", "o-2"];
    for (given, said) in [
        (&["--rate", "t1-2a=2"][..], "this item has at most 1 point"),
        (&["--rate", "t1-1=in-place"], "allowed: `full`, `partly`, `none`, `not-applicable`"),
        (&["--rate", "t1-1=2", "--level", "tier-1=met"], "computes every level of `tier-1`"),
        (&["--rate", "t1-1=2", "--level", "t1-teams=model"], "computes every level of `t1-teams`"),
    ] {
        let run = desk.coach(&[&start[..], &["--date", "2025-10-01"], given].concat());
        assert!(run.code == 1 && run.err.contains(said), "{said}: {run:?}");
    }
    // Nobody scores as a team where the instrument has no votes.
    let other = self::desk("yes-no", YES_NO);
    let team = ["checklist", "--educator", "t-101", "--rater", "consensus", "--rate", "goals=yes"];
    let run = other.coach(&team);
    assert!(run.code == 1 && run.err.contains("error[unknown-role]"), "{run:?}");
    let run = desk.coach(&[&team[..6], &["t1-1=2", "--date", "2025-10-01"]].concat());
    assert_eq!(run.code, 0, "{run:?}");
}

#[cfg(unix)]
mod at_terminal {
    use super::*;
    use crate::terminal::{DOWN, ENTER};

    const OF_O2: [&str; 6] = ["--rater", "observer", "--rater-id", "o-2", "--date", "2025-10-01"];

    /// Points are keys. The item that is only for others is not asked about; the whole is judged last.
    #[test]
    fn points_and_a_level_of_the_whole() {
        let desk = desk("supports", SUPPORTS);
        let mut terminal = desk.at_terminal(&["--date", "2025-10-01"]);
        // The last of all is the team together, which needs no id.
        terminal.press("Who rates?", &DOWN.repeat(4)).type_in(ENTER);
        terminal.expect("0 of 5 items").expect("critical: a level may ask for it");
        terminal.expect("2  Implementado por completo").expect("Existe un equipo con todos");
        terminal.type_in("2");
        // Its points count twice, which is more than its key says.
        terminal.press("2  Implementado por completo (4 points)", "1");
        terminal.press("2a. Hay una agenda.", "2").press("1  Parcialmente implementado", "1");
        terminal.press("2b. Hay actas.", "n");
        terminal.press("0  Sin implementar (2 points)", "0");
        terminal.press("Your own judgment of all of it", "1");
        terminal.press("This is the record.", ENTER);
        let (code, shown) = terminal.end();
        assert_eq!(code, 0, "{shown}");
        assert!(!shown.contains("Créditos"), "{shown}");
        assert_eq!(
            rated(&desk),
            "ratings: {t1-1: full, t1-2: partly, t1-2a: partly, t1-2b: not-applicable, t1-3: none}\n\
             levels: {whole: model}\n"
        );
    }

    /// Without points, the better of two steps is 1 and the other 0.
    #[test]
    fn yes_and_no() {
        let desk = desk("yes-no", YES_NO);
        let mut terminal = desk.at_terminal(&OF_O2);
        terminal.press("  1  Yes", "1");
        terminal.expect("red flag: say what you saw").press("  0  No", "0");
        terminal.press("This is the record.", ENTER);
        let (code, shown) = terminal.end();
        assert_eq!(code, 0, "{shown}");
        assert_eq!(rated(&desk), "ratings: {goals: \"yes\", slides: \"no\"}\n");
    }

    /// Steps whose words are digits have those as keys: 7 is the best, and no key means another step's word.
    #[test]
    fn seven_steps_of_agreement() {
        let desk = desk("likert", LIKERT);
        let mut terminal = desk.at_terminal(&OF_O2);
        terminal.expect("  7  Strongly agree").expect("Every time we meet.").type_in("7");
        terminal.press("2. My coach keeps confidences.", "0").press("  1  Strongly disagree", "1");
        terminal.press("Your own judgment of this function", "1");
        terminal.press("This is the record.", ENTER);
        let (code, shown) = terminal.end();
        assert_eq!(code, 0, "{shown}");
        assert_eq!(
            rated(&desk),
            "ratings: {listens: \"7\", confidence: \"1\"}\nlevels: {trust: weak}\n"
        );
    }
}
