import { createRequire } from "node:module";
import path from "node:path";
import { Script } from "node:vm";
import { build } from "esbuild";
import { ENTRY_FILE } from "../../../functions/run-query/contract";

const ROOT = path.resolve(__dirname, "../../..");

test("the bundle is one CommonJS file with the handler, of the AWS SDK and our own code only", async () => {
  const { outputFiles, metafile } = await build({
    absWorkingDir: ROOT,
    entryPoints: [ENTRY_FILE],
    bundle: true,
    platform: "node",
    target: "node20",
    format: "cjs",
    minify: true,
    write: false,
    metafile: true,
  });
  const strangers = Object.keys(metafile.inputs).filter(
    (file) => !/^(functions\/run-query|node_modules\/(@aws|@aws-sdk|@smithy|bowser))\//.test(file),
  );
  expect(strangers).toEqual([]);
  const environment = {
    LINK_NAME: "analytics",
    DATA_ROLE_ARN: "arn:aws:iam::222222222222:role/analytics-data",
    ROLE_SESSION_NAME: "analytics-query",
    REDSHIFT_ACCOUNT_ID: "222222222222",
    REDSHIFT_REGION: "ap-northeast-1",
    CLUSTER_IDENTIFIER: "warehouse",
    DATABASE: "dev",
    AWS_REGION: "eu-west-1",
  };
  const bundle = { exports: {} as Record<string, unknown> };
  const load = new Script(
    `(module, exports, require, process) => {${outputFiles[0]?.text}\n}`,
  ).runInThisContext();
  load(bundle, bundle.exports, createRequire(__filename), { ...process, env: environment });
  expect(Object.keys(bundle.exports)).toEqual(["handler"]);
  expect(typeof bundle.exports.handler).toBe("function");
});
