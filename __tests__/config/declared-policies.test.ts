import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { onlyLink, problemsOfFile, withMore } from "../../testing/links/sample-file";

/** In the project, so that its path from there is one that a links file may hold. */
function folderInProject(): string {
  const parent = join(process.cwd(), ".rehearsal");
  mkdirSync(parent, { recursive: true });
  return mkdtempSync(join(parent, "declared-"));
}

describe("what the owner of a role declares", () => {
  const folder = folderInProject();
  const place = folder.slice(process.cwd().length + 1);
  const write = (name: string, value: unknown) =>
    writeFileSync(join(folder, name), typeof value === "string" ? value : JSON.stringify(value, null, 2));
  afterAll(() => rmSync(folder, { recursive: true }));

  const STATEMENT = { Effect: "Allow", Action: "redshift-data:*", Resource: "*" };
  const TRUST = {
    Version: "2012-10-17",
    Statement: [
      { Effect: "Allow", Principal: { AWS: "arn:aws:iam::111111111111:root" }, Action: "sts:AssumeRole" },
    ],
  };
  const role = (fields: string) => withMore(`    dataRole: { name: d, existing: true, ${fields} }`);

  it("is read from JSON files, each policy by the name of its file", () => {
    // As some editors save it.
    write("data.json", `\uFEFF${JSON.stringify({ Version: "2012-10-17", Statement: [STATEMENT] })}`);
    write("more.json", { Statement: [STATEMENT] });
    write("trust.json", TRUST);
    const link = onlyLink(
      role(`policies: [${place}/data.json, ${place}/more.json], trustPolicy: ${place}/trust.json`),
    );
    expect(link.dataRole.existing).toEqual({
      inlinePolicy: false,
      declared: {
        trustPolicy: TRUST,
        policies: {
          data: { Version: "2012-10-17", Statement: [STATEMENT] },
          more: { Statement: [STATEMENT] },
        },
      },
    });
  });

  it("is whole or nothing", () => {
    write("data.json", { Statement: [STATEMENT] });
    expect(problemsOfFile(role(`policies: [${place}/data.json]`))).toEqual([
      expect.stringMatching(
        /^links\.yaml:13:\d+ links\[0\]\.dataRole\.policies: is set without trustPolicy, expected both or none: .*; add trustPolicy$/,
      ),
    ]);
    write("trust.json", TRUST);
    expect(problemsOfFile(role(`trustPolicy: ${place}/trust.json`))).toEqual([
      expect.stringMatching(
        / links\[0\]\.dataRole\.trustPolicy: is set without policies, expected both or none: /,
      ),
    ]);
  });

  it("is refused with the file, its line and the part of it", () => {
    write("trust.json", TRUST);
    write("wrong.json", { Statement: [{ ...STATEMENT, Action: 5, Principal: "*" }] });
    write("broken.json", "{");
    write(
      "twice.json",
      '{\n  "Statement": [{ "Effect": "Allow", "Effect": "Deny", "Action": "a:b", "Resource": "*" }]\n}',
    );
    const files = ["wrong", "broken", "gone", "twice"].map((name) => `${place}/${name}.json`);
    expect(
      problemsOfFile(role(`policies: [${files.join(", ")}], trustPolicy: ${place}/trust.json`)).map((line) =>
        line.replaceAll(place, "policies"),
      ),
    ).toEqual([
      expect.stringMatching(
        /^policies\/wrong\.json:5:17 links\[0\]\.dataRole\.policies\[0\]: is "policies\/wrong\.json", whose Statement\[0\]\.Action is 5 \(a number\), expected a text or a list of texts; /,
      ),
      expect.stringMatching(
        /^policies\/wrong\.json:7:\d+ links\[0\]\.dataRole\.policies\[0\]: is "policies\/wrong\.json", whose Statement\[0\]\.Principal is not a known field, expected one of /,
      ),
      expect.stringMatching(
        /^links\.yaml:13:\d+ links\[0\]\.dataRole\.policies\[1\]: is "policies\/broken\.json", which is no JSON \(.*\), expected the policy as IAM shows it; correct it$/,
      ),
      expect.stringMatching(
        /^links\.yaml:13:\d+ links\[0\]\.dataRole\.policies\[2\]: is "policies\/gone\.json", which is missing, expected a JSON file with the policy; /,
      ),
      expect.stringMatching(
        /^policies\/twice\.json:2:\d+ links\[0\]\.dataRole\.policies\[3\]: is "policies\/twice\.json", whose Statement\[0\]\.Effect is written again, /,
      ),
    ]);
  });

  it("is quoted in no message about its form: a trust policy may hold an external id", () => {
    write("data.json", { Statement: [STATEMENT] });
    write("trust.json", '{"sts:ExternalId": abc-123}');
    expect(
      problemsOfFile(role(`policies: [${place}/data.json], trustPolicy: ${place}/trust.json`)).join(),
    ).not.toContain("bc-123");
  });

  it("has one name for each policy", () => {
    write("trust.json", TRUST);
    write("data.json", { Statement: [STATEMENT] });
    expect(
      problemsOfFile(
        role(`policies: [${place}/data.json, ${place}/data.json], trustPolicy: ${place}/trust.json`),
      ),
    ).toEqual([
      expect.stringMatching(
        / links\[0\]\.dataRole\.policies\[1\]: is a second file called data\.json, expected one for each policy, whose name is the file's; rename it$/,
      ),
    ]);
  });
});
