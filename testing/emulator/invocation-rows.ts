/** Where AWS's behaviour is to be read: its runtime interface client for Node.js, the releases of each runtime. */
const CALLBACKS = "RIC 3.3 src/CallbackContext.js";
const LOOP = "RIC 3.3 src/Runtime.js, _setDefaultExitListener";
const ERRORS = "RIC 3.3 src/Errors.js, toRapidResponse";
const CONTEXT = "RIC 3.3 src/InvokeContext.js";
const CLIENT = "RIC 3.3 src/RAPIDClient.js";
const PROMISES = "RIC 4 src/runtime/buffered-invoke-processor.ts";
const PROMISE_ERRORS = "RIC 4 src/utils/error.ts";
const PROMISE_CLIENT = "RIC 4 src/utils/serialize.ts";
const PROMISE_CONTEXT = "RIC 4 src/context/context-builder.ts";
const SANDBOX = "LocalStack's recording of AWS, test_introspection_invoke";

const HANDLED =
  "callback called with Error argument, but there was a problem while retrieving one or more of its message, name, and stack";

/** In the order in which the runtime puts them together. */
const CALLBACK_CONTEXT_KEYS = [
  ...["callbackWaitsForEmptyEventLoop", "succeed", "fail", "done"],
  ...["functionVersion", "functionName", "memoryLimitInMB", "logGroupName", "logStreamName"],
  ...[
    "clientContext",
    "identity",
    "invokedFunctionArn",
    "awsRequestId",
    "tenantId",
    "getRemainingTimeInMillis",
  ],
].join();

const NODE_JS_EXIT =
  "The Lambda runtime client detected an unexpected Node.js exit code. This is most commonly caused by a Promise that was never settled. For more information, see https://nodejs.org/docs/latest/api/process.html#exit-codes";

/** Handler, its answer (a value, or `type: message` of its failure), where that is written. */
export type InvocationRow = readonly [handler: string, answer: unknown, source: string];

export const failed = (errorType: string, errorMessage: string) => ({ failed: errorType, errorMessage });

