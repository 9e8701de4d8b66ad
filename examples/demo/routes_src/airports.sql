SELECT iata, name, city, state, latitude, longitude
FROM airport_list
WHERE (CAST($state AS VARCHAR) IS NULL OR state = upper(CAST($state AS VARCHAR)))
  AND (CAST($search AS VARCHAR) IS NULL OR contains(lower(name || ' ' || city), lower(CAST($search AS VARCHAR))))
ORDER BY iata
