SELECT
  facts.destination,
  any_value(airports.city) AS city,
  any_value(airports.state) AS state,
  any_value(facts.distance) AS miles,
  count(*) AS flights,
  round(100.0 * count(*) FILTER (WHERE facts.is_late) / count(*), 1) AS late_percent,
  median(facts.delay) AS median_delay_minutes
FROM flight_facts AS facts
LEFT JOIN airport_list AS airports ON airports.iata = facts.destination
WHERE facts.origin = upper(CAST($origin AS VARCHAR))
  AND facts.flight_date >= CAST($since AS DATE)
GROUP BY facts.destination
HAVING count(*) >= CAST($minimum_flights AS BIGINT)
ORDER BY flights DESC, facts.destination
