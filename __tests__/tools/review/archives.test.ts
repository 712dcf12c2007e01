import { createHash } from "node:crypto";
import { mkdirSync, mkdtempSync, renameSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, relative } from "node:path";
import { PROJECT_ROOT } from "../../../tools/lib/process/project-root";
import { archiveProblems, freshArchiveHashes } from "../../../tools/review/read/archives";

const sha256 = (text: string) => createHash("sha256").update(text).digest("base64");
const MADE = sha256("made");

let folder = "";
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "archives-"));
  mkdirSync(join(folder, "assets"));
});
afterEach(() => rmSync(folder, { recursive: true }));

function messages(
  archive: string | undefined,
  declared: string,
  fresh: string | undefined,
): readonly string[] {
  if (archive !== undefined) writeFileSync(join(folder, "assets/function.zip"), archive);
  const block = { filename: "assets/function.zip", source_code_hash: declared };
  const json = { resource: { aws_lambda_function: { query_function: block } } };
  return archiveProblems(
    join(folder, "cdk.tf.json"),
    json,
    fresh === undefined ? undefined : () => fresh,
  ).map(({ message }) => message);
}

test.each<[string, string | undefined, string, string | undefined, string[]]>([
  ["made of the sources", "made", MADE, MADE, []],
  ["not compared with the sources", "made", MADE, undefined, []],
  ["other code", "tampered", MADE, undefined, ["source_code_hash declares"]],
  ["other code, declared", "tampered", sha256("tampered"), MADE, ["sources of this checkout"]],
  [
    "other code and sources",
    "tampered",
    MADE,
    sha256("newer"),
    ["source_code_hash", "sources of this checkout"],
  ],
  ["no archive", undefined, MADE, MADE, ["is not there"]],
  ["no archive, and none asked for", undefined, MADE, undefined, []],
])("%s", (_, archive, declared, fresh, found) => {
  expect(messages(archive, declared, fresh)).toEqual(found.map((text) => expect.stringContaining(text)));
});

test("an archive behind a symbolic link, whose content may change after the review", () => {
  renameSync(join(folder, "assets"), join(folder, "elsewhere"));
  symlinkSync(join(folder, "elsewhere"), join(folder, "assets"));
  expect(messages("made", MADE, MADE)).toEqual([expect.stringContaining("behind a symbolic link")]);
});

test("an archive of one's own is what the checkout has, never the deployed one itself, and no device", async () => {
  const [deployed, source, link] = ["deployed.zip", "source.zip", "link.zip"].map((name) =>
    join(folder, name),
  );
  for (const file of [deployed, source]) writeFileSync(String(file), "made");
  symlinkSync(String(deployed), String(link));
  const freshOf = async (file: string) => {
    const code = { kind: "archive", file: relative(PROJECT_ROOT, file) } as const;
    const fresh = await freshArchiveHashes([{ file: String(deployed), code }], new AbortController().signal);
    return fresh(String(deployed));
  };
  const found: (string | undefined)[] = [];
  for (const file of [source, deployed, link, join(folder, "missing.zip"), folder, "/dev/null"]) {
    found.push(await freshOf(String(file)));
  }
  expect(found).toEqual([MADE, undefined, undefined, undefined, undefined, undefined]);
});
