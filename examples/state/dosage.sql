-- Dosage: sessions, contacts, minutes, and the sessions that were planned. An empty school is the district.
-- Records that share coach, day and meeting are one meeting: its minutes count once, the most that any of them gives.
-- A coach may have such a meeting with educators of two schools, so the district is added up by itself.
WITH held AS (
  SELECT district, school, relationship, record, coach, date, meeting, minutes FROM sessions WHERE counts
  UNION ALL
  SELECT district, school, relationship, record, coach, date, meeting, minutes FROM contacts WHERE counts
),
placed AS (
  SELECT
    h.district,
    h.school,
    r.profile,
    p.period,
    h.coach,
    h.date,
    -- What stands for the meeting: the id that its records share, or the only record.
    COALESCE(h.meeting, h.record) AS meeting,
    h.minutes
  FROM held AS h
  JOIN relationships AS r ON r.district = h.district AND r.relationship = h.relationship
  JOIN periods AS p ON p.district = h.district AND h.date BETWEEN p.first_day AND p.last_day
),
meetings AS (
  SELECT district, school, profile, period, MAX(minutes) AS minutes
  FROM placed
  GROUP BY district, school, profile, period, coach, date, meeting
  UNION ALL
  SELECT district, NULL AS school, profile, period, MAX(minutes) AS minutes
  FROM placed
  GROUP BY district, profile, period, coach, date, meeting
),
minutes AS (
  SELECT district, school, profile, period, SUM(minutes) AS minutes
  FROM meetings
  GROUP BY district, school, profile, period
),
counted AS (
  SELECT
    district,
    school,
    profile,
    period,
    SUM(sessions) AS sessions,
    SUM(contacts) AS contacts,
    SUM(sessions_without_minutes) AS sessions_without_minutes,
    SUM(contacts_without_minutes) AS contacts_without_minutes,
    SUM(planned_sessions) AS planned_sessions,
    SUM(held_sessions) AS held_sessions,
    SUM(called_off) AS called_off
  FROM standings
  GROUP BY GROUPING SETS (
    (district, profile, period),
    (district, school, profile, period)
  )
)
SELECT
  c.district,
  c.school,
  c.profile,
  c.period,
  c.sessions,
  c.contacts,
  COALESCE(m.minutes, 0) AS minutes,
  c.sessions_without_minutes,
  c.contacts_without_minutes,
  c.planned_sessions,
  c.held_sessions,
  c.called_off
FROM counted AS c
LEFT JOIN minutes AS m
  ON m.district = c.district
  AND COALESCE(m.school, '') = COALESCE(c.school, '')
  AND m.profile = c.profile
  AND m.period = c.period
ORDER BY c.district, c.profile, c.period, c.school
