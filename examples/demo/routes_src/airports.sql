SELECT iata, name, city, state, latitude, longitude
FROM airport_list
WHERE CAST($search AS VARCHAR) IS NULL OR contains(lower(name || ' ' || city), lower(CAST($search AS VARCHAR)))
