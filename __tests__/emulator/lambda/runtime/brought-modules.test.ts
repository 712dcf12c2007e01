import { FunctionContainers } from "../../../../testing/emulator/function-container";

const SDK = "https://docs.aws.amazon.com/lambda/latest/dg/lambda-nodejs.html";
const STREAMING = "https://docs.aws.amazon.com/lambda/latest/dg/config-rs-write-functions.html";

const lack = (text: RegExp) => ({ errorType: "Error", errorMessage: expect.stringMatching(text) });
const OTHER_SDK =
  /^LOCAL_LACK: @aws-sdk\/client-none is part of Lambda's Node\.js, and not of the local accounts/;
const NO_STREAMS = /^LOCAL_LACK: awslambda\.streamifyResponse is part of Lambda's Node\.js/;

/** Runtime, file, its content, what the function answers or how it fails, where AWS says what it brings. */
const ROWS: readonly (readonly [string, string, string, unknown, string])[] = [
  [
    "nodejs22.x",
    "index.js",
    "const { STSClient } = require('@aws-sdk/client-sts'); exports.handler = async () => STSClient.name;",
    "STSClient",
    SDK,
  ],
  [
    "nodejs22.x",
    "index.js",
    "exports.handler = async () => { try { require('@aws-sdk/client-none') } catch ({ message }) { throw new Error(message) } };",
    lack(OTHER_SDK),
    SDK,
  ],
  [
    "nodejs22.x",
    "index.js",
    "exports.handler = async () => { try { require('other-package') } catch ({ code }) { return code } };",
    "MODULE_NOT_FOUND",
    SDK,
  ],
  [
    "nodejs22.x",
    "index.js",
    "exports.handler = async () => awslambda.streamifyResponse(async () => undefined);",
    lack(NO_STREAMS),
    STREAMING,
  ],
  [
    "nodejs24.x",
    "index.mjs",
    "import { STSClient } from '@aws-sdk/client-sts'; export const handler = async () => STSClient.name;",
    "STSClient",
    SDK,
  ],
];

const containers = new FunctionContainers();
afterAll(() => containers.close());

test("functions find what Lambda's Node.js brings, or are told that it is not here", async () => {
  const seen = await Promise.all(
    ROWS.map(async ([runtime, file, content, , source]) => {
      const environment = { _HANDLER: "index.handler", AWS_EXECUTION_ENV: `AWS_Lambda_${runtime}` };
      const { invoke } = await containers.start({ [file]: content }, environment);
      const { outcome } = await invoke({});
      const { trace: _, ...failure } = (outcome as { failure?: { trace?: unknown } }).failure ?? {};
      const answer = "payload" in outcome ? JSON.parse(String(outcome.payload)) : failure;
      return [runtime, file, content, answer, source];
    }),
  );
  expect(seen).toEqual(ROWS);
});
