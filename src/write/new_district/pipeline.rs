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
    /// Why it works only at the top of a repository, in words that follow a path; empty where it works anywhere.
    pub only_at_top: &'static str,
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
        only_at_top: "GitHub reads .github only at the top of a repository",
    },
    Addition {
        name: "gitlab",
        about: "GitLab CI: a test report and a page on merge requests, reports and what is due by a schedule",
        files: &[(".gitlab-ci.yml", include_str!("pipeline/gitlab-ci.tmpl.yml"))],
        first: "Before you push, write in .gitlab-ci.yml where coach comes from, and see to it that the project is \
                private",
        only_at_top: "GitLab reads .gitlab-ci.yml only at the top of a repository",
    },
];

/// The script of git's that is run before a commit.
pub(crate) const HOOK: &str = ".githooks/pre-commit";

/// What checks records before they are committed.
pub(crate) static HOOKS: Addition = Addition {
    name: "hooks",
    about: "Check staged records before each commit",
    files: &[
        (HOOK, include_str!("pipeline/pre-commit.tmpl.sh")),
        (".githooks/coach-check", include_str!("pipeline/coach-check.tmpl.sh")),
        (".githooks/.gitattributes", include_str!("pipeline/hooks-attributes.tmpl.txt")),
        (".pre-commit-config.yaml", include_str!("pipeline/pre-commit-config.tmpl.yaml")),
    ],
    first: "",
    only_at_top: "",
};
