-- name: seattle_days
-- One row per day, 2012 to 2015: millimetres of precipitation, degrees Celsius.
SELECT
  CAST(date AS DATE) AS observed_on,
  year(date) AS observed_year,
  month(date) AS observed_month,
  precipitation AS rain_mm,
  precipitation > 0 AS is_wet,
  temp_max AS high_c,
  temp_min AS low_c,
  weather
FROM read_csv_auto('data/seattle-weather.csv');
