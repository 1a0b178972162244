-- Reach: relationships that were under way, the educators they coach, each counted once, and the educators
-- of the school. One row for each school, and one with an empty school for the district.
-- A number of educators that is smaller than those who are coached is out of date, and no reach.
SELECT
  s.district,
  s.school,
  s.profile,
  s.period,
  COUNT(*) AS relationships,
  SUM(CASE WHEN s.is_new THEN 1 ELSE 0 END) AS new_pairs,
  COUNT(DISTINCT CASE WHEN s.is_team THEN NULL ELSE s.educator END) AS educators,
  COUNT(DISTINCT s.coach) AS coaches,
  COUNT(DISTINCT s.school) AS schools,
  CASE
    WHEN GROUPING(s.school) = 0
      AND MAX(CASE WHEN s.is_beside THEN 1 ELSE 0 END) = 0
      AND MAX(n.educators) >= COUNT(DISTINCT CASE WHEN s.is_team THEN NULL ELSE s.educator END)
    THEN MAX(n.educators)
  END AS reach_of
FROM standings AS s
LEFT JOIN schools AS n ON n.district = s.district AND n.school = s.school
GROUP BY GROUPING SETS (
  (s.district, s.profile, s.period),
  (s.district, s.school, s.profile, s.period)
)
ORDER BY s.district, s.profile, s.period, s.school
