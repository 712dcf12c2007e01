import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { devNull, tmpdir } from "node:os";
import { join } from "node:path";
import { GetRoleCommand } from "@aws-sdk/client-iam";
import { createOperator } from "../../emulator/authentication/operator";
import { seedIam } from "../../emulator/iam/seed-iam";
import { motoIamClient } from "../../emulator/moto/moto-iam-client";
import { invokeFunction } from "../../rehearsal/invoke-function";
import { startMoto } from "../../rehearsal/moto";

const ACCOUNT = { partition: "aws", accountId: "111111111111" } as const;
const ROLE = `<GetRoleResponse><GetRoleResult><Role><RoleName>r</RoleName></Role></GetRoleResult></GetRoleResponse>`;

const before = process.env;
let folder: string;
let server: Server | undefined;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "foreign-"));
});
afterEach(() => {
  process.env = before;
  server?.close();
  server?.closeAllConnections();
  rmSync(folder, { recursive: true, force: true });
});

/** Settings of a shell, and of the configuration file that it names. */
function useForeignSettings(): void {
  const config = join(folder, "config");
  const lines = ["use_fips_endpoint = true", "use_dualstack_endpoint = true", "max_attempts = x"];
  writeFileSync(config, ["[default]", ...lines, `credential_process = touch ${folder}/started`].join("\n"));
  process.env = {
    ...before,
    HOME: folder,
    AWS_CONFIG_FILE: config,
    AWS_USE_FIPS_ENDPOINT: "true",
    AWS_USE_DUALSTACK_ENDPOINT: "true",
    AWS_MAX_ATTEMPTS: "x",
    AWS_DEFAULTS_MODE: "x",
    AWS_PROFILE: "nobody",
    AWS_ENDPOINT_URL_IAM: "http://127.0.0.1:1",
    BOTO_CONFIG: config,
    MOTO_SERVICE: "s3",
  };
}

/** Answers IAM's requests, which all go to `/`, with a role, and others with an empty object. */
async function listen(at: string | number): Promise<Server> {
  server = createServer((request, response) => {
    request.resume().once("end", () => response.end(request.url === "/" ? ROLE : "{}"));
  });
  await new Promise<void>((resolve) => server?.listen(at, resolve));
  return server;
}

test("clients of the local accounts take nothing from the user's settings", async () => {
  useForeignSettings();
  const socket = join(folder, "socket");
  await listen(socket);
  const iam = motoIamClient({ socket, accountId: ACCOUNT.accountId, region: "us-east-1" });
  expect((await iam.send(new GetRoleCommand({ RoleName: "r" }))).Role?.RoleName).toBe("r");
  iam.destroy();
  server?.close();
  server?.closeAllConnections();

  const { port } = (await listen(0)).address() as AddressInfo;
  const endpoint = `http://127.0.0.1:${port}`;
  const operator = createOperator(ACCOUNT, "AIDAOPERATOR");
  const policy = { arn: `arn:aws:iam::${ACCOUNT.accountId}:policy/p`, document: {} };
  await seedIam(endpoint, [operator], { roles: [], policies: [policy] });
  const answer = await invokeFunction({
    ...{ endpoint, operator, region: "eu-west-1", functionName: "f", event: {} },
    signal: new AbortController().signal,
  });
  expect(answer).toEqual({});
});

test("moto gets keys of nobody, empty configuration and no metadata address", async () => {
  useForeignSettings();
  const file = join(folder, "environment");
  const program = join(__dirname, "../../testing/emulator/fake-moto-server.cjs");
  const moto = await startMoto([process.execPath, program, file], new AbortController().signal);
  await moto.stop();
  const seen: Record<string, string> = JSON.parse(readFileSync(file, "utf8"));
  const names = /^(?:AWS_|BOTO|MOTO_)/;
  expect(Object.fromEntries(Object.entries(seen).filter(([name]) => names.test(name)))).toEqual({
    MOTO_IAM_LOAD_MANAGED_POLICIES: "true",
    AWS_ACCESS_KEY_ID: "moto",
    AWS_SECRET_ACCESS_KEY: "moto",
    AWS_CONFIG_FILE: devNull,
    AWS_SHARED_CREDENTIALS_FILE: devNull,
    AWS_EC2_METADATA_DISABLED: "true",
  });
});
