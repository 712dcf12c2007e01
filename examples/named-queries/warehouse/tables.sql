CREATE TABLE orders (
  id          bigint        NOT NULL,
  region      varchar(20)   NOT NULL,
  amount      decimal(12,2) NOT NULL,
  ordered_at  timestamp     NOT NULL
);
INSERT INTO orders VALUES
  (9007199254740993, 'north', 120.50, '2026-01-05 09:00:00'),
  (9007199254740994, 'south', 79.90, '2026-02-11 14:30:00'),
  (9007199254740995, 'north', 15.00, '2026-02-12 08:15:00');

CREATE TABLE visits (page varchar(200) NOT NULL, referrer varchar(200), seen_at timestamptz NOT NULL);

GRANT SELECT ON orders TO website;
GRANT INSERT ON visits TO website;
