import { LoadedText } from "../../../../testing/emulator/loaded-text";

const local = new LoadedText("CREATE USER admin PASSWORD DISABLE CREATEUSER;");
const [A, B] = ["arn:aws:iam::222222222222:role/copy", "arn:aws:iam::111111111111:role/bucket"];
const ALL = { DbUser: "admin" };

afterAll(() => local.api.close());

/** The first line of the error of a statement of the superuser, or of another user. */
async function errorOf(sql: string, DbUser = "admin"): Promise<string> {
  const { Error: error } = await local.api.run(sql, { DbUser });
  return String(error ?? "none").split("\n")[0] ?? "";
}

const copy = (roles: string, user = "analyst") =>
  errorOf(`COPY loaded FROM 's3://landing/in/one' IAM_ROLE ${roles}`, user);
const unload = (roles: string, user = "analyst") =>
  errorOf(`UNLOAD ('SELECT 1') TO 's3://landing/out/' IAM_ROLE ${roles} ALLOWOVERWRITE`, user);
const refused = (role: string, command: string, user = "analyst") =>
  `ERROR: User ${user} does not have ASSUMEROLE permission on IAM role "${role}" for ${command}`;

beforeAll(async () => {
  local.files.put("s3://landing/in/one", "1\n");
  // The first statement starts the engine, and with it the script that makes the other user.
  expect(await errorOf("SELECT 1", "analyst")).toBe("none");
  await local.api.run("CREATE TABLE loaded (id int)", ALL);
  await local.api.run("GRANT INSERT ON loaded TO PUBLIC", ALL);
});

beforeEach(async () => {
  for (const sql of [
    "GRANT ASSUMEROLE ON ALL TO PUBLIC FOR ALL",
    "REVOKE ASSUMEROLE ON ALL FROM analyst FOR ALL",
  ])
    expect(await errorOf(sql)).toBe("none");
});

test("until a superuser takes it from PUBLIC, everybody may use every role; a superuser keeps it", async () => {
  expect([await copy(`'${A}'`), await unload("default")]).toEqual(["none", "none"]);
  expect(await errorOf("REVOKE ASSUMEROLE ON ALL FROM PUBLIC FOR ALL")).toBe("none");
  expect([await copy(`'${A}'`), await unload("default")]).toEqual([
    refused(A, "COPY"),
    refused("default", "UNLOAD"),
  ]);
  expect(await copy(`'${A}'`, "admin")).toBe("none");
});

test("a chain is granted as a whole, for the commands that are named", async () => {
  await errorOf("REVOKE ASSUMEROLE ON ALL FROM PUBLIC FOR ALL");
  expect(await errorOf(`GRANT ASSUMEROLE ON '${A},${B}', default TO analyst FOR COPY`)).toBe("none");
  expect(await copy(`'${A},${B}'`)).toBe("none");
  expect(await copy("default")).toBe("none");
  expect([await copy(`'${A}'`), await copy(`'${B}'`)]).toEqual([refused(A, "COPY"), refused(B, "COPY")]);
  expect(await unload(`'${A},${B}'`)).toBe(refused(`${A},${B}`, "UNLOAD"));
  expect(await errorOf(`GRANT ASSUMEROLE ON '${A}' TO analyst FOR COPY, UNLOAD, EXTERNAL FUNCTION`)).toBe(
    "none",
  );
  expect([await copy(`'${A}'`), await unload(`'${A}'`)]).toEqual(["none", "none"]);
  expect(await errorOf(`REVOKE ASSUMEROLE ON '${A}' FROM analyst FOR UNLOAD`)).toBe("none");
  expect([await copy(`'${A}'`), await unload(`'${A}'`)]).toEqual(["none", refused(A, "UNLOAD")]);
});

