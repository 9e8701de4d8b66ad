-- The name of this file has a bracket and means nothing by it.
-- name: only_a
SELECT category, value FROM shop WHERE category = 'A'
