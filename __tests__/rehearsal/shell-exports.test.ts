import { spawnSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createOperator } from "../../emulator/authentication/operator";
import { awsEnvironment } from "../../rehearsal/aws-environment";
import { shellExports } from "../../rehearsal/shell-exports";
import { exportedBy } from "../../testing/deployment/rehearsal-process";
import { linkWith } from "../../testing/links/links";

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'it\'s "quoted" $HOME `x` '));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const URL = "http://127.0.0.1:4566";

function environment(env: NodeJS.ProcessEnv = {}) {
  const operators = [
    createOperator({ partition: "aws", accountId: "111111111111" }, "AIDAOPERATOR"),
    createOperator({ partition: "aws", accountId: "222222222222" }, "AIDAOPERATOR"),
  ] as const;
  return awsEnvironment({ url: URL, links: [linkWith()], operators, folder, env });
}

/** What a program sees that is started from a shell which has run these lines. */
function seenAfter(lines: readonly string[], before: Readonly<Record<string, string>>): NodeJS.ProcessEnv {
  const script = `set -eu\n${lines.join("\n")}\nexec "$NODE" -p 'JSON.stringify(process.env)'`;
  const { stdout, stderr } = spawnSync("/bin/sh", ["-c", script], {
    encoding: "utf8",
    env: { PATH: process.env.PATH ?? "", NODE: process.execPath, ...before },
  });
  expect(stderr).toBe("");
  return JSON.parse(stdout);
}

test("nothing that a shell had set of AWS's is left beside the exports", () => {
  const exported = environment();
  const seen = seenAfter(shellExports(exported), {
    AWS_ENDPOINT_URL_STS: "https://elsewhere.example",
    AWS_ENDPOINT_URL_REDSHIFT_DATA: "https://elsewhere.example",
    AWS_IGNORE_CONFIGURED_ENDPOINT_URLS: "true",
    AWS_USE_FIPS_ENDPOINT: "true",
    AWS_USE_DUALSTACK_ENDPOINT: "true",
    AWS_PROFILE: "production",
    AWS_SESSION_TOKEN: "token",
    AWS_CONTAINER_CREDENTIALS_FULL_URI: "http://169.254.170.2/",
    AWS_CA_BUNDLE: "/ca.pem",
    OTHER: "kept\nAWS_TEXT=of a line",
  });
  const names = Object.keys(seen).filter((name) => name.startsWith("AWS_"));
  expect(names.sort()).toEqual(
    Object.keys(exported)
      .filter((name) => name.startsWith("AWS_"))
      .sort(),
  );
  expect(seen).toMatchObject({ ...exported, OTHER: "kept\nAWS_TEXT=of a line" });
  expect(seen).toMatchObject({ AWS_ENDPOINT_URL: URL });
  // Terraform's S3 backend takes any value for on.
  expect(names.filter((name) => /_USE_|_IGNORE_/.test(name))).toEqual([]);
});

test("a shell without any variable of AWS's takes them too", () => {
  const exported = environment();
  expect(seenAfter(shellExports(exported), {})).toMatchObject(exported);
});

test("paths with quotes, dollars and backquotes arrive as they are", () => {
  const exported = environment();
  expect(exported.AWS_CONFIG_FILE).toBe(join(folder, "aws-config"));
  const seen = seenAfter(shellExports(exported), {});
  expect(seen.AWS_CONFIG_FILE).toBe(exported.AWS_CONFIG_FILE);
  expect(readFileSync(seen.AWS_CONFIG_FILE ?? "", "utf8")).toBe("");
  expect(exportedBy(shellExports(exported).join("\n"))).toEqual(exported);
});

test.each([
  [{}, "127.0.0.1"],
  [{ NO_PROXY: "intranet.example,.corp" }, "intranet.example,.corp,127.0.0.1"],
  [{ no_proxy: "intranet.example" }, "intranet.example,127.0.0.1"],
  [{ NO_PROXY: "a.example, b.example", no_proxy: "b.example,127.0.0.1" }, "a.example,b.example,127.0.0.1"],
  [{ NO_PROXY: "*" }, "*"],
])("these accounts are asked without a proxy: %j", (env, expected) => {
  expect(environment(env)).toMatchObject({ NO_PROXY: expected, no_proxy: expected });
});
