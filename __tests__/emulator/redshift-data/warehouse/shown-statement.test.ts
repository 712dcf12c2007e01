import { shownStatement } from "../../../../emulator/redshift-data/warehouse/shown-statement";

test.each([
  ["CREATE USER a PASSWORD 'Hunter2x'", "CREATE USER a PASSWORD '…'"],
  ["create user a with password\n  'Hunter2x' createdb", "create user a with password\n  '…' createdb"],
  ["ALTER USER a PASSWORD $$Hunter2x$$", "ALTER USER a PASSWORD $$…$$"],
  [
    "COPY t FROM 's3://b/k' CREDENTIALS AS 'aws_secret_access_key=Hunter2x'",
    "COPY t FROM 's3://b/k' CREDENTIALS AS '…'",
  ],
  [
    "COPY t FROM 's3://b/k' ACCESS_KEY_ID 'Hunter2x' SECRET_ACCESS_KEY 'Hunter2y'",
    "COPY t FROM 's3://b/k' ACCESS_KEY_ID '…' SECRET_ACCESS_KEY '…'",
  ],
  [
    "CREATE USER a PASSWORD DISABLE VALID UNTIL '2027-01-01'",
    "CREATE USER a PASSWORD DISABLE VALID UNTIL '2027-01-01'",
  ],
  ["CREATE USER a PASSWORD 'Hunter2x", "CREATE USER a PASSWORD '…"],
  ['CREATE USER a PASSWORD "Hunter2x"', 'CREATE USER a PASSWORD "…"'],
  ["ALTER USER a WITH PASSWORD Hunter2x CREATEDB", "ALTER USER a WITH PASSWORD … CREATEDB"],
  [
    `CREATE IDENTITY PROVIDER p TYPE azure NAMESPACE 'n' PARAMETERS '{"client_secret":"Hunter2x"}'`,
    "CREATE IDENTITY PROVIDER p TYPE azure NAMESPACE 'n' PARAMETERS '…'",
  ],
  ["INSERT INTO password VALUES ('shown')", "INSERT INTO password VALUES ('shown')"],
])("neither a password nor a key is shown: %s", (sql, shown) => {
  expect(shownStatement(sql, "why").lines.join("\n")).toBe(shown);
});

test("what the engine quotes of a secret is not shown either", () => {
  const { reason } = shownStatement(
    "CREATE USER a PASSWORD 'Hunter2x' b",
    `ERROR: syntax error near "'Hunter2x'"`,
  );
  expect(reason).toBe(`ERROR: syntax error near "'…'"`);
});

test("a long statement is cut, and says so", () => {
  const sql = [
    "INSERT INTO t VALUES",
    ...Array.from({ length: 20 }, (_, row) => `(${row}, '${"x".repeat(300)}'),`),
  ];
  const { lines } = shownStatement(sql.join("\n"), "why");
  expect(lines).toHaveLength(7);
  expect(lines[1]).toBe(`(0, '${"x".repeat(155)} …`);
  expect(lines[6]).toBe("… (15 more lines)");
});
