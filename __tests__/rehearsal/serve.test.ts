import type { EmulatorEvent } from "../../emulator/emulator-event";
import * as localAccounts from "../../rehearsal/local-accounts";
import { serve } from "../../rehearsal/serve";
import { temporaryFolder } from "../../testing/deployment/temporary-folder";
import { linkOfOthers, recordCalls, silentAccounts } from "../../testing/rehearsal/stand-in-accounts";
import { ToolError } from "../../tools/lib/terminal/tool-error";
import * as synthesis from "../../tools/lib/terraform/synthesize";

jest.mock("../../rehearsal/local-accounts", () => ({
  ...jest.requireActual<object>("../../rehearsal/local-accounts"),
  startLocalAccounts: jest.fn(),
}));
jest.mock("../../tools/lib/terraform/synthesize", () => ({
  ...jest.requireActual<object>("../../tools/lib/terraform/synthesize"),
  synthesize: jest.fn(),
}));

const folder = temporaryFolder();
afterEach(() => jest.restoreAllMocks());

/**
 * Accounts that stay up for a link of which others make the data role, until a deploy has made the query role: what is printed beside
 * the exports, and what is asked of the accounts.
 */
async function served(synthFailure?: Error) {
  const { link, stack } = linkOfOthers(folder, ["dataRole"]);
  const calls: string[] = [];
  recordCalls(calls);
  let tell = (_event: EmulatorEvent): void => undefined;
  const close = jest.fn(async () => undefined);
  jest.mocked(localAccounts.startLocalAccounts).mockImplementation(async ({ onEvent }) => {
    tell = onEvent ?? tell;
    return {
      ...silentAccounts(),
      motoSocket: "",
      environment: {},
      runtimeLack: async () => undefined,
      close,
    };
  });
  jest
    .mocked(synthesis.synthesize)
    .mockImplementation(() =>
      synthFailure === undefined ? Promise.resolve([stack]) : Promise.reject(synthFailure),
    );
  const ended = new AbortController();
  const lines: string[] = [];
  const line = (text: string) => {
    lines.push(text);
    if (!text.includes("Ctrl-C ends")) return;
    tell({ kind: "role-created", roleArn: "arn:aws:iam::111111111111:role/analytics-query" });
    setImmediate(() => ended.abort());
  };
  await serve({
    ...{ links: [link], linksFile: "/links.yaml", queries: { of: () => [] }, ownWarehouse: undefined },
    ...{ port: 0, unknown: [], iamPropagationSeed: undefined, signal: ended.signal },
    progress: { line } as Parameters<typeof serve>[0]["progress"],
  });
  expect(close).toHaveBeenCalledTimes(1);
  const isExport = (text: string) => /^(?:export|unset) /.test(text);
  return { calls, lines: lines.filter((text) => !isExport(text)), exports: lines.filter(isExport).slice(1) };
}

const AROUND = {
  before: [
    "# Starting the local accounts …",
    "# Local accounts are up at http://127.0.0.1:9. In another shell:",
  ],
  after: [
    "# Then, for example: npx cdktf deploy '*' --auto-approve --skip-provider-lock",
    "# Ctrl-C ends the accounts; everything in them is lost. A local Terraform state is not: destroy first.",
  ],
  end: "# stopped; the local accounts and everything in them are gone.",
};

test("accounts that stay up hear of the deploy, and make what others own", async () => {
  const role = "data role analytics-data of account 222222222222";
  expect(await served()).toMatchObject({
    calls: ["CreateRole analytics-data", "PutRolePolicy analytics-data redshift-data-api"],
    lines: [
      ...AROUND.before,
      `# For link analytics, as soon as a deploy makes role analytics-query: ${role}, in the place of their owners`,
      ...AROUND.after,
      `# For link analytics, made in the place of their owners: ${role}`,
      AROUND.end,
    ],
  });
});

test("a synth that is refused is told, and the accounts stay up", async () => {
  expect(await served(new ToolError("SYNTH_FAILED", "links/analytics.ts: no such file"))).toMatchObject({
    calls: [],
    lines: [
      ...AROUND.before,
      "# Nobody makes the parts of others for analytics, because the synth that names them failed:",
      "#   links/analytics.ts: no such file",
      "# Correct that and start again.",
      ...AROUND.after,
      AROUND.end,
    ],
  });
});

test("a fault of the synth is no refusal", async () => {
  await expect(served(new TypeError("no function"))).rejects.toThrow("no function");
});

test("the other shell is for the environment of the run", async () => {
  jest.replaceProperty(process, "env", { ...process.env, LINKS_ENVIRONMENT: "dev" });
  const { exports } = await served();
  expect(exports.filter((line) => line.includes("LINKS_"))).toEqual([
    "export LINKS_FILE='/links.yaml'",
    "export LINKS_ENVIRONMENT='dev'",
  ]);
});
