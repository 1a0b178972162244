//! Hand-made files: the same path under `hand/` as in the district.

use chrono::NaiveDate;

use super::calendar::day;

macro_rules! files {
    ($($path:literal),* $(,)?) => {
        &[$(($path, include_str!(concat!("hand/", $path)))),*]
    };
}

/// Path and content. A test finds files under `hand/` that are missing here.
pub(crate) const FILES: &[(&str, &str)] = files![
    "coach.toml",
    "records/lincoln-elementary/c-01-t-105/2025-09-09-session-3c1a.yaml",
    "records/lincoln-elementary/c-01-t-105/2025-09-16-request-0b7e.yaml",
    "records/lincoln-elementary/c-01-t-105/2025-09-23-session-91f4.yaml",
    "records/lincoln-elementary/c-01-t-105/2025-10-02-contact-5d20.yaml",
    "records/lincoln-elementary/c-01-t-105/2025-10-09-session-e603.yaml",
    "records/lincoln-elementary/c-01-t-105/2025-10-16-checklist-2d8b.yaml",
    "records/lincoln-elementary/c-01-t-105/relationship.yaml",
    "records/penasco-elementary/c-04-t-303/2026-02-11-checklist-c404.yaml",
    "records/penasco-elementary/c-05-t-307/2026-02-04-review-b81e.yaml",
    "records/prairie-view-k8/c-05-t-401/2026-01-28-review-60d5.yaml",
    "records/prairie-view-k8/c-05-t-402/relationship.yaml",
    "records/riverbend-high/c-06-t-503/2026-03-24-contact-7a10.yaml",
    "records/saint-genevieve-middle/c-02-t-202/2025-12-03-checklist-1f6d.yaml",
    "records/saint-genevieve-middle/c-02-t-202/2025-12-03-checklist-a2c9.yaml",
];

/// Coach and day of every hand-made session, from its path.
pub(crate) fn session_days() -> impl Iterator<Item = (&'static str, NaiveDate)> {
    FILES.iter().filter_map(|(path, _)| {
        let mut parts = path.split('/').skip(2);
        let (coach, _) = parts.next()?.split_once("-t-")?;
        let (date, _) = parts.next()?.split_once("-session-")?;
        Some((coach, day(date)))
    })
}
