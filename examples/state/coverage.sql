-- Fidelity coverage: items in place of items applicable, with what it rests on. One row for each function,
-- and one with an empty function for all items; of each school, and with an empty school of the district.
-- Relationships that were new when the period ended are left out, as in the report.
SELECT
  district,
  school,
  profile,
  period,
  function,
  SUM(in_place) AS in_place,
  SUM(in_place_of) AS in_place_of,
  SUM(observed) AS observed,
  SUM(observed_of) AS observed_of,
  SUM(documented_only) AS documented_only,
  SUM(reported) AS reported,
  SUM(reported_of) AS reported_of,
  SUM(completeness) AS completeness,
  SUM(completeness_of) AS completeness_of,
  SUM(differs) AS differs,
  SUM(not_applicable) AS not_applicable,
  SUM(expired) AS expired
FROM coverage
WHERE NOT is_new
GROUP BY GROUPING SETS (
  (district, profile, period),
  (district, profile, period, function),
  (district, school, profile, period),
  (district, school, profile, period, function)
)
ORDER BY district, profile, period, school, function