/** Of Node.js 22 and earlier, called by a function that is not `async`. */
export const CALLBACK_ROWS: readonly InvocationRow[] = [
  ["() => 5", null, LOOP],
  ["() => ({ a: 1 })", null, LOOP],
  ["() => {}", null, LOOP],
  ["() => void setTimeout(() => {}, 5)", null, LOOP],
  ["() => new Promise(() => {})", null, LOOP],
  ["() => Promise.resolve(7)", 7, "RIC 3.3 src/Runtime.js, handleOnceNonStreaming"],
  ["() => Promise.resolve()", null, CLIENT],
  ["() => ({ then: (resolve) => resolve(3) })", 3, "RIC 3.3 src/Runtime.js, _isPromise"],
  ["async () => 8", 8, "RIC 3.3 src/Runtime.js, handleOnceNonStreaming"],
  ["async () => NaN", null, "ECMA-262 JSON.stringify"],
  ["async () => ({ a: undefined, b: [undefined] })", { b: [null] }, "ECMA-262 JSON.stringify"],
  ["async () => new Date(0)", "1970-01-01T00:00:00.000Z", "ECMA-262 JSON.stringify"],
  ["async () => ({ toJSON: () => 'own' })", "own", "ECMA-262 JSON.stringify"],
  ["(e, c, cb) => cb(null, { b: 2 })", { b: 2 }, CALLBACKS],
  ["(e, c, cb) => cb()", null, CALLBACKS],
  ["(e, c, cb) => cb(undefined, 0)", 0, CALLBACKS],
  ["(e, c, cb) => { cb(null, 1); cb(null, 2); }", 1, `${CALLBACKS}, onlyAllowFirstCall`],
  ["(e, c, cb) => { cb(null, 1); c.succeed(2); }", 1, `${CALLBACKS}, onlyAllowFirstCall`],
  ["(e, c, cb) => { cb(null, 1); throw new Error('late'); }", 1, `${CALLBACKS}, onlyAllowFirstCall`],
  ["(e, c, cb) => { cb(null, seen); setTimeout(() => seen.push('timer'), 5); }", ["timer"], CALLBACKS],
  [
    "(e, c, cb) => { c.callbackWaitsForEmptyEventLoop = false; cb(null, seen); setTimeout(() => seen.push('timer'), 5); }",
    [],
    CALLBACKS,
  ],
  ["(e, c, cb) => void setTimeout(cb, 5, null, 'timer')", "timer", CALLBACKS],
  ["(e, c, cb) => cb(new RangeError('r'))", failed("RangeError", "r"), CALLBACKS],
  ["(e, c, cb) => cb('text')", failed("string", "text"), ERRORS],
  ["(e, c, cb) => cb(false)", failed("boolean", "false"), CALLBACKS],
  ["(e, c, cb) => cb(0)", failed("number", "0"), CALLBACKS],
  ["(e, c) => c.succeed({ s: 1 })", { s: 1 }, CALLBACKS],
  ["(e, c) => c.succeed()", null, CALLBACKS],
  ["(e, c) => c.done(null, 4)", 4, CALLBACKS],
  ["(e, c) => c.done()", null, CALLBACKS],
  ["(e, c) => c.done('broken')", failed("string", "broken"), CALLBACKS],
  ["(e, c) => c.fail(new TypeError('t'))", failed("TypeError", "t"), CALLBACKS],
  ["(e, c) => c.fail()", failed("string", "handled"), CALLBACKS],
  ["(e, c) => { c.succeed(seen); setTimeout(() => seen.push('timer'), 5); }", [], CALLBACKS],
  ["() => { throw new TypeError('bad'); }", failed("TypeError", "bad"), ERRORS],
  ["() => { throw 'text'; }", failed("string", "text"), ERRORS],
  ["() => { throw 12; }", failed("number", "12"), ERRORS],
  ["() => { throw { code: 1 }; }", failed("object", "[object Object]"), ERRORS],
  ["() => { throw [1, 2]; }", failed("object", "1,2"), ERRORS],
  ["() => { throw null; }", null, CALLBACKS],
  ["() => { throw undefined; }", null, CALLBACKS],
  ["() => { throw Symbol('s'); }", failed("symbol", "Symbol(s)"), ERRORS],
  ["() => { throw Object.create(null); }", failed("handled", HANDLED), ERRORS],
  ["() => { throw { name: 'Like', message: 'an error', stack: 'x' }; }", failed("Like", "an error"), ERRORS],
  ["() => { throw { get name() { throw 1; } }; }", failed("handled", HANDLED), ERRORS],
  ["() => { throw new Error('a\\x7Fb'); }", failed("Error", "a%7Fb"), ERRORS],
  [
    "() => { throw require('vm').runInNewContext('new Error(\"realm\")'); }",
    failed("Error", "realm"),
    ERRORS,
  ],
  ["() => { throw new RangeError(); }", failed("RangeError", ""), ERRORS],
  ["async () => { throw undefined; }", failed("string", "handled"), CALLBACKS],
  ["async () => { throw null; }", failed("string", "handled"), CALLBACKS],
  [
    "async () => { throw class extends Error { name = 'Own' } && new (class extends Error { name = 'Own' })('m'); }",
    failed("Own", "m"),
    ERRORS,
  ],
  ["async () => 1n", failed("Error", "Unable to stringify response body"), CLIENT],
  [
    "async () => { const a = {}; a.a = a; return a; }",
    failed("Error", "Unable to stringify response body"),
    CLIENT,
  ],
  ["async () => () => 1", failed("TypeError", "Wrong arguments"), "RIC 3.3 src/rapid-client.cc, Done"],
  ["async () => Symbol('s')", failed("TypeError", "Wrong arguments"), "RIC 3.3 src/rapid-client.cc, Done"],
  [
    "(e, c, cb) => { c.callbackWaitsForEmptyEventLoop = false; cb(null, 1n); }",
    failed("Error", "Unable to stringify response body"),
    CLIENT,
  ],
  ["async (e, c) => Object.keys(c).join()", CALLBACK_CONTEXT_KEYS, CONTEXT],
  ["async (e, c) => c.callbackWaitsForEmptyEventLoop", true, CALLBACKS],
  ["async (e, c) => c.clientContext", { custom: { k: "v" } }, CONTEXT],
  ["async (e, c) => c.identity === undefined", true, CONTEXT],
  ["async (e, c) => c.invokedFunctionArn", "arn:aws:lambda:eu-west-1:111111111111:function:probe", CONTEXT],
  ["async (e, c) => c.awsRequestId", "4f7aa0b4-0000-4000-8000-000000000001", CONTEXT],
  ["async (e, c) => c.getRemainingTimeInMillis() > 0", true, CONTEXT],
  ["async () => process.env._X_AMZN_TRACE_ID.slice(0, 9)", "Root=1-00", `${CONTEXT}, _forwardXRay`],
  [
    "async () => [__filename, __dirname, process.cwd()]",
    ["/var/task/index.js", "/var/task", "/var/task"],
    SANDBOX,
  ],
  ["async () => require('/var/task/other.js')", "other of /var/task", SANDBOX],
  ["async () => require('./other')", "other of /var/task", SANDBOX],
  ["async () => fs.readFileSync('/var/task/data.txt', 'utf8')", "data", SANDBOX],
  ["async () => fs.promises.readFile('data.txt', 'utf8')", "data", SANDBOX],
  ["async () => fs.readFileSync(new URL('file:///var/task/data.txt'), 'utf8')", "data", SANDBOX],
  ["async () => fs.existsSync(process.env.LAMBDA_TASK_ROOT ?? '/var/task')", true, SANDBOX],
  ["async () => refused(() => fs.writeFileSync('/var/task/new', ''))", "EROFS open /var/task/new", SANDBOX],
  [
    "async () => refused(() => fs.writeFileSync(__dirname + '/new', ''))",
    "EROFS open /var/task/new",
    SANDBOX,
  ],
  ["async () => refused(() => fs.appendFileSync('data.txt', ''))", "EROFS open /var/task/data.txt", SANDBOX],
  ["async () => refused(() => fs.openSync('data.txt', 'r+'))", "EROFS open /var/task/data.txt", SANDBOX],
  ["async () => refused(() => fs.promises.writeFile('new', ''))", "EROFS open /var/task/new", SANDBOX],
  ["async () => refused(() => fs.promises.mkdir('/var/own'))", "EROFS mkdir /var/own", SANDBOX],
  ["async () => refused(() => fs.mkdirSync('/var/task', { recursive: true }))", "done", SANDBOX],
  ["async () => refused(() => fs.rmSync('data.txt'))", "EROFS rm /var/task/data.txt", SANDBOX],
  ["async () => refused(() => fs.unlinkSync('missing'))", "ENOENT", "unlink(2)"],
  [
    "async () => refused(() => fs.renameSync('data.txt', '/tmp/moved'))",
    "EROFS rename /var/task/data.txt",
    SANDBOX,
  ],
  ["(e, c, cb) => fs.writeFile('new', '', (error) => cb(null, error.code))", "EROFS", SANDBOX],
  [
    "(e, c, cb) => fs.createWriteStream('new').on('error', (error) => cb(null, error.code))",
    "EROFS",
    SANDBOX,
  ],
  [
    "async () => { const name = fs.mkdtempSync('/tmp/function-'); fs.rmdirSync(name); return 'done'; }",
    "done",
    SANDBOX,
  ],
  [
    "async () => require('os').homedir()",
    "/home/sbx_user1051",
    "AWS SDK logs of sandboxes (aws-lambda-cpp issue 119)",
  ],
  ["async () => process.argv", ["/var/lang/bin/node", "/var/runtime/index.mjs"], SANDBOX],
];

