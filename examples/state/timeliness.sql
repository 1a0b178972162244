-- Timeliness: requests answered within the days that the two agreed, of those that fell due in the period. An empty
-- school is the district. A request that passed on with a hand-over is counted where it was when it fell due.
SELECT
  district,
  school,
  profile,
  period,
  SUM(answered_in_time) AS answered_in_time,
  SUM(answered_in_time_of) AS answered_in_time_of,
  SUM(answered_late) AS answered_late,
  SUM(unanswered) AS unanswered,
  SUM(open_requests) AS open_requests,
  SUM(nothing_agreed) AS nothing_agreed,
  SUM(nothing_agreed_of) AS nothing_agreed_of
FROM standings
GROUP BY GROUPING SETS (
  (district, profile, period),
  (district, school, profile, period)
)
ORDER BY district, profile, period, school
