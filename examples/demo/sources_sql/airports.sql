-- name: airport_list
SELECT iata, name, city, state, country, latitude, longitude
FROM read_csv_auto('data/airports.csv');
