import { LocalDataApi } from "../../../testing/emulator/local-data-api";
import { DONE, SessionScript, type Step } from "../../../testing/emulator/session-script";

const CREATE_TABLE = "Database Developer Guide, CREATE TABLE";
const SETTINGS = "Database Developer Guide, SET; Configuration reference";
const missing = (name: string) => `ERROR: relation "${name}" does not exist`;

/** Every way to make a temporary table `kept` with the row 7. */
const SPELLINGS: readonly (readonly [spelling: string, name: string])[] = [
  ["CREATE TEMP TABLE kept AS SELECT 7 AS n", "kept"],
  ["CREATE TEMPORARY TABLE kept AS SELECT 7 AS n", "kept"],
  ["CREATE LOCAL TEMP TABLE kept AS SELECT 7 AS n", "kept"],
  ["create local temporary table kept as select 7 as n", "kept"],
  ["/* first */ CREATE -- then\n TEMP TABLE kept AS SELECT 7 AS n", "kept"],
  ["CREATE TEMP TABLE IF NOT EXISTS kept AS SELECT 7 AS n", "kept"],
  ["CREATE TABLE #kept AS SELECT 7 AS n", "#kept"],
  ["CREATE TABLE IF NOT EXISTS #kept AS SELECT 7 AS n", "#kept"],
  ['CREATE TABLE "#kept" AS SELECT 7 AS n', "#kept"],
  ["CREATE TABLE #KEPT AS SELECT 7 AS n", "#kept"],
  ["SELECT 7 AS n INTO TEMP kept", "kept"],
  ["SELECT 7 AS n INTO TEMPORARY TABLE kept", "kept"],
  ["SELECT 7 AS n INTO #kept", "#kept"],
  ["SELECT 7 AS n INTO TABLE #kept", "#kept"],
];

