import type { EmulatorEvent } from "../../../emulator/emulator-event";
import { readableAnswer } from "../../../emulator/gateway/moto-answer";
import { jsonRequest, queryRequest, signedRequest } from "../../../testing/emulator/signed-requests";

const page = (status: number) => ({
  status,
  headers: { "content-type": "text/html; charset=utf-8" },
  body: "<!doctype html><title>Error</title>",
});

/** What a client is told, and what the log is, of an answer of moto's. */
function told(request: ReturnType<typeof signedRequest>, answer: Parameters<typeof readableAnswer>[0]) {
  const events: EmulatorEvent[] = [];
  try {
    return { answer: readableAnswer(answer, request, (event) => events.push(event)), events };
  } catch (error) {
    return { error, events };
  }
}

const MOTO = "moto, which answers this here, does not have the operation or failed at it";

test.each([
  [
    "a path",
    "lambda",
    "GetAccountSettings",
    signedRequest({ service: "lambda", method: "GET", url: "/2016-08-19/account-settings/" }),
    404,
    "",
  ],
  [
    "a method",
    "lambda",
    "GET /2099-01-01/x",
    signedRequest({ service: "lambda", method: "GET", url: "/2099-01-01/x" }),
    405,
    "",
  ],
  [
    "an operation",
    "iam",
    "GetContextKeysForCustomPolicy",
    queryRequest("iam", "GetContextKeysForCustomPolicy", {}),
    500,
    `: ${MOTO}`,
  ],
  [
    "a service's operation",
    "logs",
    "StartLiveTail",
    jsonRequest("logs", "Logs_20140328.StartLiveTail", {}),
    500,
    `: ${MOTO}`,
  ],
] as const)(
  "%s that moto has not is told by its name, as not offered here",
  (_, service, name, request, status, reason) => {
    const { error, events } = told(request, page(status));
    expect(error).toMatchObject({
      code: "NotImplemented",
      message: `the local accounts do not offer ${name} of ${service}${reason}`,
      httpStatus: 501,
    });
    // Moto may have failed where AWS would not: whoever runs the accounts is told.
    expect(events).toEqual(
      status === 500 ? [{ kind: "failure", service, operation: name, message: MOTO }] : [],
    );
  },
);

test("what moto answers otherwise reaches the client as it is", () => {
  const xml = { status: 404, headers: { "content-type": "text/xml" }, body: "<Error/>" };
  const website = { ...page(200), body: "<html></html>" };
  // So moto sends S3's errors, and those of HEAD without any body.
  const s3 = { ...page(404), body: '<?xml version="1.0"?><Error><Code>NoSuchKey</Code></Error>' };
  const head = { ...page(404), body: "" };
  for (const answer of [xml, website, s3, head]) {
    expect(told(signedRequest({ service: "s3", method: "GET", url: "/b/k" }), answer)).toEqual({
      answer,
      events: [],
    });
  }
});
