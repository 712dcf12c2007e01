import { defaultProvider } from "../../../../redshift-data/client/sdk/function-credentials";
import { HANDLER_SUBSTITUTES } from "../../../../redshift-data/client/sdk/sdk-substitutes";
import { bundle } from "../../../../testing/run-query/bundle";

const NAMES = ["AWS_ACCESS_KEY_ID", "AWS_SECRET_ACCESS_KEY", "AWS_SESSION_TOKEN"];
const before = { ...process.env };
afterEach(() => {
  process.env = { ...before };
});

test("what Lambda gives the function is what every client of a handler signs with", async () => {
  for (const name of NAMES) process.env[name] = `of ${name}`;
  await expect(defaultProvider()()).resolves.toEqual({
    accessKeyId: "of AWS_ACCESS_KEY_ID",
    secretAccessKey: "of AWS_SECRET_ACCESS_KEY",
    sessionToken: "of AWS_SESSION_TOKEN",
  });
});

test("it stands in a handler's bundle where the SDK has its chain of providers", () => {
  const entryFile = "functions/nightly-report/handler.ts";
  const inputs = Object.keys(bundle({ entryFile, sdkSubstitutes: HANDLER_SUBSTITUTES }).metafile.inputs);
  expect(inputs).toContain("redshift-data/client/sdk/function-credentials.ts");
  expect(inputs.filter((file) => /credential-provider-(node|ini|sso|process)/.test(file))).toEqual([]);
});
