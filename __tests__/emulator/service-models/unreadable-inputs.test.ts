import type { SignedRequest } from "../../../emulator/authentication/signed-request";
import { inputRefusal } from "../../../testing/emulator/constraint-texts";
import { jsonRequest, queryRequest, signedRequest } from "../../../testing/emulator/signed-requests";

const SERIALIZATION = "https://smithy.io/2.0/aws/protocols/aws-json-1_1-protocol.html";
const IAM = "botocore 1.43.11, iam/2010-05-08";
const STS = "botocore 1.43.11, sts/2011-06-15";
const LAMBDA = "botocore 1.43.11, lambda/2015-03-31";
const trust = { AssumeRolePolicyDocument: "{}" };
const iam = (operation: string, parameters: Record<string, string>) =>
  queryRequest("iam", operation, parameters);
const role = (parameters: Record<string, string>) =>
  iam("CreateRole", { RoleName: "r", ...trust, ...parameters });
const lambda = (method: string, url: string, body: unknown = {}) =>
  signedRequest({ service: "lambda", method, url, body: JSON.stringify(body) });
const FUNCTION = { FunctionName: "f", Role: "arn:aws:iam::111111111111:role/r", Code: { ZipFile: "UEs=" } };
const create = (members: object) => lambda("POST", "/2015-03-31/functions", { ...FUNCTION, ...members });
const dataApi = (operation: string, input: unknown) =>
  jsonRequest("redshift-data", `RedshiftData.${operation}`, input);
const sql = (members: object) => dataApi("ExecuteStatement", { Sql: "select 1", ...members });

it.each<[string, SignedRequest, string, string, string]>([
  [
    "a number as text",
    sql({ Sql: 5 }),
    "SerializationException",
    "NUMBER_VALUE can not be converted to a String",
    SERIALIZATION,
  ],
  [
    "a text as number",
    create({ Timeout: "5" }),
    "SerializationException",
    "STRING_VALUE can not be converted to an Integer",
    SERIALIZATION,
  ],
  [
    "a list as structure",
    create({ Environment: [] }),
    "SerializationException",
    "Start of list found where not expected",
    SERIALIZATION,
  ],
  [
    "a structure as text",
    sql({ Database: {} }),
    "SerializationException",
    "Start of structure or map found where not expected.",
    SERIALIZATION,
  ],
  [
    "a text as list",
    dataApi("BatchExecuteStatement", { Sqls: "select 1" }),
    "SerializationException",
    "STRING_VALUE can not be converted to a List",
    SERIALIZATION,
  ],
  [
    "a number as variable",
    create({ Environment: { Variables: { PORT: 80 } } }),
    "SerializationException",
    "NUMBER_VALUE can not be converted to a String",
    SERIALIZATION,
  ],
  [
    "a body that is no JSON",
    signedRequest({ service: "lambda", url: "/2015-03-31/functions", body: "{" }),
    "InvalidRequestContentException",
    "Could not parse request body into json",
    LAMBDA,
  ],
  [
    "a text as session duration",
    role({ MaxSessionDuration: "an hour" }),
    "MalformedInput",
    "MaxSessionDuration is not a number",
    IAM,
  ],
  ...["soon", "1000.5", ""].map((DurationSeconds): [string, SignedRequest, string, string, string] => [
    `"${DurationSeconds}" as a whole number of seconds`,
    queryRequest("sts", "AssumeRole", { DurationSeconds }),
    "MalformedInput",
    "DurationSeconds is not a number",
    STS,
  ]),
])("cannot read %s", (_, request, code, message) => {
  expect(inputRefusal(request)).toMatchObject({ code, message });
});
