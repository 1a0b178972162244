//! What the options of `coach report` ask for together: which go with which, what is shown, whom it is about, and what the
//! rows are.

use anyhow::bail;
use clap::ValueEnum;

use super::words::Rows;
use super::{Arguments, compare};
use crate::command::whom::{As, ids_of};
use crate::report::{
    Addresses, Dimension, FORMS, Form, Medium, Section, Sections, Selection, Shown,
};
use crate::store::DistrictFolder;
use crate::text::spelling::canonical;
use crate::text::wording::{any_of, visible};

impl Arguments {
    /// Refuses options of CSV where no CSV is made.
    pub(super) fn check_csv(&self) -> anyhow::Result<()> {
        type Takes = fn(&Form) -> bool;
        let options: [(_, _, Takes, _); 2] = [
            (self.excel, "--excel", |form| form.csv.is_some(), "no other needs a byte order mark"),
            (
                self.all_columns,
                "--all-columns",
                |form| form.csv.is_some_and(|csv| csv.has_more_columns),
                "the others hold everything",
            ),
        ];
        for (is_given, option, takes, why) in options {
            if is_given && !self.outputs.formats().any(|form| takes(&form)) {
                let names = FORMS.iter().filter(|form| takes(form)).map(|form| form.name);
                bail!("{option} is for --format {}: {why}", any_of(names));
            }
        }
        Ok(())
    }

    /// Refuses options that do not go together.
    pub(super) fn check(&self) -> anyhow::Result<()> {
        let without = |form: Form| match form.addresses {
            Addresses::Always(_) | Addresses::Asked | Addresses::Opened { .. } => None,
            Addresses::Never(instead) => Some((form.name, instead)),
        };
        let without: Option<Vec<_>> = self.outputs.formats().map(without).collect();
        if let (true, Some([(name, instead), ..])) = (self.explain, without.as_deref()) {
            bail!("--format {name} has no place for addresses; {instead}");
        }
        let is_twice = |name: &&String| self.period.iter().filter(|n| n == name).count() > 1;
        if let Some(twice) = self.period.iter().find(is_twice) {
            bail!("--period {} is given twice", visible(twice));
        }
        let is_sectioned = self.details || !self.section.is_empty();
        if is_sectioned && !self.outputs.formats().any(|form| form.has_sections) {
            let has = FORMS.iter().filter(|form| form.has_sections).map(|form| form.name);
            bail!(
                "--section and --details are for --format {}: the others hold everything",
                any_of(has)
            );
        }
        if !self.section.is_empty() && self.period.len() > 1 {
            bail!("--section shows one --period, but you named {}", self.period.len());
        }
        let is_folder = |form: &Form| form.medium == Medium::Folder;
        if let (Some(form), [_, _, ..]) = (self.outputs.formats().find(is_folder), &*self.period) {
            let several = self.period.len();
            bail!("--format {} shows one --period, but you named {several}", form.name);
        }
        if self.compare.is_some() {
            compare::check_formats(self)?;
        }
        Ok(())
    }

    pub(super) fn shown(&self) -> Shown<'static> {
        let sections = if self.details {
            Sections::all()
        } else {
            // What raters wrote is asked for as rows.
            let raters = self.by.contains(&Rows::Rater).then_some(Section::Raters);
            self.section.iter().copied().chain(raters).collect()
        };
        Shown {
            explained: self.explain,
            sections,
            all_rows: !self.by.is_empty(),
            all_columns: self.all_columns,
            deeper: None,
        }
    }

    pub(super) fn selection(&self, folder: &DistrictFolder) -> anyhow::Result<Selection> {
        Ok(Selection {
            coaches: ids_of(folder, &self.coach, As::Coach)?,
            educators: ids_of(folder, &self.educator, As::Educator)?,
            ..self.selection_by_ids()
        })
    }

    /// What the filters select, where they name people by ids alone.
    pub(super) fn selection_by_ids(&self) -> Selection {
        Selection {
            coaches: self.coach.clone(),
            educators: self.educator.clone(),
            schools: self.school.clone(),
            practices: self.practice.iter().map(|text| canonical(text).into_owned()).collect(),
            profiles: self.profile.clone(),
            relationships: Vec::new(),
        }
    }

    /// What the rows are, beside raters.
    pub(super) fn by(&self) -> anyhow::Result<Vec<Dimension>> {
        let dimension = |rows: &Rows| match rows {
            Rows::Relationship => Some(Dimension::Relationship),
            Rows::Coach => Some(Dimension::Coach),
            Rows::School => Some(Dimension::School),
            Rows::Practice => Some(Dimension::Practice),
            Rows::Function => Some(Dimension::Function),
            Rows::Rater | Rows::District => None,
        };
        match self.by.as_slice() {
            [] => return Ok(vec![Dimension::School]),
            [one, other] if one == other => {
                let name = one.to_possible_value();
                bail!(
                    "--by crosses {} with itself",
                    name.as_ref().map_or("", |name| name.get_name())
                )
            }
            [_, _, _, ..] => {
                bail!("--by crosses two kinds of rows, but you named {}", self.by.len())
            }
            [Rows::District, _] | [_, Rows::District] => {
                bail!("--by district is the whole district: it cannot be crossed")
            }
            _ => {}
        }
        Ok(self.by.iter().filter_map(dimension).collect())
    }
}
