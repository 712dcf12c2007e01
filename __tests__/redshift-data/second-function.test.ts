import { readFileSync } from "node:fs";
import { join } from "node:path";
import { IamRole } from "@cdktf/provider-aws/lib/iam-role";
import { AwsProvider } from "@cdktf/provider-aws/lib/provider";
import { TerraformStack, Testing } from "cdktf";
import { BundledFunction } from "../../constructs/bundled-function";
import { functionArchive } from "../../constructs/function-archive";
import type { FunctionContract } from "../../constructs/function-contract";
import { RUN_QUERY } from "../../functions/run-query/contract";
import { bundle } from "../../testing/run-query/bundle";
import { COUNT_ROWS } from "../../testing/second-function/contract";

const ROOT = join(__dirname, "../..");

/** Both functions in one stack, as Terraform gets them. */
function synthesized(contracts: readonly FunctionContract[]) {
  const stack = new TerraformStack(Testing.app(), "two");
  const provider = new AwsProvider(stack, "aws", { region: "eu-west-1" });
  const role = new IamRole(stack, "role", { provider, name: "r", assumeRolePolicy: "{}" });
  for (const contract of contracts) {
    new BundledFunction(stack, contract.address, {
      provider,
      contract,
      functionName: contract.address,
      role,
      environment: {},
      memoryMegabytes: 256,
      timeoutSeconds: 60,
      runtime: "nodejs22.x",
      architecture: "arm64",
      logRetentionDays: 30,
    });
  }
  return JSON.parse(Testing.synth(stack)).resource;
}

test("a second function of ten lines, on the library alone", () => {
  const lines = readFileSync(join(ROOT, COUNT_ROWS.entryFile), "utf8").trim().split("\n");
  const code = lines.filter((line) => line !== "" && !line.startsWith("import "));
  expect(code.length).toBeLessThanOrEqual(10);
  const own = Object.keys(bundle(COUNT_ROWS).metafile.inputs).filter(
    (file) => !file.startsWith("node_modules/"),
  );
  expect(own.filter((file) => !/^(redshift-data|aws)\//.test(file)).sort()).toEqual([
    "testing/second-function/handler.ts",
  ]);
});

test("the same construct deploys it, under its own addresses, from its own archive", () => {
  const { aws_lambda_function: functions, aws_cloudwatch_log_group: logGroups } = synthesized([
    RUN_QUERY,
    { ...COUNT_ROWS, handler: "index.countRows" },
  ]);
  expect(Object.keys(functions).sort()).toEqual(["count_rows", "query_function"]);
  expect(Object.keys(logGroups).sort()).toEqual(["count_rows", "query_function"]);
  expect(functions.count_rows).toMatchObject({
    description: COUNT_ROWS.description,
    handler: "index.countRows",
    source_code_hash: functionArchive(COUNT_ROWS).sha256Base64,
  });
  expect(functions.query_function.source_code_hash).toBe(functionArchive(RUN_QUERY).sha256Base64);
  expect(functions.count_rows.source_code_hash).not.toBe(functions.query_function.source_code_hash);
});

test("nothing of the SDK that the library never reaches is in its bundle either", () => {
  const bytes = (contract: Pick<FunctionContract, "entryFile" | "sdkSubstitutes">) =>
    bundle(contract).code.length;
  expect(bytes(COUNT_ROWS)).toBeLessThan(bytes({ entryFile: COUNT_ROWS.entryFile }) * 0.8);
});
