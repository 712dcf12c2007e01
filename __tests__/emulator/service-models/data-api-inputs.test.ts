import {
  at,
  type ConstraintRow,
  enumOf,
  longest,
  most,
  NOT_NULL,
  pattern,
  shortest,
  testRefusals,
} from "../../../testing/emulator/constraint-texts";
import { jsonRequest } from "../../../testing/emulator/signed-requests";

const DATA_API = "botocore 1.43.11, redshift-data/2019-12-20";
const dataApi = (operation: string, input: unknown) =>
  jsonRequest("redshift-data", `RedshiftData.${operation}`, input);
const sql = (members: object) => dataApi("ExecuteStatement", { Sql: "select 1", ...members });
const STATEMENT_ID = pattern("[a-z0-9]{8}(-[a-z0-9]{4}){3}-[a-z0-9]{12}(:\\d{0,2})?");
const LONG = "a".repeat(65);

const DATA_API_ROWS: readonly ConstraintRow[] = [
  [
    "a statement id that is none",
    dataApi("DescribeStatement", { Id: "x" }),
    [at("id", STATEMENT_ID, "'x'")],
    DATA_API,
  ],
  ["no statement id", dataApi("GetStatementResult", {}), [at("id", NOT_NULL, "null")], DATA_API],
  ["no SQL", dataApi("ExecuteStatement", {}), [at("sql", NOT_NULL, "null")], DATA_API],
  [
    "no SQL in the batch",
    dataApi("BatchExecuteStatement", { Sqls: [] }),
    [at("sqls", shortest(1))],
    DATA_API,
  ],
  [
    "41 statements",
    dataApi("BatchExecuteStatement", { Sqls: Array(41).fill("s") }),
    [at("sqls", longest(40))],
    DATA_API,
  ],
  [
    "a cluster in capitals",
    sql({ ClusterIdentifier: "Warehouse" }),
    [at("clusterIdentifier", pattern("[a-z][a-z0-9]*(-[a-z0-9]+)*"), "'Warehouse'")],
    DATA_API,
  ],
  [
    "a long client token",
    sql({ ClientToken: LONG }),
    [at("clientToken", longest(64), `'${LONG}'`)],
    DATA_API,
  ],
  [
    "a format that is none",
    sql({ ResultFormat: "XML" }),
    [at("resultFormat", enumOf("JSON", "CSV"), "'XML'")],
    DATA_API,
  ],
  [
    "a session of more than a day",
    sql({ SessionKeepAliveSeconds: 86_401 }),
    [at("sessionKeepAliveSeconds", most(86_400), "'86401'")],
    DATA_API,
  ],
  [
    "an empty value, which is not shown",
    sql({ Parameters: [{ name: "a", value: "" }] }),
    [at("parameters.1.member.value", shortest(1))],
    DATA_API,
  ],
  [
    "a parameter with a dash",
    sql({ Parameters: [{ name: "a-b", value: "1" }] }),
    [at("parameters.1.member.name", pattern("[0-9a-zA-Z_]+"))],
    DATA_API,
  ],
  ["no parameters in the list", sql({ Parameters: [] }), [at("parameters", shortest(1))], DATA_API],
  [
    "a state that is none",
    dataApi("ListStatements", { Status: "DONE" }),
    [
      at(
        "status",
        enumOf("SUBMITTED", "PICKED", "STARTED", "FINISHED", "ABORTED", "FAILED", "ALL"),
        "'DONE'",
      ),
    ],
    DATA_API,
  ],
  [
    "a page beyond the limit",
    dataApi("ListStatements", { MaxResults: 101 }),
    [at("maxResults", most(100), "'101'")],
    DATA_API,
  ],
];

testRefusals("the Data API", "ValidationException", DATA_API_ROWS);
