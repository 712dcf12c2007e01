BEGIN;
INSERT INTO shop.customers VALUES
  (1, 'Sato; Suzuki & Co.', 'JP'),
  (2, 'O''Brien', 'IE'),
  (3, 'Müller', 'DE');
INSERT INTO shop.orders VALUES
  (9007199254740993, 1, 120.50, '2026-01-05 09:00:00'),
  (9007199254740994, 1, 79.90, '2026-02-11 14:30:00'),
  (9007199254740995, 2, 15.00, '2026-02-12 08:15:00');
INSERT INTO shop.salaries VALUES ('Abe', 5000), ('Ito', 5500);
COMMIT;
