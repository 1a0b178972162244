-- Levels: how many relationships have which level of a function, a tier or the whole, computed by the profile's
-- rule or judged by a rater, of those in which anything of it applies. An empty level counts those that have none.
-- An empty school is the district. Relationships that were new when the period ended are left out.
SELECT
  district,
  school,
  profile,
  period,
  part,
  level,
  SUM(CASE WHEN reached = 'computed' THEN 1 ELSE 0 END) AS computed,
  SUM(CASE WHEN reached = 'judged' THEN 1 ELSE 0 END) AS judged,
  SUM(CASE WHEN reached = 'none' THEN 1 ELSE 0 END) AS without_level,
  SUM(COUNT(*)) OVER (PARTITION BY district, school, profile, period, part) AS of_relationships
FROM levels
WHERE NOT is_new AND reached <> 'no-applicable-items'
GROUP BY GROUPING SETS (
  (district, profile, period, part, level),
  (district, school, profile, period, part, level)
)
ORDER BY district, profile, period, school, part, level
