import { invocationAnswer } from "../../../../emulator/lambda/invocation/invocation-answer";
import { FunctionContainers } from "../../../../testing/emulator/function-container";

const CALLBACKS = "RIC 3.3 src/index.mjs";
const PROMISES = "RIC 4 has no listener; aws-lambda-base-images issue 392";

/** Runtime, handler of a function whose process does not survive, the answer, a line of its log, where that is written. */
const ROWS: readonly (readonly [string, string, unknown, RegExp, string])[] = [
  [
    "nodejs22.x",
    "() => { Promise.reject(new Error('boo')); return new Promise((resolve) => setTimeout(resolve, 1000)); }",
    { errorType: "Runtime.UnhandledPromiseRejection", errorMessage: "Error: boo", trace: expect.any(Array) },
    /^\S+\tid\tERROR\tUnhandled Promise Rejection \t\{"errorType":"Runtime.UnhandledPromiseRejection","errorMessage":"Error: boo","reason":\{"errorType":"Error","errorMessage":"boo",.*\},"promise":\{\},"stack":\[/,
    CALLBACKS,
  ],
  [
    "nodejs22.x",
    "() => void setTimeout(() => { throw Object.assign(new TypeError('late'), { code: 'E_LATE' }); }, 1)",
    { errorType: "TypeError", errorMessage: "late", trace: expect.any(Array) },
    /^\S+\tid\tERROR\tUncaught Exception \t\{"errorType":"TypeError","errorMessage":"late","code":"E_LATE","stack":\["TypeError: late"/,
    CALLBACKS,
  ],
  [
    "nodejs22.x",
    "(event, context, callback) => callback(null, 1n)",
    { errorType: "Error", errorMessage: "Unable to stringify response body", trace: expect.any(Array) },
    /^\S+\tid\tERROR\tUncaught Exception \t\{"errorType":"Error","errorMessage":"Unable to stringify response body"/,
    "RIC 3.3 src/CallbackContext.js: the answer is sent from an immediate",
  ],
  [
    "nodejs24.x",
    "() => new Promise(() => {})",
    {
      errorType: "Runtime.ExitError",
      errorMessage: "RequestId: id Error: Runtime exited with error: exit status 13",
    },
    /^Warning: Detected unsettled top-level await/,
    "RIC 4 has no listener of an empty event loop; Node.js exit code 13",
  ],
  [
    "nodejs24.x",
    "() => { Promise.reject(new Error('boo')); return new Promise((resolve) => setTimeout(resolve, 1000)); }",
    {
      errorType: "Runtime.ExitError",
      errorMessage: "RequestId: id Error: Runtime exited with error: exit status 1",
    },
    /^Error: boo$/,
    PROMISES,
  ],
  [
    "nodejs24.x",
    "() => process.exit(0)",
    {
      errorType: "Runtime.ExitError",
      errorMessage: "RequestId: id Error: Runtime exited without providing a reason",
    },
    /^before$/,
    "LocalStack's recording of AWS, test_lambda_handler_exit",
  ],
];

/** Much more than a new Node.js needs: on Linux a process begins with the peak of the one that started it. */
const BALLAST = Buffer.alloc(200 * 1024 * 1024, 1);

const containers = new FunctionContainers();
afterAll(() => containers.close());

test.each(ROWS)("%s: %s", async (runtime, handler, answer, line) => {
  const files = {
    "index.js": `const handler = ${handler};
      exports.handler = (...args) => { process.stdout.write("before\\n"); return handler(...args); };`,
  };
  const environment = { AWS_EXECUTION_ENV: `AWS_Lambda_${runtime}`, _HANDLER: "index.handler" };
  const { invoke } = await containers.start(files, environment);
  const { outcome, lines } = await invoke({}, { requestId: "id" });
  expect(JSON.parse(invocationAnswer(outcome, "id", 3).payload)).toEqual(answer);
  expect(lines).toContainEqual(expect.stringMatching(line));
  expect(outcome.maxMemoryBytes).toBeGreaterThan(0);
  expect(outcome.maxMemoryBytes).toBeLessThan(BALLAST.length);
});

const error = (errorType: string, errorMessage: string) => ({
  errorType,
  errorMessage,
  trace: expect.any(Array),
});
const REQUIRED = "Require stack:\n- /var/runtime/index.mjs";
const MALFORMED =
  "'../index.handler' is not a valid handler name. Use absolute paths when specifying root directories in handler names.";
const DEPRECATED =
  "ERROR: AWS Lambda has removed support for callback-based function handlers starting with Node.js 24. You need to modify this function to use a supported handler signature to use Node.js 24 or later. For more information see https://docs.aws.amazon.com/lambda/latest/dg/nodejs-handler.html.";

const FILES = {
  "index.js":
    "exports.two = (event, context) => 1; exports.three = (event, context, callback) => 1; exports.text = 'x'; exports.in = { ner: () => 1 };",
  "broken.js": "exports.handler = () => {",
  "throws.js": "throw new RangeError('at load');",
  "needs.js": "require('./gone');",
  "module.mjs": "import 'gone-too'; export const handler = () => 1;",
  "good.mjs": "export const handler = () => 1; export default { inner: () => 1 };",
  "package.json": "{}",
  "as-module/package.json": '{ "type": "module" }',
  "as-module/index.js": "await 0; export const handler = () => 1;",
};

/** Runtime, handler setting, how the init phase ends (absent: well), and the start of the last line that it writes. */
const INITS: readonly (readonly [string, string, unknown, RegExp | undefined, string])[] = [
  [
    "nodejs22.x",
    "missing.handler",
    error("Runtime.ImportModuleError", `Error: Cannot find module 'missing'\n${REQUIRED}`),
    /\tundefined\tERROR\tUncaught Exception \t\{"errorType":"Runtime.ImportModuleError"/,
    "RIC 3.3 src/UserFunction.js",
  ],
  [
    "nodejs22.x",
    "index.gone",
    error("Runtime.HandlerNotFound", "index.gone is undefined or not exported"),
    /\tUncaught Exception \t/,
    "RIC 3.3 src/UserFunction.js",
  ],
  [
    "nodejs22.x",
    "index.text",
    error("Runtime.HandlerNotFound", "index.text is not a function"),
    undefined,
    "RIC 3.3 src/UserFunction.js",
  ],
  [
    "nodejs22.x",
    "../index.handler",
    error("Runtime.MalformedHandlerName", MALFORMED),
    undefined,
    "RIC 3.3 src/UserFunction.js",
  ],
  [
    "nodejs22.x",
    "index",
    error("Runtime.MalformedHandlerName", "Bad handler"),
    undefined,
    "RIC 3.3 src/UserFunction.js",
  ],
  [
    "nodejs22.x",
    "broken.handler",
    error("Runtime.UserCodeSyntaxError", "SyntaxError: Unexpected end of input"),
    undefined,
    "RIC 3.3 src/UserFunction.js",
  ],
  ["nodejs22.x", "throws.handler", error("RangeError", "at load"), undefined, "RIC 3.3 src/UserFunction.js"],
  [
    "nodejs22.x",
    "needs.handler",
    error(
      "Runtime.ImportModuleError",
      "Error: Cannot find module './gone'\nRequire stack:\n- /var/task/needs.js\n- /var/runtime/index.mjs",
    ),
    undefined,
    "RIC 3.3 src/UserFunction.js",
  ],
  [
    "nodejs22.x",
    "module.handler",
    error("Error", "Cannot find package 'gone-too' imported from /var/task/module.mjs"),
    undefined,
    "RIC 3.3: only MODULE_NOT_FOUND is an ImportModuleError",
  ],
  [
    "nodejs22.x",
    "good.inner",
    error("Runtime.HandlerNotFound", "good.inner is undefined or not exported"),
    undefined,
    "RIC 3.3 src/UserFunction.js",
  ],
  [
    "nodejs22.x",
    "as-module/index.handler",
    undefined,
    undefined,
    "RIC 3.3 src/UserFunction.js, _hasPackageJsonTypeModule",
  ],
  ["nodejs22.x", "index.in.ner", undefined, undefined, "RIC 3.3 src/UserFunction.js, _resolveHandler"],
  [
    "nodejs22.x",
    "index.three",
    undefined,
    /\tundefined\tWARN\tAWS Lambda plans to remove support for callback-based/,
    "RIC 3.3 src/WarningForCallbackHandlers.js",
  ],
  [
    "nodejs24.x",
    "index.three",
    error("Runtime.CallbackHandlerDeprecated", DEPRECATED),
    /\t-\tERROR\tInit Error \t\{"errorType":"Runtime.CallbackHandlerDeprecated",.*"name":"Runtime.CallbackHandlerDeprecated"/,
    "RIC 4 src/function/callback-deprecation.ts; arithmetric/aws-lambda-ses-forwarder issue 154",
  ],
  ["nodejs24.x", "index.two", undefined, undefined, "RIC 4 src/function/callback-deprecation.ts"],
  ["nodejs24.x", "good.inner", undefined, undefined, "RIC 4 src/function/handler-resolver.ts"],
];

test.each(INITS)("%s, %s", async (runtime, handler, failure, line) => {
  const environment = { AWS_EXECUTION_ENV: `AWS_Lambda_${runtime}`, _HANDLER: handler };
  const { initFailure, initLines } = await containers.start(FILES, environment);
  const told = initFailure?.kind === "failed" ? initFailure.failure : initFailure;
  expect(told).toEqual(failure);
  if (line !== undefined) expect(initLines.at(-1)).toMatch(line);
});
