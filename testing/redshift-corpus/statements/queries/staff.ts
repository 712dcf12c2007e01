/** Who works for whom: hierarchies are asked of it. */
export const STAFF = [
  "create table staff (id int, name varchar(20), boss int)",
  "insert into staff values (1, 'Ana', null), (2, 'Bo', 1), (3, 'Cy', 1), (4, 'Di', 2), (5, 'Ed', 4)",
];
