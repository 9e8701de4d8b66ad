-- name: orders_base
SELECT * FROM read_parquet('data/demo/2024/a.parquet')
-- name: orders_curated
SELECT region, sum(amount) AS amount FROM orders_base GROUP BY region
