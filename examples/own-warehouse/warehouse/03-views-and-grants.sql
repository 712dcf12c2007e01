CREATE VIEW shop.revenue_by_customer AS
SELECT c.name, count(o.id) AS orders, coalesce(sum(o.amount), 0.00) AS revenue
FROM shop.customers c LEFT JOIN shop.orders o ON o.customer_id = c.id
GROUP BY c.name;

-- What the link may read, and nothing else: salaries is granted to nobody.
CREATE GROUP readers;
ALTER GROUP readers ADD USER reporter;
GRANT USAGE ON SCHEMA shop TO GROUP readers;
GRANT SELECT ON shop.customers, shop.orders, shop.revenue_by_customer TO GROUP readers;
