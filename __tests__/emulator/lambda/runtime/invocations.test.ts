import type { InvocationOutcome } from "../../../../emulator/lambda/invocation/container";
import { type FunctionContainer, FunctionContainers } from "../../../../testing/emulator/function-container";
import {
  ASYNC_ROWS,
  CALLBACK_ROWS,
  failed,
  type InvocationRow,
  PROMISE_ROWS,
} from "../../../../testing/emulator/invocation-rows";

/** One function for many rows: a process each would cost more than all of them. */
const archive = (rows: readonly InvocationRow[], signature: string) => ({
  "index.js": `
    const fs = require("node:fs");
    let seen = [];
    async function refused(work) {
      try { await work(); return "done"; } catch ({ code, syscall, path }) {
        return code === "EROFS" ? [code, syscall, path].join(" ") : code;
      }
    }
    const handlers = [${rows.map(([handler]) => handler).join(",\n")}];
    exports.handler = ${signature.replace("=>", "=> { seen = []; return")} handlers[event](event, context, ...more); };`,
  "other.js": "module.exports = 'other of ' + __dirname;",
  "data.txt": "data",
});

const containers = new FunctionContainers();
afterAll(() => containers.close());

const answerOf = (outcome: InvocationOutcome): unknown => {
  if (outcome.kind === "result") return JSON.parse(outcome.payload);
  if (outcome.kind !== "failed") return outcome.kind;
  return failed(outcome.failure.errorType, outcome.failure.errorMessage);
};

const group = (title: string, runtime: string, rows: readonly InvocationRow[], signature: string) => {
  describe(title, () => {
    let started: Promise<FunctionContainer>;
    beforeAll(() => {
      started = containers.start(archive(rows, signature), {
        AWS_EXECUTION_ENV: `AWS_Lambda_${runtime}`,
        _HANDLER: "index.handler",
      });
    });

    it.each(rows.map((row, index) => [row[0], row[1], row[2], index] as const))(
      "%s answers %j (%s)",
      async (_handler, answer, _source, index) => {
        const { invoke } = await started;
        const { outcome } = await invoke(index, { clientContext: '{"custom":{"k":"v"}}' });
        expect(answerOf(outcome)).toEqual(answer);
      },
    );
  });
};

group("nodejs22.x, a handler that is not async", "nodejs22.x", CALLBACK_ROWS, "(event, context, ...more) =>");
group("nodejs22.x, an async handler", "nodejs22.x", ASYNC_ROWS, "async (event, context, ...more) =>");
group("nodejs24.x", "nodejs24.x", PROMISE_ROWS, "(event, context, ...more) =>");
