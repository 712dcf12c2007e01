/** As in Redshift, and unlike in PostgreSQL: everybody may create tables in the schema public. */
export const EMPTY_DATABASE_SQL = "GRANT CREATE ON SCHEMA public TO PUBLIC";

/** Tables and views a user with read grants can select from. `payroll` is left out: nobody is granted it. */
export const READABLE_RELATIONS = ["customers", "products", "orders", "sales_by_month"] as const;

/**
 * A small shop, the same rows on every machine: 500 customers, 50 products, 5,000 orders over 2024 and 2025.
 * `orders.external_id` lies beyond 2^53 so that a client which rounds BIGINT shows it.
 */
export const SEED_SQL = `
CREATE TABLE customers (
  id integer NOT NULL,
  name varchar(80) NOT NULL,
  email varchar(120) NOT NULL,
  country char(2) NOT NULL,
  is_active boolean NOT NULL DEFAULT true,
  credit_limit decimal(12,2),
  created_at timestamp NOT NULL
);
INSERT INTO customers
SELECT n, 'Customer ' || n, 'customer' || n || '@example.com',
  (ARRAY['JP','US','DE','FR','GB'])[1 + n % 5], n % 10 <> 0,
  CASE WHEN n % 7 = 0 THEN NULL ELSE (n * 13 % 900 + 100) + 0.50 END,
  timestamp '2023-01-01 09:00:00' + n * interval '17 hours'
FROM generate_series(1, 500) AS n;

CREATE TABLE products (
  id integer NOT NULL,
  sku varchar(20) NOT NULL,
  name varchar(80) NOT NULL,
  category varchar(20) NOT NULL,
  price decimal(10,2) NOT NULL,
  weight_kg double precision,
  introduced_on date NOT NULL
);
INSERT INTO products
SELECT n, 'SKU-' || lpad(n::text, 4, '0'), 'Product ' || n,
  (ARRAY['kitchen','garden','office','sports'])[1 + n % 4], (n * 37 % 500) + 0.99, n * 0.125,
  date '2022-04-01' + n * 11
FROM generate_series(1, 50) AS n;

CREATE TABLE orders (
  id integer NOT NULL,
  external_id bigint NOT NULL,
  customer_id integer NOT NULL,
  product_id integer NOT NULL,
  quantity smallint NOT NULL,
  amount decimal(14,2) NOT NULL,
  ordered_at timestamp NOT NULL,
  shipped_at timestamp
);
INSERT INTO orders
SELECT n, 9007199254740992 + n, 1 + n * 31 % 500, p.id, 1 + n % 5, p.price * (1 + n % 5),
  timestamp '2024-01-01 00:00:00' + n * interval '210 minutes',
  CASE WHEN n % 20 = 0 THEN NULL ELSE timestamp '2024-01-03 12:00:00' + n * interval '210 minutes' END
FROM generate_series(1, 5000) AS n JOIN products p ON p.id = 1 + n * 7 % 50;

CREATE TABLE payroll (employee varchar(80) NOT NULL, salary decimal(12,2) NOT NULL);
INSERT INTO payroll SELECT 'Employee ' || n, 4000 + n FROM generate_series(1, 20) AS n;

CREATE VIEW sales_by_month AS
SELECT date_trunc('month', ordered_at)::date AS month, count(*) AS orders, sum(amount)::decimal(38,2) AS revenue
FROM orders GROUP BY 1 ORDER BY 1;
`;
