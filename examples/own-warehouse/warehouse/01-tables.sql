/* Tables as they stand in the warehouse. The database user of the link, reporter, is there already. */
CREATE SCHEMA shop;

CREATE TABLE shop.customers (
  id       integer     NOT NULL,
  name     varchar(80) NOT NULL,
  country  char(2)     NOT NULL
);

CREATE TABLE shop.orders (
  id           bigint        NOT NULL,
  customer_id  integer       NOT NULL,
  amount       decimal(12,2) NOT NULL, -- gross; in the customer's currency
  ordered_at   timestamp     NOT NULL
);

CREATE TABLE shop.salaries (employee varchar(80) NOT NULL, salary decimal(12,2) NOT NULL);
