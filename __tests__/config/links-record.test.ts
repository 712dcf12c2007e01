import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { contentDigest, readLinksRecord, writeLinksRecord } from "../../config/links-record";

const project = mkdtempSync(join(tmpdir(), "links-record-"));
afterAll(() => rmSync(project, { recursive: true }));
const output = join(project, "cdktf.out");
mkdirSync(output);
const put = (text: string) => writeFileSync(join(output, "links-file.json"), text);

test("an output says of which links file it is, in the same words in every checkout", () => {
  const file = join(project, "team.yaml");
  writeFileSync(file, "links: []\n");
  for (const name of ["team.yaml", file]) {
    writeLinksRecord(output, { fileNames: [name] }, project);
    // As sha256sum prints it.
    const sha256 = "69b139042392a43d99f577dd3ffc8634a6ea81abacc67317c6749f82e5ce65a8";
    expect(readLinksRecord(output)).toEqual({ file: "team.yaml", sha256 });
    expect(readFileSync(join(output, "links-file.json"), "utf8")).not.toContain(project);
  }
  const before = contentDigest(file);
  writeFileSync(file, "links: [ ]\n");
  expect(contentDigest(file)).not.toBe(before);
});

test("and of which files that includes, and of which environment", () => {
  mkdirSync(join(project, "teams"));
  writeFileSync(join(project, "prod.yaml"), "include: [teams/a.yaml]\n");
  writeFileSync(join(project, "teams/a.yaml"), "links: []\n");
  writeLinksRecord(output, { fileNames: ["prod.yaml", "teams/a.yaml"], environment: "prod" }, project);
  expect(readLinksRecord(output)).toEqual({
    file: "prod.yaml",
    sha256: contentDigest(join(project, "prod.yaml")),
    environment: "prod",
    included: [{ file: "teams/a.yaml", sha256: contentDigest(join(project, "teams/a.yaml")) }],
  });
});

test("an output that records nothing says nothing", () => {
  expect(readLinksRecord(join(project, "no-such-folder"))).toBeUndefined();
});

test.each([
  "",
  "{",
  "{}",
  '{"file":"links.yaml"}',
  '{"file":"links.yaml","sha256":"x"}',
  '{"file":"","sha256":""}',
  "null",
  `{"file":"a","sha256":"${"0".repeat(64)}","included":[]}`,
  `{"file":"a","sha256":"${"0".repeat(64)}","environment":""}`,
])("a record that is %j is refused", (text) => {
  put(text);
  expect(() => readLinksRecord(output)).toThrow("links-file.json is not as a synth writes it");
});
