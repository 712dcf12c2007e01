import { failureKind, readAwsFailure } from "../../../aws/failure/aws-failure";
import {
  awsError,
  numbersPage,
  STATEMENT_ID,
  socketError,
} from "../../../testing/redshift-data/fake-data-api";
import { FINISHED, run, STARTED } from "../../../testing/redshift-data/run-script";

/** What the SDK throws of an answer that is no JSON. */
const unread = (httpStatusCode: number) =>
  Object.assign(new SyntaxError(`Unexpected token 'h', "{"hunter2" is not valid JSON`), {
    $metadata: { httpStatusCode },
  });

const MAY_BE_RUNNING =
  "the statement may be running; the same event with the same clientToken tells its id and does not run it again";

test.each<[what: string, error: Error, failure: object, kind: unknown]>([
  ["rows that were cut off", unread(200), { httpStatus: 200 }, "service-fault"],
  ["a page of a load balancer", unread(503), { httpStatus: 503 }, "service-fault"],
  ["a page of a proxy", unread(403), { httpStatus: 403 }, undefined],
  ["XML that is none", awsError("Error", "XML parse error", 200), { httpStatus: 200 }, "service-fault"],
  ["a refusal without a code", awsError("Unknown", "UnknownError", 400), { httpStatus: 400 }, undefined],
  [
    "what is no HTTP",
    socketError("HPE_INVALID_CONSTANT"),
    { networkCode: "HPE_INVALID_CONSTANT" },
    "network",
  ],
  [
    "a certificate of somebody else",
    socketError("ERR_TLS_CERT_ALTNAME_INVALID"),
    { networkCode: "ERR_TLS_CERT_ALTNAME_INVALID" },
    "network",
  ],
  [
    "a code with a digit",
    awsError("EC2ThrottledException"),
    { awsCode: "EC2ThrottledException", httpStatus: 400 },
    "quota",
  ],
])("%s: no code of AWS but AWS's, and nothing of the answer", (_, error, failure, kind) => {
  const read = readAwsFailure(error);
  expect(read).toMatchObject(failure);
  expect(Object.keys(read).sort()).toEqual([...Object.keys(failure), "awsMessage"].sort());
  expect(read.awsMessage).not.toContain("hunter2");
  expect(failureKind(read)).toBe(kind);
});

test("an answer that is cut off is asked for again, and does not end the statement", async () => {
  const { answer, names } = await run({
    execute: [unread(200), STARTED],
    describe: [unread(200), FINISHED],
    result: [unread(200), numbersPage([1])],
  });
  expect(answer?.status).toBe("FINISHED");
  expect(names).toBe("execute execute describe describe result result");
});

test("a signature that is late is made again by AWS's time", async () => {
  const late = awsError(
    "InvalidSignatureException",
    "Signature expired: 20261129T080000Z is now earlier",
    403,
  );
  const { answer } = await run({ execute: [late, FINISHED], result: [numbersPage([1])] });
  expect(answer?.status).toBe("FINISHED");
  const wrong = awsError(
    "InvalidSignatureException",
    "The request signature we calculated does not match",
    403,
  );
  expect((await run({ execute: [wrong, FINISHED] })).names).toBe("execute");
});

describe("a submit call that fails for good", () => {
  test.each<[string, readonly Error[], boolean]>([
    ["died on its way", [socketError("ECONNRESET")], true],
    ["failed at AWS", [awsError("InternalServerException", "oops", 500)], true],
    ["was answered with what is none", [unread(200)], true],
    ["failed at AWS, and was denied then", [awsError("X", "", 503), awsError("AccessDeniedException")], true],
    ["was denied", [awsError("AccessDeniedException")], false],
    ["was refused", [awsError("ValidationException")], false],
    ["found no endpoint", [socketError("ENOTFOUND")], false],
    ["found no database", [awsError("DatabaseConnectionException", "", 500)], false],
    [
      "had no connection in time",
      [
        Object.assign(new Error("the request socket did not establish a connection"), {
          name: "TimeoutError",
        }),
      ],
      false,
    ],
  ])("one that %s", async (_, execute, tells) => {
    const { error } = await run({ execute });
    expect([error?.statementId, error?.advice.includes(MAY_BE_RUNNING)]).toEqual([undefined, tells]);
  });

  test("a call that submits nothing does not say so", async () => {
    const event = { action: "status", statementId: STATEMENT_ID };
    const { error } = await run({ describe: [socketError("ECONNRESET")] }, event);
    expect(error?.advice).not.toContain(MAY_BE_RUNNING);
  });
});
