import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { runAttach } from "../../../tools/attach/run-attach";

const folder = mkdtempSync(join(tmpdir(), "attach-"));
const LINKS = `links:
  - name: landing
    lambdaAccount: { id: "111111111111", region: eu-west-1, profile: lambda }
    redshiftAccount: { id: "222222222222", region: eu-west-1, profile: redshift }
    target: { cluster: warehouse, database: dev, dbUser: analyst }
    buckets: [{ name: acme-landing, copyFrom: [incoming/] }]
`;

beforeAll(() => {
  writeFileSync(join(folder, "links.yaml"), LINKS);
  process.env.LINKS_FILE = join(folder, "links.yaml");
});

afterAll(() => {
  delete process.env.LINKS_FILE;
  rmSync(folder, { recursive: true });
});

test.each([
  ["typo", "link is typo, expected one of landing"],
  ["landing", "there is no terminal to ask on, expected --yes"],
])("without a terminal, %s: the name is looked at first", async (link, message) => {
  const { isTTY } = process.stdin;
  process.stdin.isTTY = false;
  const { signal } = new AbortController();
  await expect(runAttach({ link, isDetaching: false, isAsking: true, signal })).rejects.toThrow(message);
  process.stdin.isTTY = isTTY;
});