/** Of Node.js 22 and earlier, called by an `async` function. */
export const ASYNC_ROWS: readonly InvocationRow[] = [
  ["() => new Promise(() => {})", failed("Runtime.NodeJsExit", NODE_JS_EXIT), LOOP],
  ["() => 9", 9, "RIC 3.3 src/Runtime.js, handleOnceNonStreaming"],
  ["(e, c) => { c.succeed(10); return new Promise(() => {}); }", 10, CALLBACKS],
];

/** Of Node.js 24 and later. */
export const PROMISE_ROWS: readonly InvocationRow[] = [
  ["() => 5", 5, PROMISES],
  ["() => {}", null, PROMISE_CLIENT],
  ["async () => ({ a: 1 })", { a: 1 }, PROMISES],
  ["() => Promise.resolve(7)", 7, PROMISES],
  ["() => ({ then: (resolve) => resolve(3) })", 3, PROMISES],
  ["(e, c, cb) => typeof cb", "undefined", PROMISES],
  [
    "(e, c) => [typeof c.succeed, typeof c.fail, typeof c.done]",
    ["undefined", "undefined", "undefined"],
    PROMISE_CONTEXT,
  ],
  ["(e, c) => 'callbackWaitsForEmptyEventLoop' in c", false, PROMISE_CONTEXT],
  ["(e, c) => c.xRayTraceId.slice(0, 9)", "Root=1-00", PROMISE_CONTEXT],
  ["(e, c) => c.clientContext", { custom: { k: "v" } }, PROMISE_CONTEXT],
  ["async () => { setTimeout(() => seen.push('timer'), 5); return seen; }", [], PROMISES],
  ["() => { throw new TypeError('bad'); }", failed("TypeError", "bad"), PROMISE_ERRORS],
  ["async () => { throw undefined; }", failed("undefined", "undefined"), PROMISE_ERRORS],
  ["async () => { throw null; }", failed("object", "null"), PROMISE_ERRORS],
  [
    "async () => { throw { name: 'Like', message: 'an error', stack: 'x' }; }",
    failed("object", "[object Object]"),
    PROMISE_ERRORS,
  ],
  ["async () => { throw Object.create(null); }", failed("handled", HANDLED), PROMISE_ERRORS],
  [
    "async () => 1n",
    failed("Runtime.JSONStringifyError", "Unable to stringify response body"),
    PROMISE_CLIENT,
  ],
  [
    "async () => () => 1",
    failed("TypeError", "Wrong arguments"),
    "RIC 4 src/client/rapid-client.ts, native done",
  ],
];
