-- name: flight_facts
-- One row per flight. `date` of the source is the actual departure; `delay` is minutes at arrival, negative when early.
-- Late means 15 minutes or more, as the US Department of Transportation counts it.
-- Six flights that left at midnight after the last day would make a day of their own: they are left out.
SELECT
  date AS departed_at,
  CAST(date AS DATE) AS flight_date,
  hour(date) AS departure_hour,
  delay,
  delay >= 15 AS is_late,
  distance,
  origin,
  destination
FROM flights_checked
WHERE date < TIMESTAMP '2001-07-01 00:00:00';
