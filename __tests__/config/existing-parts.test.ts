import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { Link } from "../../config/link";
import { DEMANDS } from "../../testing/links/demanded-link";
import { linkWith } from "../../testing/links/links";
import { onlyLink, problemsOfFile, withMore } from "../../testing/links/sample-file";

describe("a part that somebody else makes", () => {
  const partsOf = ({ queryRole, dataRole, function: settings }: Link) => ({
    queryRole: queryRole.existing,
    dataRole: dataRole.existing,
    function: settings.existing,
  });

  it("is said part by part; what says nothing is the link's own", () => {
    expect(partsOf(linkWith())).toEqual({});
    expect(partsOf(linkWith({ queryRole: { existing: false } }))).toEqual({});
    expect(partsOf(linkWith({ queryRole: { name: "runner", existing: true } }))).toEqual({
      queryRole: { inlinePolicy: false },
    });
    expect(partsOf(linkWith({ queryRole: { name: "runner", existing: true, inlinePolicy: true } }))).toEqual({
      queryRole: { inlinePolicy: true },
    });
    expect(
      partsOf(
        linkWith({
          dataRole: { name: "reader", path: "/data/", existing: true },
          function: { name: "theirs", existing: true },
        }),
      ),
    ).toEqual({ dataRole: { inlinePolicy: false }, function: true });
  });

  it("needs the name of what is there", () => {
    expect(
      problemsOfFile(withMore("    queryRole: { existing: true }", "    function: { existing: true }")),
    ).toEqual([
      "links.yaml:13:28 links[0].queryRole.existing: is true without name, expected the name of what is there: a default would be a guess; add queryRole.name",
      "links.yaml:14:27 links[0].function.existing: is true without name, expected the name of what is there: a default would be a guess; add function.name",
    ]);
  });

  it("is set by whoever makes it: every other field is refused, all at once", () => {
    const fields = {
      entry: "a.ts",
      runtime: "nodejs24.x",
      architecture: "x86_64",
      memoryMegabytes: 512,
      timeoutSeconds: 30,
      logRetentionDays: 7,
      reservedConcurrency: 1,
      environment: { LEVEL: "info" },
      ...DEMANDS,
    };
    const boundary = "arn:aws:iam::111111111111:policy/edge";
    const problems = problemsOfFile(
      withMore(
        `    queryRole: { name: q, existing: true, permissionsBoundaryArn: "${boundary}" }`,
        `    function: ${JSON.stringify({ name: "theirs", existing: true, roleSessionName: "s1", statementTimeoutSeconds: 200, ...fields })}`,
      ),
    );
    const own = (path: string, part: string) =>
      `links[0].${path}: is set beside existing: true, expected none: whoever makes the ${part} sets it; take it out, and ask its owner for it`;
    const place = /^links\.yaml:1[34]:\d+ /;
    expect(
      problems
        .map((line) => line.replace(place, ""))
        .filter((line) => line.includes("existing: true"))
        .sort(),
    ).toEqual(
      [
        own("queryRole.permissionsBoundaryArn", "query role"),
        ...Object.keys(fields).map((field) => own(`function.${field}`, "function")),
      ].sort(),
    );
  });

  it("is the only one of which documents, and a policy of the link's own, are said", () => {
    expect(
      problemsOfFile(
        withMore("    queryRole: { inlinePolicy: true }", "    dataRole: { inlinePolicy: true }"),
      ),
    ).toEqual([
      "links.yaml:13:32 links[0].queryRole.inlinePolicy: is set without existing: true, expected it of a role that somebody else makes; take it out, or set existing",
      "links.yaml:14:17 links[0].dataRole.inlinePolicy: is not a known field, expected one of name, path, permissionsBoundaryArn, existing, policies, trustPolicy; remove it or correct its name",
    ]);
  });

  it("is never every part: nothing would be left to deploy", () => {
    const all = (queryRole: string) =>
      problemsOfFile(
        withMore(
          `    queryRole: ${queryRole}`,
          "    dataRole: { name: d, existing: true }",
          "    function: { name: fn, existing: true }",
        ),
      );
    expect(all("{ name: q, existing: true }")).toEqual([
      "links.yaml:14:36 links[0].dataRole.existing: is true as of every other part, expected one part that the link makes: nothing is left to deploy; take existing out of a part, or the link out of the file",
    ]);
    expect(all("{ name: q, existing: true, inlinePolicy: true }")).toEqual([]);
  });

  it("has its named queries in an archive that somebody else deploys", () => {
    expect(
      problemsOfFile(withMore("    function: { name: fn, existing: true }", "    queries: queries/sales")),
    ).toEqual([
      'links.yaml:14:14 links[0].queries: is "queries/sales" beside function.existing, expected none: they are in the archive, which somebody else deploys; take it out',
    ]);
  });

  it("needs no way into an account in which the link makes nothing", () => {
    const unreachable = withMore().replace("      profile: redshift\n", "");
    const ours = "expected another way into each account";
    expect(problemsOfFile(unreachable)).toEqual([expect.stringContaining(ours)]);
    expect(problemsOfFile(`${unreachable}    dataRole: { name: d, existing: true }\n`)).toEqual([]);
    const lambda = (more: string) =>
      `${unreachable}    function: { name: fn, existing: true }\n    queryRole: { name: q, existing: true${more} }\n`;
    expect(problemsOfFile(lambda(""))).toEqual([]);
    expect(problemsOfFile(lambda(", inlinePolicy: true"))).toEqual([expect.stringContaining(ours)]);
  });
});

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
    write("data.json", { Version: "2012-10-17", Statement: [STATEMENT] });
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
