//! `--edit`: a template that is filled and explained, and the way back to it until it is right.

use std::fs;
use std::os::unix::fs::PermissionsExt;

use super::{Desk, FOR_T104, T104, value};
use crate::script::script;

const CONTACT: [&str; 5] = ["contact", "--method", "email", "--date", "2025-10-06"];

/// Runs `coach log ARGUMENTS --edit` about t-104 with editors that are shell scripts: the first run of
/// the editor is the first of `scripts`, and so on. `$1` is the file, which is copied to `seen-N`
/// before each. The exit code and what was shown.
fn edit(desk: &Desk, arguments: &[&str], scripts: &[&str]) -> (i32, String) {
    let folder = desk.state.path();
    let place = folder.display();
    for (number, script) in (1..).zip(scripts) {
        fs::write(folder.join(format!("run-{number}")), script).expect("a script");
    }
    let editor = folder.join("editor.sh");
    let lines = format!(
        "n=1\nwhile [ -e '{place}/seen-'$n ]; do n=$((n+1)); done\n\
         cp \"$1\" '{place}/seen-'$n\n. '{place}/run-'$n\n"
    );
    let editor = script(&editor, &lines);
    let arguments = [arguments, &FOR_T104[..], &["--edit"]].concat();
    let end = desk.at_terminal(&[("EDITOR", &editor)], &arguments).end();
    let runs = (1..).take_while(|number| folder.join(format!("seen-{number}")).exists()).count();
    assert_eq!(runs, scripts.len(), "{end:?}");
    end
}

/// What the editor was given at its `number`th start.
fn seen(desk: &Desk, number: usize) -> String {
    fs::read_to_string(desk.state.path().join(format!("seen-{number}"))).expect("it was started")
}

/// `sed` on the file in place.
fn sed(script: &str) -> String {
    format!("sed '{script}' \"$1\" > \"$1.new\" && cat \"$1.new\" > \"$1\" && rm \"$1.new\"")
}

#[test]
fn the_template_is_filled_and_explained() {
    let desk = Desk::new();
    let (code, shown) = edit(&desk, &CONTACT, &["true"]);
    assert_eq!(code, 0, "{shown}");
    assert_eq!(desk.text(), "kind: contact\ndate: 2025-10-06\nmethod: email\n");
    let template = seen(&desk, 1);
    for part in ["#| A contact of t-104 with c-03", "\ndate: 2025-10-06\n", "\nminutes:\n", "video"]
    {
        assert!(template.contains(part), "{part} is not in {template}");
    }
    assert!(desk.rescued().is_empty());
    desk.is_clean();
}

#[test]
fn all_ways_lead_to_the_same_text() {
    let contact = [&CONTACT[..], &["--minutes", "5", "--about", "it's: \"so\"\n\nthere"]].concat();
    let text = "kind: contact\ndate: 2025-10-06\nmethod: email\nminutes: 5\n\
                about: |-\n  it's: \"so\"\n\n  there\n";
    let desk = Desk::new();
    desk.wrote(&[&contact[..], &FOR_T104].concat());
    assert_eq!(desk.text(), text);
    let desk = Desk::new();
    let json = serde_json::json!({
        "kind": "contact", "date": "2025-10-06", "method": "email", "minutes": 5,
        "about": "it's: \"so\"\n\nthere",
    });
    let run = desk.log_from(json.to_string(), &[&["--from", "-"], &FOR_T104[..]].concat());
    assert_eq!((run.code, desk.text().as_str()), (0, text));
    let desk = Desk::new();
    let (code, shown) = edit(&desk, &contact, &["true"]);
    assert_eq!((code, desk.text().as_str()), (0, text), "{shown}");
    let desk = Desk::new();
    let saved = format!("cat > \"$1\" <<'END'\n{text}END\n");
    let (code, shown) = edit(&desk, &["contact"], &[&saved]);
    assert_eq!((code, desk.text().as_str()), (0, text), "{shown}");
}

#[test]
fn a_session_in_the_editor_says_what_the_options_say() {
    let session = [
        "session",
        "--date",
        "2025-10-06",
        "--starts",
        "14:05",
        "--method",
        "video",
        "--phase",
        "debrief",
        "--item",
        "listens,rationale",
        "--observed",
        "2025-10-03",
        "--strengths",
        "waits",
        "--working",
        "cards: all",
        "--next-step",
        "due=+7 one",
        "--next-step",
        "two",
        "--notes",
        "first\nsecond",
    ];
    let by_options = Desk::new();
    by_options.wrote(&[&session[..], &FOR_T104].concat());
    let by_editor = Desk::new();
    let (code, shown) = edit(&by_editor, &session, &["true"]);
    assert_eq!(code, 0, "{shown}");
    assert_eq!(value(&by_editor.text()), value(&by_options.text()));
    assert!(!by_editor.text().contains('#'), "{}", by_editor.text());
}

