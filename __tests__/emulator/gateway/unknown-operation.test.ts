import * as iam from "@aws-sdk/client-iam";
import * as redshiftData from "@aws-sdk/client-redshift-data";
import * as sts from "@aws-sdk/client-sts";
import { refuseUnknownOperation } from "../../../emulator/gateway/unknown-operation";
import { jsonRequest, queryRequest, signedRequest } from "../../../testing/emulator/signed-requests";

const ERRORS = "https://docs.aws.amazon.com/STS/latest/APIReference/CommonErrors.html";
const WIRE = "https://github.com/aws/aws-sdk-net/issues/1536";
const MISSING = "The request is missing an action or a required parameter.";

function refusal(request: ReturnType<typeof signedRequest>): unknown {
  try {
    refuseUnknownOperation(request.scope.service, request);
  } catch (error) {
    const { code, message, httpStatus } = error as { code: string; message: string; httpStatus: number };
    return [httpStatus, code, message];
  }
  return undefined;
}

test.each([
  [
    "STS",
    queryRequest("sts", "AssumeRoll", {}),
    [400, "InvalidAction", "Could not find operation AssumeRoll for version 2011-06-15"],
    ERRORS,
  ],
  [
    "IAM",
    queryRequest("iam", "CreateRoll", {}),
    [400, "InvalidAction", "Could not find operation CreateRoll for version 2010-05-08"],
    ERRORS,
  ],
  ["STS, of no name", signedRequest({ service: "sts" }), [400, "MissingAction", MISSING], ERRORS],
  ["IAM, of no name", signedRequest({ service: "iam" }), [400, "MissingAction", MISSING], ERRORS],
  [
    "the Data API",
    jsonRequest("redshift-data", "RedshiftData.RunStatement", {}),
    [400, "UnknownOperationException", "Unknown operation: RunStatement"],
    WIRE,
  ],
  [
    "the Data API, of no name",
    signedRequest({ service: "redshift-data" }),
    [400, "UnknownOperationException", "Unknown operation: none is named"],
    WIRE,
  ],
])("an operation that AWS does not have is refused with AWS's own code: %s", (_, request, expected) => {
  expect(refusal(request)).toEqual(expected);
});

/** What the SDKs can call, which are newer than the models. */
test.each([
  ["sts", sts],
  ["iam", iam],
  ["redshift-data", redshiftData],
] as const)("every operation that the SDK has of %s is one of AWS's", (service, sdk) => {
  const names = Object.keys(sdk).flatMap((name) => /^(\w+)Command$/.exec(name)?.slice(1) ?? []);
  const requests = names.map((name) =>
    service === "redshift-data"
      ? jsonRequest(service, `RedshiftData.${name}`, {})
      : queryRequest(service, name, {}),
  );
  expect(requests.length).toBeGreaterThan(5);
  expect(requests.map(refusal).filter((refused) => refused !== undefined)).toEqual([]);
});

test.each([
  ["one of STS", queryRequest("sts", "DecodeAuthorizationMessage", {})],
  ["one of the Data API", jsonRequest("redshift-data", "RedshiftData.ListTables", {})],
  [
    "a path of Lambda, whoever answers it",
    signedRequest({ service: "lambda", method: "GET", url: "/2099-01-01/x" }),
  ],
  ["one of a service without a model", queryRequest("redshift", "DescribeNothing", {})],
])("left to who answers it: %s", (_, request) => {
  expect(refusal(request)).toBeUndefined();
});
