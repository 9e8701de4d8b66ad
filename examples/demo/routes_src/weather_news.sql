SELECT
  observed_on,
  CASE
    WHEN weather = 'snow' THEN 'Snow'
    WHEN rain_mm >= 25 THEN 'Heavy rain'
    ELSE 'Heat'
  END AS headline,
  printf('%.1f mm of rain, between %.1f and %.1f degrees', rain_mm, low_c, high_c) AS details
FROM seattle_days
WHERE observed_on >= CAST($since AS DATE)
  AND (weather = 'snow' OR rain_mm >= 25 OR high_c >= 32)
ORDER BY observed_on DESC
