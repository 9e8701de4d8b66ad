-- Models that read each other.

-- name: shop_base
SELECT category, value FROM shop;

-- name: shop_totals
SELECT category, sum(value) AS total FROM shop_base GROUP BY category ORDER BY category;

-- name: shop_choices
SELECT DISTINCT category AS value, category AS label FROM shop_base ORDER BY value;

-- name: shop_chosen
SELECT category, value FROM shop_base
WHERE ${params.category} ORDER BY category, value;
