//! How far the observers of one visit agree: the statistics of visits.

use super::visits::Visits;
use crate::count::Value;
use crate::count::row::{Column, Kept, Kind, Row};
use crate::count::statistics::Weights;
use crate::domain::district::Numbers;

/// What is counted or estimated of visits, in the order of reports.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Agreement {
    /// Visits that two observers rated.
    Double,
    /// Pairs of levels that are the same.
    Agree,
    /// See [`Visits::mean_agreement`].
    Mean,
    /// See [`Visits::ac2`].
    Ac2,
    /// See [`Visits::alpha`].
    Alpha,
    /// See [`Visits::kappa`].
    Kappa,
    /// See [`Visits::kappa`].
    KappaLinear,
}

impl Agreement {
    /// Whether it is made of the ratings that observers gave item by item, and not of visits as such.
    pub(crate) fn is_of_ratings(self) -> bool {
        match self {
            Agreement::Double => false,
            Agreement::Agree
            | Agreement::Mean
            | Agreement::Ac2
            | Agreement::Alpha
            | Agreement::Kappa
            | Agreement::KappaLinear => true,
        }
    }

    /// Its value.
    pub(in crate::count) fn value(self, visits: &Visits) -> Value {
        match self {
            Agreement::Double => visits.double.into(),
            Agreement::Agree => visits.agree().into(),
            Agreement::Mean => (&visits.mean_agreement()).into(),
            Agreement::Ac2 => (&visits.ac2()).into(),
            Agreement::Alpha => (&visits.alpha()).into(),
            Agreement::Kappa => (&visits.kappa(Weights::None)).into(),
            Agreement::KappaLinear => (&visits.kappa(Weights::Linear)).into(),
        }
    }
}

pub(in crate::count) const DOUBLE_RATED_VISITS: Row<Agreement> = Row {
    name: "double-rated-visits",
    meaning: "visits that two observers rated, of visits that any observer rated",
    formula: "Of the visits (one pair on one day) that an observer rated, those that two or more \
              different observers rated.",
    kind: Kind::Share,
    numbers: Numbers::Agreement,
    narrowed_by: &[],
    column: Some(Column {
        title: "double_rated_visits",
        of: Some("double_rated_visits_of"),
        kept: Kept::Asked,
    }),
    made: Agreement::Double,
};

pub(in crate::count) const OBSERVERS_AGREE: Row<Agreement> = Row {
    name: "observers-agree",
    meaning: "pairs of ratings of one visit by two observers that are the same",
    formula: "Of the pairs of levels that two observers gave one item on one visit, those that \
              are the same; not-applicable and not-observed are missing.",
    kind: Kind::Share,
    numbers: Numbers::Agreement,
    narrowed_by: &[],
    column: Some(Column {
        title: "ratings_agree",
        of: Some("ratings_agree_of"),
        kept: Kept::Asked,
    }),
    made: Agreement::Agree,
};

pub(in crate::count) const OBSERVERS_MEAN_AGREEMENT: Row<Agreement> = Row {
    name: "observers-mean-agreement",
    meaning: "mean over items of the share of pairs of observers' ratings that are the same",
    formula: "Over the items of double-rated visits, the mean of the share of pairs of levels that \
              are the same; with two observers per visit this is the exact agreement.",
    kind: Kind::Estimate,
    numbers: Numbers::Agreement,
    narrowed_by: &[],
    column: None,
    made: Agreement::Mean,
};

pub(in crate::count) const OBSERVERS_AC2: Row<Agreement> = Row {
    name: "observers-ac2",
    meaning: "Gwet's AC2 of two observers, linear weights",
    formula: "Gwet's AC2 over the items of double-rated visits, with linear weights: agreement \
              beyond what chance would give (Gwet 2008).",
    kind: Kind::Estimate,
    numbers: Numbers::Agreement,
    narrowed_by: &[],
    column: None,
    made: Agreement::Ac2,
};

pub(in crate::count) const OBSERVERS_ALPHA: Row<Agreement> = Row {
    name: "observers-alpha",
    meaning: "Krippendorff's alpha of two observers, ordinal",
    formula: "Krippendorff's alpha over the items of double-rated visits, with ordinal distances: \
              1 minus observed disagreement divided by expected disagreement (Krippendorff 2011).",
    kind: Kind::Estimate,
    numbers: Numbers::Agreement,
    narrowed_by: &[],
    column: None,
    made: Agreement::Alpha,
};

pub(in crate::count) const OBSERVERS_KAPPA: Row<Agreement> = Row {
    name: "observers-kappa",
    meaning: "Cohen's kappa of two observers",
    formula: "Cohen's kappa over the items of double-rated visits: agreement beyond what chance \
              would give (Cohen 1960).",
    kind: Kind::Estimate,
    numbers: Numbers::Agreement,
    narrowed_by: &[],
    column: None,
    made: Agreement::Kappa,
};

pub(in crate::count) const OBSERVERS_KAPPA_LINEAR: Row<Agreement> = Row {
    name: "observers-kappa-linear",
    meaning: "Cohen's kappa of two observers, linear weights",
    formula: "Cohen's kappa with linear weights over the items of double-rated visits: agreement \
              beyond what chance would give (Cohen 1968).",
    kind: Kind::Estimate,
    numbers: Numbers::Agreement,
    narrowed_by: &[],
    column: None,
    made: Agreement::KappaLinear,
};