test("groups and roles have it for their members, and a transaction that is rolled back grants nothing", async () => {
  await errorOf("REVOKE ASSUMEROLE ON ALL FROM PUBLIC FOR ALL");
  for (const sql of [
    "CREATE GROUP loaders WITH USER nobody",
    "CREATE ROLE writers",
    "GRANT ROLE writers TO nobody",
  ])
    expect(await errorOf(sql)).toBe("none");
  expect(await errorOf(`GRANT ASSUMEROLE ON '${A}' TO GROUP loaders FOR COPY`)).toBe("none");
  expect(await errorOf("GRANT ASSUMEROLE ON ALL TO ROLE writers FOR UNLOAD")).toBe("none");
  expect([await copy(`'${A}'`, "nobody"), await copy(`'${B}'`, "nobody")]).toEqual([
    "none",
    refused(B, "COPY", "nobody"),
  ]);
  expect(await unload(`'${B}'`, "nobody")).toBe("none");
  expect(await copy(`'${A}'`)).toBe(refused(A, "COPY"));
  const target = { ClusterIdentifier: "warehouse", Database: "dev", DbUser: "admin" };
  const { SessionId } = await local.api.call("ExecuteStatement", {
    ...target,
    Sql: "BEGIN",
    SessionKeepAliveSeconds: 60,
    WaitTimeSeconds: 30,
  });
  for (const Sql of ["GRANT ASSUMEROLE ON ALL TO analyst FOR ALL", "ROLLBACK"])
    await local.api.call("ExecuteStatement", { SessionId, Sql, WaitTimeSeconds: 30 });
  expect(await copy(`'${A}'`)).toBe(refused(A, "COPY"));
});

test("only a superuser grants it; HAS_ASSUMEROLE_PRIVILEGE tells it of oneself", async () => {
  await errorOf("REVOKE ASSUMEROLE ON ALL FROM PUBLIC FOR ALL");
  await errorOf(`GRANT ASSUMEROLE ON '${A}' TO analyst FOR COPY`);
  expect(await errorOf(`GRANT ASSUMEROLE ON ALL TO analyst FOR ALL`, "analyst")).toMatch(
    /^ERROR: must be superuser/,
  );
  expect(await errorOf(`REVOKE ASSUMEROLE ON ALL FROM PUBLIC FOR ALL`, "analyst")).toMatch(
    /^ERROR: must be superuser/,
  );
  const has = (...values: string[]) =>
    `has_assumerole_privilege(${values.map((value) => `'${value}'`).join(", ")})`;
  const asked = [has(A, "copy"), has(A, "unload"), has("analyst", A, "COPY"), has(B, "copy")];
  expect(await local.rowsOf(`SELECT ${asked.join(", ")}`)).toEqual([[true, false, true, false]]);
  expect(await local.errorOf("loaded", "in/one")).toBe("none");
  expect(await errorOf(`SELECT has_assumerole_privilege('nobody', '${A}', 'copy')`, "analyst")).toMatch(
    /^ERROR: must be superuser/,
  );
  expect(await errorOf(`SELECT ${has(A, "read")}`)).toBe('ERROR: unrecognized privilege type: "read"');
  expect(await errorOf(`SELECT ${has("nobody", B, "unload")}`, "admin")).toBe("none");
});

test.each([
  ["GRANT ASSUMEROLE ON ALL TO missing FOR ALL", 'ERROR: user "missing" does not exist'],
  ["GRANT ASSUMEROLE ON ALL TO GROUP missing FOR ALL", 'ERROR: group "missing" does not exist'],
  ["GRANT ASSUMEROLE ON ALL TO analyst", 'ERROR: syntax error at or near ";"'],
  ["GRANT ASSUMEROLE ON ALL TO analyst FOR READ", 'ERROR: syntax error at or near "READ"'],
  ["GRANT ASSUMEROLE TO analyst FOR ALL", 'ERROR: syntax error at or near "TO"'],
  ["GRANT ASSUMEROLE ON ALL FROM analyst FOR ALL", 'ERROR: syntax error at or near "FROM"'],
])("%s is refused", async (sql, error) => {
  expect((await errorOf(sql)).replace(/\s+Position.*$/, "")).toBe(error);
});

test("STATUPDATE is for the owner of the table and superusers; INSERT alone is enough without it", async () => {
  expect(await errorOf("CREATE TABLE own (id int)", "analyst")).toBe("none");
  const statUpdate = (table: string, user: string, word = "OFF") =>
    errorOf(`COPY ${table} FROM 's3://landing/in/one' IAM_ROLE '${A}' STATUPDATE ${word}`, user);
  expect([await statUpdate("own", "analyst"), await statUpdate("own", "admin")]).toEqual(["none", "none"]);
  expect([await statUpdate("loaded", "analyst"), await statUpdate("loaded", "analyst", "ON")]).toEqual(
    Array(2).fill("ERROR: must be owner of relation loaded"),
  );
});