#[test]
fn mistakes_come_back_as_comments_until_they_are_mended() {
    let desk = Desk::new();
    let mistake = sed("s/method: email/method: mail  # by mail/;s/^minutes:.*/minutes: x/");
    let half = sed("s/method: mail/method: email/");
    let mended = sed("s/minutes: x/minutes: 5/;s/^about:/about: cards/");
    let (code, shown) = edit(&desk, &CONTACT, &[&mistake, &half, &mended]);
    assert_eq!(code, 0, "{shown}");
    assert!(shown.contains("2 problems") && shown.contains("1 problem;"), "{shown}");
    let second = seen(&desk, 2);
    let lines: Vec<&str> = second.lines().collect();
    let at = lines.iter().position(|line| line.starts_with("method: mail")).expect("as typed");
    assert!(
        lines[..at].iter().rev().take(2).any(|line| line.starts_with("#! `mail` is not a method")),
        "{second}"
    );
    assert!(second.contains("did you mean `email`?"), "{second}");
    let third = seen(&desk, 3);
    assert!(!third.contains("`mail`"), "old problems go: {third}");
    assert_eq!(third.matches("#! ").count() - third.matches("#!   ").count(), 1, "{third}");
    assert_eq!(
        desk.text(),
        "kind: contact\ndate: 2025-10-06\nmethod: email  # by mail\nminutes: 5\nabout: cards\n"
    );
    assert!(desk.rescued().is_empty());
}

#[test]
fn broken_yaml_comes_back_as_it_was_typed() {
    let desk = Desk::new();
    let broken = sed("s/^about:.*/about: \"no end/");
    let mended = sed("s/no end/an end\"/");
    let (code, shown) = edit(&desk, &CONTACT, &[&broken, &mended]);
    assert_eq!(code, 0, "{shown}");
    assert!(seen(&desk, 2).contains("about: \"no end\n"), "{}", seen(&desk, 2));
    assert_eq!(value(&desk.text())["about"], "an end");
}

#[test]
fn saving_a_mistake_unchanged_gives_up_and_keeps_it() {
    let desk = Desk::new();
    let mistake = sed("s/method: email/method: mail/;s/^about:/about: hours of typing/");
    let (code, shown) = edit(&desk, &CONTACT, &[&mistake, "true"]);
    assert_eq!(code, 1, "{shown}");
    assert!(desk.records().is_empty());
    let rescued = desk.rescued();
    assert_eq!(rescued.len(), 1);
    let (path, text) = &rescued[0];
    assert!(text.contains("hours of typing") && shown.contains(path.to_str().expect("UTF-8")));
    assert_eq!(fs::metadata(path).expect("it").permissions().mode() & 0o777, 0o600);
    // What was kept can be handed over once it is right.
    let text = text.replace("method: mail", "method: email");
    let run = desk.log_from(text, &[&["--from", "-"], &FOR_T104[..]].concat());
    assert_eq!(run.code, 0, "{run:?}");
}

#[test]
fn an_emptied_file_gives_up() {
    let desk = Desk::new();
    for script in [": > \"$1\"", "echo '# no' > \"$1\"", "printf '\\n\\n' > \"$1\""] {
        let desk = Desk::new();
        let (code, shown) = edit(&desk, &CONTACT, &[script]);
        assert_eq!(code, 1, "{shown}");
        assert!(shown.contains("nothing was written"), "{shown}");
        assert!(desk.records().is_empty() && desk.rescued().is_empty());
    }
    desk.is_clean();
}

#[test]
fn an_editor_that_fails_loses_nothing() {
    for (script, said) in [
        ("echo 'kind: contact # typed' > \"$1\"; exit 3", "ended with a failure"),
        ("printf 'kind: contact # typed \\377' > \"$1\"", "not UTF-8"),
    ] {
        let desk = Desk::new();
        let (code, shown) = edit(&desk, &CONTACT, &[script]);
        assert_eq!(code, 2, "{shown}");
        let kept = fs::read_dir(desk.state.path().join("coach/rescue")).expect("a folder");
        let kept = kept.map(|entry| entry.expect("an entry").path());
        let kept: Vec<_> = kept.filter(|path| !path.ends_with(".gitignore")).collect();
        assert_eq!(kept.len(), 1);
        let shown = shown.replace(['\r', '\n'], "");
        assert!(
            shown.contains(said) && shown.contains(kept[0].to_str().expect("UTF-8")),
            "{shown}"
        );
        assert!(desk.records().is_empty());
    }
    let desk = Desk::new();
    let arguments = [&CONTACT[..], &FOR_T104, &["--edit"]].concat();
    let (code, shown) = desk.at_terminal(&[("EDITOR", "/nowhere/editor")], &arguments).end();
    assert!(code == 2 && shown.contains("/nowhere/editor"), "{shown}");
    assert!(desk.records().is_empty());
}

