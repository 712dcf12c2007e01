import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { LambdaClient } from "@aws-sdk/client-lambda";
import { GetCallerIdentityCommand, STSClient } from "@aws-sdk/client-sts";
import { facts } from "../../../../testing/tools/doctor-facts";
import { lambdaCredentials } from "../../../../tools/doctor/judge/checks/credentials";
import { selectOne } from "../../../../tools/doctor/judge/checks/select-one";
import { runCheck } from "../../../../tools/doctor/judge/run-check";
import { awsErrorText, isAwsAnswer, nextWhereNotNow } from "../../../../tools/lib/aws/aws-error";
import { signedClient } from "../../../../tools/lib/aws/signed-client";
import { invokeEvent } from "../../../../tools/lib/link/invocation";

/** What stands where AWS should, and answers everything with this. */
let answer: { readonly status: number; readonly headers?: Record<string, string>; readonly body: string };
let server: Server;
let endpoint = "";

beforeAll(async () => {
  server = createServer((request, response) => {
    request
      .resume()
      .on("end", () => response.writeHead(answer.status, answer.headers ?? {}).end(answer.body));
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  endpoint = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  process.env.AWS_ENDPOINT_URL = endpoint.replace("http://", "http://user:hunter2@");
});
afterAll(() => {
  delete process.env.AWS_ENDPOINT_URL;
  server.close();
});

const config = () => ({
  ...{ region: "eu-west-1", endpoint, maxAttempts: 1 },
  credentials: { accessKeyId: "AKIA", secretAccessKey: "secret" },
});
const thrown = (work: Promise<unknown>) =>
  work.then(
    () => undefined,
    (error: unknown) => error,
  );
const whoAmI = () => new STSClient(config()).send(new GetCallerIdentityCommand({}));
const noneOf = (status: number) => `The answer of HTTP status ${status} is none of the service`;
const somebodyElse = (again: string) =>
  `something else than AWS may answer at ${endpoint} (AWS_ENDPOINT_URL), or cuts its answers off: see the proxy, the sign-in page of the network, and the endpoint; then ${again}`;

const PAGE = "<!DOCTYPE html><html><body>hunter2";
const NO_ANSWERS = [
  { status: 302, headers: { location: "http://127.0.0.1:1/login" }, body: "" },
  { status: 200, body: PAGE },
  { status: 403, body: PAGE },
  { status: 502, body: PAGE },
];

it.each(NO_ANSWERS)("credentials where something else than AWS answers: %j", async (given) => {
  answer = given;
  const error = await thrown(whoAmI());
  const result = await runCheck(lambdaCredentials, facts({ session: () => Promise.reject(error) }));
  expect(result).toMatchObject({
    status: "could-not-check",
    found: noneOf(given.status),
    next: somebodyElse("run the doctor again"),
  });
});

it.each([...NO_ANSWERS, { status: 200, body: '{"secret": "hunter2' }])(
  "Lambda where something else than AWS answers, or it is cut off: %j",
  async (given) => {
    answer = given;
    const invocation = await invokeEvent(new LambdaClient(config()), "f", {});
    const { status } = given;
    expect(invocation).toEqual({
      kind: "not-run",
      reason: noneOf(status),
      unheard: somebodyElse("ask again"),
    });
    if (invocation.kind !== "not-run") throw new Error("expected not-run");
    expect(await runCheck(selectOne, facts({ selectOne: async () => invocation }))).toMatchObject({
      status: "could-not-check",
      found: `Lambda was not heard: ${noneOf(status)}`,
      next: somebodyElse("ask again"),
    });
  },
);

it.each(NO_ANSWERS)("a service that is asked without a client of the SDK: %j", async (given) => {
  answer = given;
  const signal = new AbortController().signal;
  const error = await thrown(signedClient({ service: "redshift", config: config(), signal }).call({}));
  expect([awsErrorText(error), nextWhereNotNow(error, "go")]).toEqual([
    noneOf(given.status),
    somebodyElse("go"),
  ]);
});

test("the same where nobody listens: the code of the connection, and the way there", async () => {
  const signal = new AbortController().signal;
  const nowhere = { ...config(), endpoint: "http://127.0.0.1:2" };
  const call = signedClient({ service: "redshift", config: nowhere, signal }).call({});
  const error = await thrown(call);
  expect(awsErrorText(error)).toBe("ECONNREFUSED: connect ECONNREFUSED 127.0.0.1:2");
  expect(nextWhereNotNow(error, "go")).toBe(
    `see the way from here to ${endpoint} (AWS_ENDPOINT_URL): the network, a proxy or a firewall between, and its certificate; then go`,
  );
});

/** The text is AWS's: https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_sigv-troubleshooting.html */
test("a wrong clock is no problem of the trust: it could not be checked, and the clock is named", async () => {
  const text =
    "Signature expired: 20130813T134540Z is now earlier than 20130813T134851Z (20130813T135351Z - 5 min.)";
  answer = {
    status: 403,
    body: `<ErrorResponse><Error><Type>Sender</Type><Code>SignatureDoesNotMatch</Code><Message>${text}</Message></Error></ErrorResponse>`,
  };
  const error = await thrown(whoAmI());
  const result = await runCheck(lambdaCredentials, facts({ session: () => Promise.reject(error) }));
  expect(result).toMatchObject({
    status: "could-not-check",
    found: `SignatureDoesNotMatch: ${text}`,
    next: expect.stringMatching(
      /^set the clock of this machine, where it is \S+Z now; then run the doctor again$/,
    ),
  });
});

test.each([
  [403, "AccessDenied", true, undefined],
  [403, "ExpiredToken", true, undefined],
  [400, "Throttling", false, "that passes by itself: wait, then go"],
  [503, "ServiceUnavailable", false, "that passes by itself: wait, then go"],
])("AWS's own answer %d %s", async (status, code, isAnswer, next) => {
  const body = `<ErrorResponse><Error><Code>${code}</Code><Message>no</Message></Error></ErrorResponse>`;
  answer = { status, body };
  const error = await thrown(whoAmI());
  expect([awsErrorText(error), isAwsAnswer(error), nextWhereNotNow(error, "go")]).toEqual([
    ...[`${code}: no`, isAnswer, next],
  ]);
});
