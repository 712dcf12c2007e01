-- name: note_visit
-- Writes one row. A repeated invocation with the same clientToken writes it once.
-- param page: text
-- param referrer: text null
-- param seen_at: timestamptz
-- example page: /prices
-- example referrer: ''
-- example seen_at: 2026-11-27T21:00:00Z
INSERT INTO visits (page, referrer, seen_at)
VALUES (:page, :referrer, :seen_at);
