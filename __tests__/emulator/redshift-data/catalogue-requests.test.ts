import {
  LOCAL_WORKGROUP,
  LocalDataApi,
  localSecretArn,
  refusal,
} from "../../../testing/emulator/local-data-api";
import { startSilentEngine } from "../../../testing/emulator/silent-engine";

const API = "API Reference of the Data API";
const CLUSTER = { ClusterIdentifier: "warehouse", Database: "dev", DbUser: "analyst" };
const IDENTITY = { ...CLUSTER, DbUser: undefined };
const SECRET = { ...IDENTITY, SecretArn: localSecretArn("good") };
const SERVERLESS = { WorkgroupName: "analytics", Database: "dev" };

const at = (member: string, value: string, constraint: string) =>
  `ValidationException: 1 validation error detected: Value ${value} at '${member}' failed to satisfy constraint: Member must ${constraint}`;
const NO_DATABASE = 'DatabaseConnectionException: FATAL: database "nowhere" does not exist';
const NO_USER = 'DatabaseConnectionException: FATAL: password authentication failed for user "stranger"';
const NO_TARGET = "ValidationException: Either ClusterIdentifier or WorkgroupName needs to be specified.";
const TWO_TARGETS = "ValidationException: ClusterIdentifier and WorkgroupName cannot be provided together.";
const TWO_LOGINS = "ValidationException: DbUser and SecretArn cannot be provided together.";
const USER_OF_WORKGROUP = "ValidationException: DbUser cannot be provided with WorkgroupName.";
const NO_ENDPOINT = "ValidationException: Redshift endpoint doesn't exist in this region.";
const BAD_TOKEN = "ValidationException: NextToken is invalid.";
const NULL_DATABASE = at("database", "null", "not be null");

/** The databases that are listed, or the refusal. */
type Row = readonly [source: string, operation: string, input: object, answer: readonly string[] | string];

const ROWS: readonly Row[] = [
  [`${API}, sample`, "ListDatabases", CLUSTER, ["dev"]],
  [`${API}, secret`, "ListDatabases", SECRET, ["dev"]],
  [`${API}, workgroup`, "ListDatabases", SERVERLESS, ["archive", "dev"]],
  [`${API}, MaxResults`, "ListDatabases", { ...SERVERLESS, MaxResults: 1 }, ["archive"]],
  [`${API}, 0 is the default`, "ListDatabases", { ...SERVERLESS, MaxResults: 0 }, ["archive", "dev"]],
  [`${API}, the database is connected to`, "ListTables", { ...CLUSTER, Database: "nowhere" }, NO_DATABASE],
  [`${API}, ConnectedDatabase`, "ListTables", { ...CLUSTER, ConnectedDatabase: "nowhere" }, NO_DATABASE],
  [`${API}, DbUser`, "ListTables", { ...CLUSTER, DbUser: "stranger" }, NO_USER],
  ["service model", "ListTables", { ...CLUSTER, Database: undefined }, NULL_DATABASE],
  ["service model", "ListSchemas", { ...SERVERLESS, Database: undefined }, NULL_DATABASE],
  [
    "service model",
    "ListTables",
    { ...CLUSTER, MaxResults: 1001 },
    at("maxResults", "'1001'", "have value less than or equal to 1000"),
  ],
  [
    "service model",
    "DescribeTable",
    { ...CLUSTER, MaxResults: -1 },
    at("maxResults", "'-1'", "have value greater than or equal to 0"),
  ],
  [API, "ListSchemas", { ...CLUSTER, NextToken: "x" }, BAD_TOKEN],
  [API, "ListTables", { ...CLUSTER, ClusterIdentifier: "other" }, NO_ENDPOINT],
  [API, "DescribeTable", { ...SERVERLESS, WorkgroupName: "other" }, NO_ENDPOINT],
  [API, "ListDatabases", { ...CLUSTER, WorkgroupName: "analytics" }, TWO_TARGETS],
  ["github.com/boto/boto3/issues/3336", "DescribeTable", { Database: "dev" }, NO_TARGET],
  [API, "DescribeTable", { ...SECRET, DbUser: "analyst" }, TWO_LOGINS],
  [API, "ListSchemas", { ...SERVERLESS, DbUser: "analyst" }, USER_OF_WORKGROUP],
];

