-- name: monthly_sales
-- Orders and revenue by month, of one region or of all.
-- param since: date
-- param region: text null
-- example since: 2026-01-01
-- example region: null
SELECT date_trunc('month', ordered_at)::date AS month, count(*) AS orders, sum(amount) AS revenue
FROM orders
WHERE ordered_at >= :since AND (:region IS NULL OR region = :region)
GROUP BY 1
ORDER BY 1;

-- name: big_orders
-- Orders above an amount, the largest first.
-- param amount: decimal
-- param most: integer
-- example amount: 50.00
-- example most: 10
SELECT id, amount, ordered_at
FROM orders
WHERE amount > :amount
ORDER BY amount DESC
LIMIT :most;