const ROWS: readonly (readonly [title: string, source: string, steps: readonly Step[]])[] = [
  ...SPELLINGS.map(
    ([spelling, name]) =>
      [
        spelling,
        `${CREATE_TABLE}, SELECT INTO`,
        [
          ["A", spelling, DONE],
          ["-", `SELECT n FROM ${name}`, missing(name)],
          ["B", `SELECT n FROM ${name}`, missing(name)],
          ["A", `INSERT INTO ${name} SELECT n + 1 FROM ${name}`, DONE],
          ["A", `SELECT n FROM ${name} ORDER BY n`, [[7], [8]]],
          ["A", `DROP TABLE ${name}`, DONE],
          ["A", `SELECT n FROM ${name}`, missing(name)],
        ],
      ] as const,
  ),
  [
    "each session has its own table of a name",
    CREATE_TABLE,
    [
      ["A", "CREATE TEMP TABLE own (n int PRIMARY KEY)", DONE],
      ["B", "CREATE TEMP TABLE own (n int PRIMARY KEY)", DONE],
      ["A", "INSERT INTO own VALUES (1)", DONE],
      ["B", "INSERT INTO own VALUES (2)", DONE],
      ["A", "SELECT n FROM own", [[1]]],
      ["B", "SELECT n FROM own", [[2]]],
    ],
  ],
  [
    "a temporary table goes before a permanent one of its name",
    CREATE_TABLE,
    [
      ["A", "CREATE TABLE products AS SELECT 1", 'ERROR: relation "products" already exists'],
      ["A", "CREATE TEMP TABLE products AS SELECT 7 AS n", DONE],
      ["B", "SELECT count(*) FROM products", [[50]]],
      ["A", "SELECT count(*) FROM products", [[1]]],
      ["A", "SELECT count(*) FROM public.products", [[50]]],
    ],
  ],
  [
    "a temporary table that is rolled back is gone, one that is committed stays",
    `${CREATE_TABLE}; BEGIN`,
    [
      ["A", "CREATE TEMP TABLE before AS SELECT 1 AS n", DONE],
      ["A", "BEGIN", DONE],
      ["A", "CREATE TEMP TABLE inside AS SELECT 2 AS n", DONE],
      ["A", "DELETE FROM before", DONE],
      ["-", "SELECT 1", [[1]]],
      ["A", "SELECT n FROM inside", [[2]]],
      ["A", "ROLLBACK", DONE],
      ["A", "SELECT n FROM inside", missing("inside")],
      ["A", "SELECT n FROM before", [[1]]],
    ],
  ],
  [
    "a view on a temporary table is of its session too",
    CREATE_TABLE,
    [
      ["A", "CREATE TEMP TABLE seen AS SELECT 1 AS n", DONE],
      ["A", "CREATE VIEW seen_view AS SELECT n + 1 AS m FROM seen", DONE],
      ["B", "SELECT m FROM seen_view", missing("seen_view")],
      ["A", "SELECT m FROM seen_view", [[2]]],
    ],
  ],
  [
    "outside of a session a temporary table ends with its statement",
    "Management Guide, Data API: the session ends when the SQL is finished",
    [
      ["-", "CREATE TEMP TABLE lone AS SELECT 1 AS n", DONE],
      ["-", "SELECT n FROM lone", missing("lone")],
      ["-", "CREATE TEMP TABLE lone AS SELECT 1 AS n", DONE],
    ],
  ],
  [
    "# between values is exclusive or",
    "Database Developer Guide, bitwise operators",
    [["-", "SELECT 5 #n, (5) #n, n #n FROM (SELECT 3 AS n) AS v", [[6, 6, 0]]]],
  ],
  ...["query_group", "wlm_query_slot_count", "enable_result_cache_for_session"].map(
    (setting) =>
      [
        `${setting} is kept for the session alone`,
        SETTINGS,
        [
          ["A", `SET ${setting} TO '5'`, DONE],
          ["B", `SHOW ${setting}`, expect.not.arrayContaining([["5"]])],
          ["A", `SHOW ${setting}`, [["5"]]],
          ["A", `RESET ${setting}`, DONE],
          ["-", "SELECT 1", [[1]]],
          ["A", `SHOW ${setting}`, expect.not.arrayContaining([["5"]])],
        ],
      ] as const,
  ),
  [
    "query_group is unset from the start",
    "Database Developer Guide, SET, examples",
    [["-", "show query_group", [["unset"]]]],
  ],
  [
    "the search path is kept, and names are found along it",
    SETTINGS,
    [
      ["A", "CREATE TEMP TABLE found AS SELECT 1 AS n", DONE],
      ["A", "SET search_path TO information_schema, public", DONE],
      ["-", "SHOW search_path", [['"$user", public']]],
      ["A", "SHOW search_path", [["information_schema, public"]]],
      ["A", "SELECT count(*) FROM sql_features WHERE feature_id = 'B011'", [[1]]],
      ["A", "SELECT n FROM found", [[1]]],
    ],
  ],
  [
    "a context variable is kept",
    SETTINGS,
    [
      ["A", "SET app_context.user_id TO 123", DONE],
      ["B", "SELECT current_setting('app_context.user_id', true)", [[""]]],
      ["A", "SELECT current_setting('app_context.user_id')", [["123"]]],
      ["A", "SELECT set_config('app_context.user_id', '4', false)", [["4"]]],
      ["-", "SELECT 1", [[1]]],
      ["A", "SELECT current_setting('app_context.user_id')", [["4"]]],
    ],
  ],
  [
    "a setting that is rolled back is not kept",
    SETTINGS,
    [
      ["A", "SET timezone TO 'Asia/Tokyo'", DONE],
      ["A", "BEGIN", DONE],
      ["A", "SET timezone TO 'Europe/Paris'", DONE],
      ["-", "SHOW timezone", [["UTC"]]],
      ["A", "SHOW timezone", [["Europe/Paris"]]],
      ["A", "ROLLBACK", DONE],
      ["-", "SHOW timezone", [["UTC"]]],
      ["A", "SHOW timezone", [["Asia/Tokyo"]]],
    ],
  ],
  [
    "one that is committed is; SET LOCAL ends with its transaction",
    SETTINGS,
    [
      ["A", "BEGIN", DONE],
      ["A", "SET SESSION extra_float_digits TO 2", DONE],
      ["A", "SET LOCAL query_group TO 'local'", DONE],
      ["A", "SHOW query_group", [["local"]]],
      ["A", "COMMIT", DONE],
      ["-", "SELECT 1", [[1]]],
      ["A", "SHOW extra_float_digits", [["2"]]],
      ["A", "SHOW query_group", [["unset"]]],
    ],
  ],
  [
    "prepared statements last as long as their session",
    "Database Developer Guide, PREPARE, DEALLOCATE",
    [
      ["A", "PREPARE twice (int) AS SELECT $1 * 2", DONE],
      ["B", "EXECUTE twice (4)", 'ERROR: prepared statement "twice" does not exist'],
      ["A", "EXECUTE twice (4)", [[8]]],
      ["A", "DEALLOCATE twice", DONE],
      ["B", "SELECT 1", [[1]]],
      ["A", "EXECUTE twice (4)", 'ERROR: prepared statement "twice" does not exist'],
    ],
  ],
  [
    "a session whose first statement fails is there all the same",
    "Management Guide, Data API, session reuse",
    [
      ["A", "SELECT * FROM nothing", missing("nothing")],
      ["A", "CREATE TEMP TABLE later AS SELECT 1 AS n", DONE],
      ["A", "SELECT n FROM later", [[1]]],
    ],
  ],
  [
    "nobody becomes somebody else for the next statement",
    "Database Developer Guide, SET SESSION AUTHORIZATION: superusers only",
    [
      ["A", "RESET ROLE", 'ERROR: unrecognized configuration parameter "role"'],
      ["A", "SELECT current_user", [["analyst"]]],
      ["A", "SELECT * FROM payroll", "ERROR: permission denied for relation payroll"],
    ],
  ],
  [
    "what Redshift does not have does not end the sessions of others",
    "Database Developer Guide, SQL commands",
    [
      ["B", "CREATE TEMP TABLE spared AS SELECT 1 AS n", DONE],
      ["A", "DISCARD ALL", 'ERROR: syntax error at or near "DISCARD"\n  Position: 1'],
      ["B", "SELECT n FROM spared", [[1]]],
    ],
  ],
];

describe("what sessions of the local Data API keep", () => {
  const local = new LocalDataApi();

  beforeAll(() => local.warehouses.warm(1));
  afterAll(() => local.close());

  test.each(ROWS)("%s (%s)", async (_title, _source, steps) => {
    expect(await new SessionScript(local).run(steps)).toEqual(steps);
  });
});
