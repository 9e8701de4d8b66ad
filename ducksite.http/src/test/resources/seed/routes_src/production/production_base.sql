SELECT plant_day, line, station, hour, units_produced, scrap_units, labour_hours, supervisor
FROM read_parquet('data/production.parquet')
WHERE plant_day = $plant_day
