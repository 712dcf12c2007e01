import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { STSClient } from "@aws-sdk/client-sts";
import { clientConfig } from "../../../../tools/lib/aws/account-session";

const folder = mkdtempSync(join(tmpdir(), "account-session-"));
const before = { ...process.env };
afterAll(() => {
  process.env = before;
  rmSync(folder, { recursive: true });
});

test("a profile of the links file goes before keys of the environment, without a warning", async () => {
  const file = join(folder, "credentials");
  writeFileSync(file, "[lambda]\naws_access_key_id = OF_THE_PROFILE\naws_secret_access_key = s\n");
  Object.assign(process.env, {
    AWS_ACCESS_KEY_ID: "OF_THE_ENVIRONMENT",
    AWS_SECRET_ACCESS_KEY: "s",
    AWS_CONFIG_FILE: join(folder, "absent"),
    AWS_SHARED_CREDENTIALS_FILE: file,
  });
  const warn = jest.spyOn(console, "warn").mockImplementation();
  const config = await clientConfig({ region: "eu-west-1", profile: "lambda" }, { sessionName: "test" });
  const { accessKeyId } = await new STSClient(config).config.credentials();
  expect(accessKeyId).toBe("OF_THE_PROFILE");
  expect(warn.mock.calls).toEqual([]);
});