const R = "arn:aws:redshift:ap-northeast-1:222222222222";
const CLUSTER_ARN = `${R}:cluster:warehouse`;
const WORKGROUP_ARN = `arn:aws:redshift-serverless:ap-northeast-1:222222222222:workgroup/${LOCAL_WORKGROUP.id}`;

/** What a request needs to be allowed, in the order in which it is asked. */
const NEEDS: readonly (readonly [operation: string, input: object, needs: readonly string[]])[] = [
  [
    "ListDatabases",
    CLUSTER,
    [
      `redshift-data:ListDatabases ${CLUSTER_ARN}`,
      `redshift:GetClusterCredentials ${R}:dbuser:warehouse/analyst`,
      `redshift:GetClusterCredentials ${R}:dbname:warehouse/dev`,
    ],
  ],
  [
    "ListSchemas",
    IDENTITY,
    [
      `redshift-data:ListSchemas ${CLUSTER_ARN}`,
      `redshift:GetClusterCredentialsWithIAM ${R}:dbname:warehouse/dev`,
    ],
  ],
  [
    // Credentials are for the database that is connected to.
    "ListTables",
    { ...IDENTITY, ConnectedDatabase: "dev", Database: "archive" },
    [
      `redshift-data:ListTables ${CLUSTER_ARN}`,
      `redshift:GetClusterCredentialsWithIAM ${R}:dbname:warehouse/dev`,
    ],
  ],
  [
    "DescribeTable",
    SECRET,
    [`redshift-data:DescribeTable ${CLUSTER_ARN}`, `secretsmanager:GetSecretValue ${localSecretArn("good")}`],
  ],
  [
    "ListDatabases",
    SERVERLESS,
    [`redshift-data:ListDatabases ${WORKGROUP_ARN}`, `redshift-serverless:GetCredentials ${WORKGROUP_ARN}`],
  ],
];

describe("requests for what databases hold", () => {
  const local = new LocalDataApi(startSilentEngine);
  const listOf = ({ Databases, Schemas, Tables, ColumnList }: Record<string, unknown>) =>
    Databases ?? Schemas ?? Tables ?? ColumnList;

  afterEach(() => {
    local.deny = () => undefined;
  });
  afterAll(() => local.close());

  test.each(ROWS)("%s: %s %j", async (_source, operation, input, answer) => {
    const request = local.call(operation, input).then(listOf);
    expect(typeof answer === "string" ? await refusal(request) : await request).toEqual(answer);
  });

  /** Service Authorization Reference, Amazon Redshift Data API. */
  test.each(NEEDS)("%s %j needs its action and its login", async (operation, input, needs) => {
    const asked: string[] = [];
    local.deny = (action, resource) => {
      asked.push(`${action} ${resource}`);
      return undefined;
    };
    await local.call(operation, input);
    expect(asked).toEqual(needs);
    // Whichever is refused: the action in its own words, a credential in the Data API's.
    for (const [index, need] of needs.entries()) {
      local.deny = (action, resource) => (`${action} ${resource}` === need ? `no ${need}` : undefined);
      const code = index === 0 ? "AccessDeniedException" : "ValidationException";
      expect(await refusal(local.call(operation, input))).toBe(`${code}: no ${need}`);
    }
  });

  test.each([
    ["ListDatabases", CLUSTER],
    ["ListSchemas", CLUSTER],
    ["ListTables", CLUSTER],
    ["DescribeTable", CLUSTER],
  ])("three requests a second for %s (Management Guide, quotas)", async (operation, input) => {
    await local.call(operation, input);
    const ask = () =>
      local.callAtOnce(operation, input).then(
        () => "answered",
        (error: Error) => error.message,
      );
    const answers = [await ask(), await ask(), await ask()];
    expect(answers).toEqual(["answered", "answered", "Rate exceeded"]);
  });
});
