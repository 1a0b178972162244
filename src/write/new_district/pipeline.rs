//! What can be added to a district's folder so that a server, or git, runs `coach` on it: one row an addition, which
//! is all there is to it. The texts of the files are beside this file.

/// Files that make something else run `coach`.
#[derive(Debug)]
pub(crate) struct Addition {
    /// The word that asks for it.
    pub name: &'static str,
    /// What help says of it.
    pub about: &'static str,
    /// Path from the folder, with `/`, and contents.
    pub files: &'static [(&'static str, &'static str)],
    /// What there is to do before it works, in a sentence; empty where that is nothing.
    pub first: &'static str,
    /// The file that is read only at the top of a repository, and what reads it.
    pub only_at_top: (&'static str, &'static str),
    /// What to do with that file there, in words that follow "and"; `{below}` is the way from there to the folder.
    pub at_top: &'static str,
    /// Of files that may be there already, what to do where they do not run it.
    pub if_kept: &'static [IfKept],
}

/// A file that somebody may have, with other things in it.
#[derive(Debug)]
pub(crate) struct IfKept {
    /// Its path from the folder.
    pub path: &'static str,
    /// What is in every text of it that runs `coach`.
    pub runs: &'static str,
    /// What to do, in words that follow "is kept and does not run coach:".
    pub then: &'static str,
    /// The lines to add.
    pub lines: fn() -> String,
}

/// The servers, in the order of help.
pub(crate) static SERVERS: &[Addition] = &[
    Addition {
        name: "github",
        about: "GitHub Actions: notes and a comment on pull requests, reports and what is due every night",
        files: &[
            (".github/workflows/coach.yml", include_str!("pipeline/github-workflow.tmpl.yml")),
            (".github/actions/coach/action.yml", include_str!("pipeline/github-action.tmpl.yml")),
        ],
        first: "Before you push, write in .github/actions/coach/action.yml where coach comes from, and see to it that \
                the repository is private",
        only_at_top: (".github", "GitHub"),
        at_top: "let its commands run in {below}",
        if_kept: &[IfKept {
            path: ".github/workflows/coach.yml",
            runs: "coach check",
            then: "give it another name, and run this again",
            lines: String::new,
        }],
    },
    Addition {
        name: "gitlab",
        about: "GitLab CI: a test report and a page on merge requests, reports and what is due by a schedule",
        files: &[(GITLAB, include_str!("pipeline/gitlab-ci.tmpl.yml"))],
        first: "Before you push, write in .gitlab-ci.yml where coach comes from, and see to it that the project is \
                private",
        only_at_top: (GITLAB, "GitLab"),
        at_top: "let its commands run in {below}",
        if_kept: &[IfKept {
            path: GITLAB,
            runs: "coach check",
            then: "run `coach init ELSEWHERE --ci gitlab` for a folder that is not there yet, move the .gitlab-ci.yml in \
                   it here as coach.gitlab-ci.yml, and add these lines to your own",
            lines: || "include:\n  - local: coach.gitlab-ci.yml\n".to_owned(),
        }],
    },
];

const GITLAB: &str = ".gitlab-ci.yml";

/// The script of git's that is run before a commit.
pub(crate) const HOOK: &str = ".githooks/pre-commit";
/// The script that checks, which that one runs, as others can.
pub(crate) const HOOK_CHECK: &str = ".githooks/coach-check";

const FOR_PRE_COMMIT: &str = include_str!("pipeline/pre-commit-config.tmpl.yaml");

/// What checks records before they are committed.
pub(crate) static HOOKS: Addition = Addition {
    name: "hooks",
    about: "Check staged records before each commit",
    files: &[
        (HOOK, include_str!("pipeline/pre-commit.tmpl.sh")),
        (HOOK_CHECK, include_str!("pipeline/coach-check.tmpl.sh")),
        (".githooks/.gitattributes", include_str!("pipeline/hooks-attributes.tmpl.txt")),
        (".pre-commit-config.yaml", FOR_PRE_COMMIT),
    ],
    first: "",
    only_at_top: (".pre-commit-config.yaml", "The program pre-commit"),
    at_top: "let its entry be `sh {below}/.githooks/coach-check`",
    if_kept: &[
        IfKept {
            path: HOOK,
            runs: "coach",
            then: "add this line to it",
            lines: || "sh \"$(dirname \"$0\")/coach-check\" || exit 1\n".to_owned(),
        },
        IfKept {
            path: ".pre-commit-config.yaml",
            runs: "coach-check",
            then: "if you use the program pre-commit, add these lines to its `repos`",
            lines: || FOR_PRE_COMMIT.split_once("repos:\n").map_or("", |(_, rows)| rows).to_owned(),
        },
    ],
};
