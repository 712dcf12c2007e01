import { LocalDataApi, refusal } from "../../../testing/emulator/local-data-api";
import {
  NamedStatements,
  LOCAL_WORKGROUP_ARN as WORKGROUP_ARN,
} from "../../../testing/emulator/named-statements";
import { startSilentEngine } from "../../../testing/emulator/silent-engine";

const API = "API Reference of the Data API";
const OTHER_ARN = WORKGROUP_ARN.replace("11111111", "99999999");

/** An input of the list: the names of what is listed in order, or the refusal. */
type Row = readonly [title: string, source: string, input: object, answer: readonly string[] | string];

const TOGETHER = "ValidationException: ClusterIdentifier and WorkgroupName cannot be provided together.";
const at = (member: string, value: string, constraint: string) =>
  `ValidationException: 1 validation error detected: Value '${value}' at '${member}' failed to satisfy constraint: Member must ${constraint}`;

const FINISHED = [
  "same-role",
  "serverless",
  "closed",
  "idle",
  "elsewhere",
  "Report-3",
  "report-2",
  "report-1",
];
const ROWS: readonly Row[] = [
  ["finished ones of the role, newest first", API, {}, FINISHED],
  ["by status", API, { Status: "FAILED" }, ["refused", "failed"]],
  ["running ones", API, { Status: "STARTED" }, ["busy", "running"]],
  ["none of a status", API, { Status: "ABORTED" }, []],
  ["by the beginning of the name", API, { StatementName: "report-" }, ["report-2", "report-1"]],
  ["names with their case", API, { StatementName: "Rep" }, ["Report-3"]],
  ["of this session of the role alone", API, { RoleLevel: false, StatementName: "e" }, []],
  ["of all of them", API, { RoleLevel: true, StatementName: "else" }, ["elsewhere"]],
  ["of a cluster", API, { ClusterIdentifier: "warehouse", StatementName: "rep" }, ["report-1"]],
  [
    "of a workgroup by its name, however it was named then",
    API,
    { WorkgroupName: "analytics" },
    ["serverless", "Report-3", "report-2"],
  ],
  ["of a workgroup by its ARN", API, { WorkgroupName: WORKGROUP_ARN, StatementName: "rep" }, ["report-2"]],
  ["of a workgroup that is not there", API, { WorkgroupName: OTHER_ARN }, []],
  ["of a cluster that is not there", API, { ClusterIdentifier: "other" }, []],
  ["of a database", API, { WorkgroupName: "analytics", Database: "archive" }, ["serverless", "Report-3"]],
  [
    "both targets",
    `${API}: can't be specified together`,
    { ClusterIdentifier: "warehouse", WorkgroupName: "analytics" },
    TOGETHER,
  ],
  ["so many", API, { MaxResults: 2 }, ["same-role", "serverless"]],
  [
    "too many",
    "service model",
    { MaxResults: 101 },
    at("maxResults", "101", "have value less than or equal to 100"),
  ],
  [
    "an unknown status",
    "service model",
    { Status: "DONE" },
    at(
      "status",
      "DONE",
      "satisfy enum value set: [SUBMITTED, PICKED, STARTED, FINISHED, FAILED, ABORTED, ALL]",
    ),
  ],
  [
    "a cluster that cannot be",
    "service model",
    { ClusterIdentifier: "No" },
    at("clusterIdentifier", "No", "satisfy regular expression pattern: ^[a-z][a-z0-9]*(-[a-z0-9]+)*$"),
  ],
  ["a foreign token", API, { NextToken: "x" }, "ValidationException: NextToken is invalid."],
];

describe("ListStatements of the local Data API", () => {
  const local = new LocalDataApi(startSilentEngine);
  const named = new NamedStatements(local);
  const start = Date.UTC(2026, 10, 25) / 1000;

  beforeAll(() => named.submitAll());
  afterAll(() => local.close());

  test.each(ROWS)("%s (%s)", async (_title, _source, input, answer) => {
    const request = named.listed("ListStatements", input);
    expect(typeof answer === "string" ? await refusal(request) : await request).toEqual(answer);
  });

  test("it comes in pages, each entry once", async () => {
    const all = await named.listed("ListStatements", {});
    expect(await named.pages("ListStatements")).toEqual(all);
    expect(all.length).toBeGreaterThan(3);
  });

  test("a listed statement has the fields of the model, and no other", async () => {
    const { Statements } = await local.call("ListStatements", { StatementName: "idle" });
    expect(Statements).toEqual([
      {
        ...{ Id: expect.any(String), Status: "FINISHED", StatementName: "idle", SecretArn: undefined },
        ...{
          CreatedAt: start + 8,
          UpdatedAt: start + 8,
          SessionId: named.sessionId("idle"),
          QueryString: "SELECT 1",
        },
        ...{ IsBatchStatement: false, ResultFormat: "JSON", QueryParameters: undefined },
      },
    ]);
    const { Id } = await local.batch(["SELECT :n", "SELECT 2"], {
      StatementName: "batch",
      Parameters: [{ name: "n", value: "1" }],
      WaitTimeSeconds: 30,
    });
    const batch = await local.call("ListStatements", { StatementName: "batch" });
    expect(batch.Statements).toEqual([
      {
        ...{ Id, Status: "FINISHED", StatementName: "batch", SecretArn: undefined, SessionId: undefined },
        ...{ CreatedAt: expect.any(Number), UpdatedAt: expect.any(Number), ResultFormat: "JSON" },
        ...{ IsBatchStatement: true, QueryStrings: ["SELECT :n", "SELECT 2"] },
        QueryParameters: [{ name: "n", value: "1" }],
      },
    ]);
  });
});
