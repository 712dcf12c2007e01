import { readFileSync } from "node:fs";
import path from "node:path";
import { SDK_SUBSTITUTES } from "../../../redshift-data/client/sdk/sdk-substitutes";
import {
  ASKED_HOST,
  createTaskFolder,
  DEPLOYED_ENVIRONMENT,
  EXPORTS,
  LAMBDA_CREDENTIALS,
} from "../../../testing/run-query/bare-node";
import { bundle } from "../../../testing/run-query/bundle";

const ROOT = path.resolve(__dirname, "../../..");

const { code, metafile } = bundle();
const [output] = Object.values(metafile.outputs);

/** Modules that left bytes in the bundle, not the ones that were looked at and dropped. */
const modules = Object.entries(output?.inputs ?? {})
  .filter(([, { bytesInOutput }]) => bytesInOutput > 0)
  .map(([file]) => file);

const packages = [
  ...new Set(modules.flatMap((file) => /^node_modules\/((?:@[^/]+\/)?[^/]+)/.exec(file)?.[1] ?? [])),
].sort();

test("holds these packages and our own code only", () => {
  expect(packages).toEqual([
    "@aws-sdk/client-redshift-data",
    "@aws-sdk/client-sts",
    "@aws-sdk/core",
    "@aws-sdk/xml-builder",
    "@aws/lambda-invoke-store",
    "@smithy/core",
    "@smithy/node-http-handler",
    "@smithy/signature-v4",
    "@smithy/types",
  ]);
  expect(
    modules.filter((file) => !/^(node_modules|functions\/run-query|redshift-data|aws)\//.test(file)),
  ).toEqual([]);
});

test("holds every substitute, and nothing of what it stands for", () => {
  expect(Object.keys(SDK_SUBSTITUTES).sort()).toEqual([
    "@aws-sdk/credential-provider-node",
    "@aws-sdk/signature-v4-multi-region",
    "@smithy/core/event-streams",
  ]);
  for (const file of Object.values(SDK_SUBSTITUTES)) expect(modules).toContain(file.replace(/^\.\//, ""));
  expect(
    modules.filter((file) => /credential-provider|event-?stream|multi-region|imds|sso/i.test(file)),
  ).toEqual(["redshift-data/client/sdk/no-event-streams.ts"]);
});

test("names the licence of what it holds, which is the same for every package", () => {
  const licences = packages.map(
    (name) => JSON.parse(readFileSync(path.join(ROOT, "node_modules", name, "package.json"), "utf8")).license,
  );
  expect([...new Set(licences)]).toEqual(["Apache-2.0"]);
  expect(code.split("\n")[0]).toMatch(/AWS SDK for JavaScript, Apache-2\.0, https:\/\/www\.apache\.org/);
});

test("asks for modules of Node and no others", () => {
  const required = [...code.matchAll(/\brequire\("([^"]+)"\)/g)].map(([, name]) => name ?? "");
  expect(required.length).toBeGreaterThan(0);
  expect(required.filter((name) => !name.startsWith("node:"))).toEqual([]);
});

describe("in a bare Node process", () => {
  const task = createTaskFolder();
  afterAll(task.remove);

  it("loads, and exports the handler", async () => {
    expect(await task.run(EXPORTS, { ...DEPLOYED_ENVIRONMENT, AWS_REGION: "eu-west-1" })).toEqual([
      ["handler", "function"],
    ]);
  });

  it("calls STS of the region's partition, FIPS and dual stack as the environment says", async () => {
    const hosts = async (environment: Readonly<Record<string, string>>) =>
      task.run(ASKED_HOST, { ...DEPLOYED_ENVIRONMENT, ...LAMBDA_CREDENTIALS, ...environment });
    expect(await hosts({ AWS_REGION: "eu-west-1" })).toBe("sts.eu-west-1.amazonaws.com");
    expect(await hosts({ AWS_REGION: "us-gov-west-1" })).toBe("sts.us-gov-west-1.amazonaws.com");
    expect(await hosts({ AWS_REGION: "cn-north-1" })).toBe("sts.cn-north-1.amazonaws.com.cn");
    expect(await hosts({ AWS_REGION: "us-east-1", AWS_USE_FIPS_ENDPOINT: "true" })).toBe(
      "sts-fips.us-east-1.amazonaws.com",
    );
    expect(await hosts({ AWS_REGION: "eu-west-1", AWS_USE_DUALSTACK_ENDPOINT: "true" })).toBe(
      "sts.eu-west-1.api.aws",
    );
  });
});