#[test]
fn the_editor_may_have_options_and_visual_goes_first() {
    let desk = Desk::new();
    let arguments = [&CONTACT[..], &FOR_T104, &["--edit"]].concat();
    let variables = [("VISUAL", "sed -i -e s/email/phone/"), ("EDITOR", "false")];
    let (code, shown) = desk.at_terminal(&variables, &arguments).end();
    assert_eq!(code, 0, "{shown}");
    assert_eq!(value(&desk.text())["method"], "phone");
}

#[test]
fn a_relationship_is_edited_too() {
    let desk = Desk::new();
    let editor = desk.state.path().join("editor.sh");
    let lines = sed(
        "s/^coach:.*/coach: c-04/;s/^educator:.*/educator: t-201/;s/^school:.*/school: prairie/",
    );
    let editor = script(&editor, &lines);
    let arguments = ["relationship", "--started", "2025-09-08", "--edit"];
    let (code, shown) = desk.at_terminal(&[("EDITOR", &editor)], &arguments).end();
    assert_eq!(code, 0, "{shown}");
    assert_eq!(
        desk.read("records/prairie/c-04-t-201/relationship.yaml"),
        "kind: relationship\nprofile: missouri-sbic-2014\ncoach: c-04\neducator: t-201\n\
         school: prairie\nstarted: 2025-09-08\n"
    );
}

#[test]
fn no_name_reaches_the_template() {
    let desk = Desk::new();
    desk.file("people.yaml", "t-104: Zebra Quill\nc-03: Wren Ibis\n");
    let (code, shown) = edit(&desk, &CONTACT, &["true"]);
    assert_eq!(code, 0, "{shown}");
    let template = seen(&desk, 1).to_lowercase();
    for name in ["zebra", "quill", "wren", "ibis"] {
        assert!(!template.contains(name) && !desk.text().to_lowercase().contains(name));
    }
    assert!(template.contains("t-104") && desk.record().0.starts_with(T104));
}

/// A word of prose that slipped to the left margin comes back as a problem that does not quote it.
#[test]
fn outdented_prose_is_not_quoted_by_the_problems() {
    let desk = Desk::new();
    let text = "kind: contact\ndate: 2025-10-06\nmethod: email\nabout: |\n  one\nZebra: crossed\n";
    let saved = format!("cat > \"$1\" <<'END'\n{text}END\n");
    let (code, shown) = edit(&desk, &CONTACT, &[&saved, "true"]);
    assert_ne!(code, 0, "{shown}");
    assert!(!shown.contains("ebra"), "{shown}");
    let offered = seen(&desk, 2);
    assert_eq!(offered.matches("ebra").count(), 1, "only the line itself: {offered}");
    assert!(offered.contains("this is not a key of a contact"), "{offered}");
}

/// Where no variable names one, the one that was chosen for the system is taken; one that would come back at once, before
/// anything is typed, is told to wait.
#[test]
fn the_editor_is_what_the_user_or_the_system_says_and_is_waited_for() {
    let desk = Desk::new();
    let programs = desk.state.path().join("programs");
    let path = format!("{}:{}", programs.display(), std::env::var("PATH").expect("a path"));
    for (variables, program, begins) in [
        (&[("EDITOR", "code")][..], "code", "--wait "),
        (&[("EDITOR", "code -n")], "code", "-n "),
        (&[("VISUAL", "mine"), ("EDITOR", "code")], "mine", "/"),
        (&[], "editor", "/"),
    ] {
        let said = desk.state.path().join("said");
        script(&programs.join(program), &format!("echo \"{program} $*\" > '{}'", said.display()));
        let variables = [&[("PATH", path.as_str())], variables].concat();
        let end =
            desk.at_terminal(&variables, &[&CONTACT[..], &FOR_T104, &["--edit"]].concat()).end();
        assert_eq!(end.0, 0, "{end:?}");
        let said = fs::read_to_string(said).expect("it was started");
        assert!(said.starts_with(&format!("{program} {begins}")), "{said}");
    }
}

#[test]
fn without_any_editor_that_is_said() {
    let desk = Desk::new();
    let arguments = [&CONTACT[..], &FOR_T104, &["--edit"]].concat();
    let (code, shown) = desk.at_terminal(&[("PATH", "")], &arguments).end();
    let shown = shown.split_whitespace().collect::<Vec<_>>().join(" ");
    assert!(code == 2 && shown.contains("there is no editor here that coach knows"), "{shown}");
}
