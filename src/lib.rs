//! Records of school implementation coaching: read, checked, counted and reported.
//!
//! Data flows one way: files → tree with positions → typed records → checks and numbers → report →
//! rendering. A module uses what is below it and nothing above it. Nothing below [`command`] prints,
//! reads the clock or the environment.
//!
//! # The house, from the ground up
//!
//! A *pair* is one relationship's folder, `records/<school>/<coach>-<educator>/`. Every record is in one, but
//! a coach's time without an educator, which is in `records/coaches/<coach>/`; a record anywhere else is
//! found and never counted. Typed records keep no prose: what shows people's own
//! words starts from the tree.
//!
//! | floor | room | to change … |
//! |---|---|---|
//! | [`text`] | [`encoding`](text::encoding) | how a file's bytes become text, and what is said of those that are none |
//! | | [`source`](text::source) | lines and columns of a place in a file |
//! | | [`spelling`](text::spelling) | when two spellings of a practice are one |
//! | | [`nearest`](text::nearest) | "did you mean …?" |
//! | | [`width`](text::width) | how wide text is on a terminal, and where lines break |
//! | | [`wording`](text::wording) | quotes, plurals, lists, and what makes text safe for a terminal |
//! | | [`markdown`](text::markdown), `html` | what makes text safe in Markdown, and in HTML |
//! | | `words` | closed sets of words in records and JSON, each told once |
//! | | [`path`](text::path), `line_ends`, `made_by` | what is the same on every system: paths in words, ends of lines, what a zip file says it was made on |
//! | [`formats`] | | the list of machine formats and their versions |
//! | [`diagnostic`] | its `mod`, `problems`, `place` | what a finding is; what an excerpt hides |
//! | | `text`, `json`, `github`, `sarif`, `junit` | one form of `coach check`, one file |
//! | [`syntax`] | [`tree`](syntax::tree) | how one value is read: dates, ids, numbers, words, unknown keys |
//! | | [`yaml`](syntax::yaml) | reading YAML, writing it, and edits that add keys, replace values or take keys out, and keep comments; in `quick`, the plain part in which nearly every record is written |
//! | | [`toml`](syntax::toml) | reading profiles and coach.toml; in `fault`, what is said where the text is no TOML |
//! | [`domain`] | `key` | what a row of a table of keys can say: forms, bounds, words |
//! | | [`calendar`](domain::calendar) | school years, months, days without school, working days, "last friday"; in `as_of`, how the as-of day and where it comes from are said |
//! | | [`profile`](domain::profile) | what a profile is; its keys are in `read`, one file per part |
//! | | `profile::shipped` | which profiles are built in, and which templates there are |
//! | | [`profile::evidence`](domain::profile::evidence) | an evidence rule: id, parameters, sentence |
//! | | `profile::level_rule` | a level rule: name, bounds of its number, sentences |
//! | | `profile::printed` | in which order and with which numbers and marks items are printed |
//! | | `profile::scale`, `part` | what a step of a scale says of an item; what may have a level: functions, tiers, the whole |
//! | | [`record`](domain::record) | a key of a record, in the table of its kind; one file per kind; the list of kinds, and whose folder each is in, is in its `mod`; by which profile's words a record is read, in `vocabulary`; what every kind may have (`source`), in `origin`, and what an import remembers of what its source said, in `seal`; which files a record names, in `named_files`; which answers an item has, in `rating`; who a rater counts as, in `counted_rater`; which instrument a checklist is by, in `instruments` |
//! | | [`district`](domain::district) | a key of coach.toml (`keys`, `read`, `year`, `holidays`); which days a period means (`window`) |
//! | [`store`] | `walk`, `name`, `disguise` | which files are records; names of files |
//! | | `pair` | one pair's files, its relationship and so its profile first |
//! | | `coach` | one coach's own files |
//! | | `root`, `folder`, `scope`, `links` | where a district's folder is, and what was opened of it; what of it a check is about, and which of two records it names |
//! | | `text_file`, `raw_text`, `directory`, `file`, `reread`, `overlay` | reading one file's bytes, bounded in size, and many small files of a folder; texts that take the place of files |
//! | | `write`, `change`, `batch`, `disk`, `lock` | how bytes get to the disk, whole or not at all; several files that are written, changed and removed as one |
//! | | `replace`, `new_folder`, `rescue` | outputs that a user names; what is kept when something cannot be saved |
//! | | `patient`, `true_case` | files that another program holds for a moment; names that are right but for capitals |
//! | | `people` | people.yaml |
//! | | `last` | which records the last command of a user wrote |
//! | [`check`] | one file per rule | a rule of `coach check`; its `mod` lists all rules |
//! | | `people` | what looks like a name, an address or a number in prose; the lists are in `people/names` |
//! | | `across`, `found` | what is remembered for rules about several pairs; how many findings are listed |
//! | | `allow` | comments that allow a finding |
//! | [`count`] | [`statistics`](count::statistics) | a formula: agreement, intervals, trends, overlap |
//! | | `catalog`, `row` | which statistics there are; each one's row is beside its counter |
//! | | `narrow` | the keys of an address that narrow a number: function, item, method … |
//! | | `evidence`, one file per rule | which record documents an item, and why another does not |
//! | | `share`, `value`, `adds_up` | what a number is: k of n, a count, an estimate; percents are cut here; how counts add up |
//! | | `beside` | a pair as each of its instruments sees it |
//! | | `relationship`, `members`, `moment`, `activity` | which relationships and records count at all; who was active when |
//! | | `ratings`, `raters`, `expiry`, `item`, `coverage`, `level`, `lift` | what is in place, and on what it rests; what would lift a level |
//! | | `fidelity`, `standing`, `sums` | what of relationships adds up: items and levels, what was in place in a time beside, all of a row |
//! | | `dosage`, `timeliness` | sessions, contacts, minutes, the agreed rhythm, what was called off; answers in time |
//! | | `coaches` | what each coach's time went into, with educators and without |
//! | | `records`, `editions` | which promises of an earlier pair a pair has taken over; what it keeps of one under an older edition of the profile |
//! | | `attention`, `months`, `trend`, `students` | what is overdue; month by month; student data |
//! | | [`contribution`](count::contribution), `sink`, `total`, `explain` | what is behind a number |
//! | | [`agenda`](count::agenda) | what `coach next` finds to do; what can wait, and how it is called, is in its `matter` |
//! | | [`review`](count::review) | what `coach review` looks at |
//! | [`survey`] | | one pass over the folder, on all threads |
//! | | `near` | the same for a few records: what is read of others is what rules ask for (`check/asks`) |
//! | | `lineage` | relationships that take over from each other, read together |
//! | [`report`] | its `mod` | which formats `coach report` has: a row of a table each, and what draws it |
//! | | `gather`, `select`, `build` | filters, and how relationships become rows; what is kept of each is in `gather/counts`, and sums of rows are kept once (`gather/rows`) |
//! | | `model`, `dosage`, `coaches`, `raters`, `trends` | the JSON |
//! | | `order` | what rows can be sorted by |
//! | | `values` | where a group's value of each statistic is |
//! | | `address`, `figures` | names of numbers, and the list of all |
//! | | `page` | sentences and tables: the first screen is in `page/screen`, the list of sections in `page/section`; how one number is printed is in `page/cells`; what a section has found is in `page/finding` |
//! | | `glossary` | what the words of reports mean |
//! | | `text`, `markdown`, `csv` | one form of a page or of rows, one file; `layout` and `sparkline` draw tables and series |
//! | | `html` | pages for a browser: `report` is the page, `picture` what each section shows, `chart` how bars are drawn, `palette` the colors, `behind` and `links` what numbers open, `site` a folder of pages |
//! | | `deeper` | what stands behind a report whose numbers open |
//! | | `xlsx` | the workbook: which sheets there are and what is in them is in `sheets`, the first in `cover`, an audience's in `view`; how any grids become a file, in `workbook` |
//! | | `manifest` | what a report was made with, line by line |
//! | | `agenda`, `explanation`, `compare` | the same for `coach next`, `explain` and `--compare`; how a line of a calendar file is written is in `agenda/ics/lines`; in `compare/page/changed`, the table for a pull request |
//! | | `audience` | what an audience is shown: who may ask about whom (`scope`), which statistic is among which numbers, tables and no more |
//! | | `grid` | tables whose cells know what they are: counts, shares, days, words |
//! | | `combine` | several districts' reports as one: what has to be the same (`alike`), what adds up (`adds`) |
//! | | `profile_text`, `guide_text`, `review` | `coach profile show`, `coach explain TOPIC` and what `coach review` shows, as pages |
//! | | `profile_list` | `coach profile list`: the profiles, what each is for, the templates |
//! | | `records` | `coach list` and `coach show`: what is said of a record, from the tables of keys |
//! | | `gates`, `threshold` | what `--fail-under` and the other thresholds judge: a row of a table each |
//! | [`write`](mod@write) | [`draft`](write::draft) | a record in the making; templates for editors; documents of scripts |
//! | | `several`, `handed` | one record for each of several educators; records of a script or an import that are there already, what it takes to bring them up to it (in `merge`, whose word counts), and places in what it handed over |
//! | | [`filing`](write::filing) | judging a record before it is written |
//! | | `handover` | a new relationship, what it takes over, and the end of the old one |
//! | | [`meant`](write::meant) | who is meant by a few letters, or by a name; which record by part of its name |
//! | | [`blank`](write::blank), [`student_data`](write::student_data) | the blank checklist; CSV of student data |
//! | | `new_profile` | a profile from a list of its items; ids made from words |
//! | | `csv_rows` | the rows of a spreadsheet's CSV, each with its line |
//! | | `mend` | changes in records that are there, and what names them; which records can go; which changes touch many; what a change would bring |
//! | | `settings` | small edits in coach.toml |
//! | | [`new_district`](write::new_district) | what `coach init` writes; in `pipeline`, what has a server or git run `coach` |
//! | | [`schema`](write::schema) | JSON Schemas for editors |
//! | `import` | `source`, `cell` | files of other programs as sheets of cells; in `source/workbook` one form of workbook, one file; how much memory a file may take, in `source/room` |
//! | | `remarks`, `unread` | what is said of how sheets were read: hidden rows, colors, encodings; rows above the heads |
//! | | `map` | which columns become which keys: the form of a map, and how it is read |
//! | | `table`, `lexicon` | where a table begins and what its columns are called; the words that the district knows |
//! | | `above`, `merged` | cells that mean what stands above them; what merged cells show in each row, and in `merged/one_visit` of which rows nobody can tell then whether they are records |
//! | | `condition` | whether a row is left out, or becomes a record |
//! | | `value` | one cell as a day, a duration, a word, several choices |
//! | | `build`, `rows` | a row as records; the order of days in a column; which of two rows counts; in `rows/open`, the relationship in which a row belongs and those that are opened |
//! | | `code_book`, `join`, `people` | what stands beside a source: labels of codes, further tables, who has which id |
//! | | `package` | the records of an export of this program |
//! | | `fault`, `trace`, `aside`, `place` | what is wrong and in which cells; rows that are set aside; names of cells |
//! | `export` | `table` | which tables `coach export` writes, what tells their rows apart and what they name |
//! | | `record`, `list` | records as rows: columns follow from the tables of keys |
//! | | `counted`, `evidence`, `district` | what is counted as rows: columns follow from the catalog of statistics |
//! | | `csv`, `jsonl`, `parquet` | one form of a table, one file |
//! | | `package`, `lines` | `datapackage.json`; records whole, as `coach import` brings them back |
//! | | `write` | an export from beginning to end, pair by pair |
//! | `fuzzed` | | doors for tests that try texts nobody would write; only tests use it |
//! | [`guide`] | one page per topic | the words of `coach explain TOPIC` |
//! | `schemas` | | how JSON Schemas are made from the types; only tests use it |
//! | [`command`] | one file per verb | options, help and examples of a verb; its `mod` lists all verbs; in `log`, one file per kind of record |
//! | | `change` | one file per kind of change that touches many |
//! | | `output`, `terminal`, `exit`, `reading` | which output goes where, whole files only; colors; exit codes; threads and progress |
//! | | `me`, `whom` | who the user is; the ids of those who are named |
//! | | `open`, `paths`, `repository`, `clock` | finding a district's folder, files in it and its repository from where someone is; which day counts, and where it comes from |
//! | | `recording` | what all verbs that write share, from options to the commit's message; one small edit in a record that is there is in `change`, any other in `mend`; the record that someone names in `named`; a record made by answers in `made`, the answers in `answers`; several educators in `several`; the lock over all of a command in `hold`; which of many findings are shown in `shorten`; which program the editor is, in `editor/program` |
//! | | `prompt`, `checklist` | questions at a terminal; whether someone is there to be asked, in `prompt/person` |
//! | | `git` | starting git (`start`), reading a commit's files (`revision`, `tree`), comparing with them (`same`, `changed`, `attributes`), committing (`make`, `left`) |
//! | | `complete`, `completions`, `man` | shells and manual pages |
//!
//! `.github/ARCHITECTURE.md` tells the way of a record, of an option and of an address through these rooms;
//! `.github/CONTRIBUTING.md` tells how to build, test and add something.

#![allow(rustdoc::private_intra_doc_links)] // the house is read with its private rooms

pub mod check;
pub mod command;
pub mod count;
pub mod diagnostic;
pub mod domain;
mod export;
pub mod formats;
#[doc(hidden)] // for tests alone
pub mod fuzzed;
pub mod guide;
mod import;
pub mod report;
#[cfg(test)]
#[allow(clippy::unwrap_used)] // a panic is how a test fails
mod schemas;
pub mod store;
pub mod survey;
pub mod syntax;
pub mod text;
pub mod write;
