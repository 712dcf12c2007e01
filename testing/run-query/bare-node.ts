import { execFile } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { promisify } from "node:util";
import type { BundledSources } from "../../constructs/bundle-options";
import { bundle } from "./bundle";

/** What the infrastructure sets on a function. */
export const DEPLOYED_ENVIRONMENT = {
  LINK_NAME: "analytics",
  DATA_ROLE_ARN: "arn:aws:iam::222222222222:role/analytics-data",
  ROLE_SESSION_NAME: "analytics-query",
  REDSHIFT_ACCOUNT_ID: "222222222222",
  REDSHIFT_REGION: "ap-northeast-1",
  CLUSTER_IDENTIFIER: "warehouse",
  DATABASE: "dev",
};

/** Credentials as Lambda sets them. */
export const LAMBDA_CREDENTIALS = {
  AWS_ACCESS_KEY_ID: "ASIAQUERYROLE",
  AWS_SECRET_ACCESS_KEY: "secret-of-the-query-role",
  AWS_SESSION_TOKEN: "token-of-the-query-role",
};

/** A folder outside the project that holds the bundle alone, as `/var/task` does. */
export interface TaskFolder {
  /** Runs a script beside the bundle, with these variables and no others, and returns what it printed as JSON. */
  run(script: string, environment: Readonly<Record<string, string>>): Promise<unknown>;
  remove(): void;
}

/** @param contract the function, run-query unless told otherwise */
export function createTaskFolder(contract?: BundledSources): TaskFolder {
  const folder = mkdtempSync(path.join(tmpdir(), "bundle-"));
  writeFileSync(path.join(folder, "index.js"), bundle(contract).code);
  return {
    async run(script, environment) {
      const { stdout } = await promisify(execFile)(process.execPath, ["--no-warnings", "-e", script], {
        cwd: folder,
        env: { ...environment },
      });
      return JSON.parse(stdout);
    },
    remove: () => rmSync(folder, { recursive: true, force: true }),
  };
}

const invocationWith = (event: object) => `require("./index.js").handler(${JSON.stringify(event)}, {
  awsRequestId: "request-1",
  functionName: "analytics-query",
  invokedFunctionArn: "arn:aws:lambda:eu-west-1:111111111111:function:analytics-query",
  getRemainingTimeInMillis: () => 20_000,
})`;

/** Puts the function's log aside, which goes to the same place as what a script prints. */
const HUSH = "const write = process.stdout.write.bind(process.stdout); process.stdout.write = () => true;";

const PRINT = "(value) => write(JSON.stringify(value))";

/** Script: invokes the handler once and prints its answer, or the fields of its error. */
export const invokeWith = (event: object) => `
  ${HUSH}
  ${invocationWith(event)}.catch((error) => JSON.parse(error.message)).then(${PRINT});
`;

/** {@link invokeWith} a statement. */
export const INVOKE = invokeWith({ sql: "select 1" });

/** Script: invokes the handler without a network and prints the first host it looked for. */
export const ASKED_HOST = `
  ${HUSH}
  require("node:dns").lookup = (host) => { (${PRINT})(host); process.exit(0); };
  ${invocationWith({ sql: "select 1" })};
`;

/** Script: loads the bundle and prints its exports with their types. */
export const EXPORTS = `
  ${HUSH}
  (${PRINT})(Object.entries(require("./index.js")).map(([name, value]) => [name, typeof value]));
`;
