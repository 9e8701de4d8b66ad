SELECT
  observed_year,
  observed_month,
  round(sum(rain_mm), 1) AS rain_mm,
  count(*) FILTER (WHERE is_wet) AS wet_days,
  round(avg(high_c), 1) AS average_high_c,
  round(avg(low_c), 1) AS average_low_c,
  make_date(observed_year, observed_month, 1) AS month
FROM seattle_days
WHERE CAST($year AS BIGINT) IS NULL OR observed_year = CAST($year AS BIGINT)
GROUP BY observed_year, observed_month
ORDER BY
  CASE WHEN CAST($wettest_first AS BOOLEAN) THEN sum(rain_mm) END DESC NULLS LAST,
  observed_year,
  observed_month
