import { LocalDataApi, refusal } from "../../../testing/emulator/local-data-api";
import {
  NamedStatements,
  LOCAL_WORKGROUP_ARN as WORKGROUP_ARN,
} from "../../../testing/emulator/named-statements";
import { startSilentEngine } from "../../../testing/emulator/silent-engine";

const API = "API Reference of the Data API";
const OTHER_ARN = WORKGROUP_ARN.replace("11111111", "99999999");
const UNKNOWN_ID = "00000000-0000-4000-8000-000000000000";

/** An input of the list: the names of what is listed in order, or the refusal. */
type Row = readonly [title: string, source: string, input: object, answer: readonly string[] | string];

const TOGETHER = "ValidationException: ClusterIdentifier and WorkgroupName cannot be provided together.";
const at = (member: string, value: string, constraint: string) =>
  `ValidationException: 1 validation error detected: Value '${value}' at '${member}' failed to satisfy constraint: Member must ${constraint}`;

const ROWS: readonly Row[] = [
  ["open ones of the role, newest first", API, {}, ["same-role", "busy", "serverless", "idle"]],
  ["idle ones", API, { Status: "AVAILABLE" }, ["same-role", "serverless", "idle"]],
  ["busy ones", API, { Status: "BUSY" }, ["busy"]],
  ["closed ones", API, { Status: "CLOSED" }, ["refused", "closed"]],
  ["of this session of the role", API, { RoleLevel: false }, ["busy", "serverless", "idle"]],
  ["of a cluster", API, { ClusterIdentifier: "warehouse" }, ["same-role", "busy", "idle"]],
  ["of a workgroup by its name", API, { WorkgroupName: "analytics" }, ["serverless"]],
  ["of a workgroup by its ARN", API, { WorkgroupName: WORKGROUP_ARN }, ["serverless"]],
  ["of a workgroup that is not there", API, { WorkgroupName: OTHER_ARN }, []],
  ["of a database", API, { Database: "archive" }, ["serverless"]],
  [
    "both targets",
    `${API}: can't be specified together`,
    { ClusterIdentifier: "warehouse", WorkgroupName: "analytics" },
    TOGETHER,
  ],
  ["so many", API, { MaxResults: 1 }, ["same-role"]],
  [
    "one that never existed",
    "github.com/awslabs/mcp/issues/4587",
    { SessionId: UNKNOWN_ID },
    "ResourceNotFoundException: Session does not exist.",
  ],
  [
    "one beside a filter",
    API,
    { SessionId: UNKNOWN_ID, Status: "BUSY" },
    "ValidationException: SessionId cannot be provided with other filters.",
  ],
  [
    "an unknown status",
    "service model",
    { Status: "OPEN" },
    at("status", "OPEN", "satisfy enum value set: [AVAILABLE, BUSY, CLOSED]"),
  ],
  [
    "too many",
    "service model",
    { MaxResults: 101 },
    at("maxResults", "101", "have value less than or equal to 100"),
  ],
];

describe("ListSessions of the local Data API", () => {
  const local = new LocalDataApi(startSilentEngine);
  const named = new NamedStatements(local);
  const start = Date.UTC(2026, 10, 25) / 1000;

  beforeAll(() => named.submitAll());
  afterAll(() => local.close());

  test.each(ROWS)("%s (%s)", async (_title, _source, input, answer) => {
    const request = named.listed("ListSessions", input);
    expect(typeof answer === "string" ? await refusal(request) : await request).toEqual(answer);
  });

  test("it comes in pages, each entry once", async () => {
    const all = await named.listed("ListSessions", {});
    expect(await named.pages("ListSessions")).toEqual(all);
    expect(all.length).toBeGreaterThan(3);
  });

  test("one session by its id, also a closed one, with every field of the model", async () => {
    const one = async (name: string) => {
      const { Sessions } = await local.call("ListSessions", { SessionId: named.sessionId(name) });
      return (Sessions as Record<string, unknown>[]).map(({ SessionId, CurrentStatementId, ...more }) => ({
        ...more,
        session: named.nameOf(SessionId),
        statement: named.nameOf(CurrentStatementId),
      }));
    };
    const ClusterIdentifier = "warehouse";
    const cluster = { ClusterIdentifier, WorkgroupName: undefined, Database: "dev", DbUser: "analyst" };
    expect([...(await one("idle")), ...(await one("closed")), ...(await one("busy"))]).toEqual([
      {
        ...cluster,
        ...{ session: "idle", Status: "AVAILABLE", SessionAliveSeconds: 86_400, statement: undefined },
        ...{ CreatedAt: start + 8, UpdatedAt: start + 8, SessionTtl: start + 8 + 86_400 },
      },
      {
        ...cluster,
        ...{ session: "closed", Status: "CLOSED", SessionAliveSeconds: 5, statement: undefined },
        ...{ CreatedAt: start + 9, UpdatedAt: start + 14, SessionTtl: start + 14 },
      },
      {
        ...cluster,
        ...{ session: "busy", Status: "BUSY", SessionAliveSeconds: 600, statement: "busy" },
        ...{ CreatedAt: start + 11, UpdatedAt: start + 11, SessionTtl: start + 611 },
      },
    ]);
    expect(await one("serverless")).toMatchObject([
      {
        ClusterIdentifier: undefined,
        WorkgroupName: "analytics",
        Database: "archive",
        DbUser: "IAMR:reader",
      },
    ]);
  });

  test("after 24 hours it is no longer listed", async () => {
    await local.pass(86_400);
    expect(await named.listed("ListSessions", { Status: "CLOSED" })).toEqual([]);
  });
});
