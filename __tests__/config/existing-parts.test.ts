import type { Link } from "../../config/link";
import { DEMANDS } from "../../testing/links/demanded-link";
import { BASE, linkWith, TARGETS } from "../../testing/links/links";
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

  it.each([
    ["queryRole", "arn", ", and path where it is not /"],
    ["dataRole", "roleArn", ", and path where it is not /"],
    ["function", "functionArn", ""],
  ])("has a name and no ARN: %s.%s is one slip, told once", (part, field, path) => {
    const written = `{ existing: true, ${field}: "arn:aws:iam::111111111111:role/theirs" }`;
    const [problem, ...more] = problemsOfFile(withMore(`    ${part}: ${written}`));
    expect(problem).toMatch(
      new RegExp(`links\\[0\\]\\.${part}\\.${field}: is not a known field, expected one of name, .*; (.*)$`),
    );
    expect(problem).toContain(
      `; write existing: true and name in its place${path}: the ARN follows from them`,
    );
    expect(more).toEqual([]);
  });

  it("that has an unknown field is told of it once, and of one that its owner sets", () => {
    expect(
      problemsOfFile(withMore('    queryRole: { name: q, existing: true, nmae: "x", tags: { a: b } }')).map(
        (line) => line.replace(/^.* (links\S+ is [a-z]+ \S+) .*$/, "$1"),
      ),
    ).toEqual(["links[0].queryRole.nmae: is not a", "links[0].queryRole.tags: is not a"]);
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
    const withBuckets = (...more: readonly string[]) =>
      problemsOfFile(
        withMore(
          "    queryRole: { name: q, existing: true }",
          "    dataRole: { name: d, existing: true }",
          "    function: { name: fn, existing: true }",
          "    buckets: [{ name: acme-landing, copyFrom: [incoming/] }]",
          ...more,
        ),
      );
    const copyRole = "    copyRole: { name: c, existing: true }";
    const bucketRole = "    bucketRole: { name: b, existing: true }";
    expect([withBuckets(), withBuckets(copyRole), withBuckets(bucketRole)]).toEqual([[], [], []]);
    expect(withBuckets(copyRole, bucketRole)).toEqual([
      expect.stringContaining("links[0].dataRole.existing: is true as of every other part"),
    ]);
  });

  it("may be a role between Redshift and the buckets, where the link has some", () => {
    const buckets = [{ name: "acme-landing", copyFrom: ["incoming/"] }];
    const { copyRole, bucketRole } =
      linkWith({
        buckets,
        copyRole: { name: "theirs", path: "/data/", existing: true },
        bucketRole: { existing: false },
      }).dataTransfer ?? {};
    expect([copyRole, bucketRole]).toEqual([
      { name: "theirs", path: "/data/", existing: { inlinePolicy: false } },
      { name: "analytics-bucket", path: "/" },
    ]);
    const written = (role: string, fields: string) =>
      problemsOfFile(withMore(`    buckets: ${JSON.stringify(buckets)}`, `    ${role}: ${fields}`));
    const boundary = '"arn:aws:iam::222222222222:policy/edge"';
    expect(written("copyRole", `{ existing: true, permissionsBoundaryArn: ${boundary} }`)).toEqual([
      "links.yaml:14:27 links[0].copyRole.existing: is true without name, expected the name of what is there: a default would be a guess; add copyRole.name",
      "links.yaml:14:57 links[0].copyRole.permissionsBoundaryArn: is set beside existing: true, expected none: whoever makes the copy role sets it; take it out, and ask its owner for it",
    ]);
    expect(written("bucketRole", "{ name: b1, existing: true, policies: [gone.json] }")).toEqual([
      expect.stringContaining("links[0].bucketRole.policies: is set without trustPolicy"),
      expect.stringContaining('links[0].bucketRole.policies[0]: is "gone.json", which is missing'),
    ]);
    expect(problemsOfFile(withMore("    copyRole: { name: c1, existing: true }"))).toEqual([
      expect.stringContaining("links[0].copyRole: is there without buckets, expected both or none"),
    ]);
  });

  it("of the copy role leaves the user of a secret to the link", () => {
    const link = (fields: object) =>
      linkWith({
        target: TARGETS["cluster-secret"],
        buckets: [{ name: "acme-landing", copyFrom: ["incoming/"] }],
        copyRole: { name: "theirs", existing: true, ...fields },
      });
    expect(link({ dbUser: "loader" }).dataTransfer?.dbUser).toBe("loader");
    expect(() => link({})).toThrow(/copyRole\.dbUser: is absent/);
  });

  it("has its named queries in an archive that somebody else deploys", () => {
    expect(
      problemsOfFile(withMore("    function: { name: fn, existing: true }", "    queries: queries/sales")),
    ).toEqual([
      'links.yaml:14:14 links[0].queries: is "queries/sales" beside function.existing, expected none: they are in the archive, which somebody else deploys; take it out',
    ]);
  });

  it("has no outputs in an account in which the link makes nothing", () => {
    const outputs = "    ssmOutputs: { path: /links/analytics }";
    const lambda = (more: string) => [
      "    function: { name: fn, existing: true }",
      `    queryRole: { name: q, existing: true${more} }`,
    ];
    expect(problemsOfFile(withMore(...lambda(""), outputs))).toEqual([
      expect.stringContaining(
        "links[0].ssmOutputs: is there beside a query role and a function that are existing, expected none: ",
      ),
    ]);
    expect(problemsOfFile(withMore(...lambda(", inlinePolicy: true"), outputs))).toEqual([]);
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
    // With buckets there is a role more in each account.
    const buckets = "    buckets: [{ name: acme-landing, copyFrom: [incoming/] }]\n";
    const roles: readonly (readonly [string, string])[] = [
      [`${unreachable}    dataRole: { name: d, existing: true }\n`, "copyRole"],
      [lambda(""), "bucketRole"],
    ];
    for (const [others, role] of roles) {
      expect(problemsOfFile(`${others}${buckets}`)).toEqual([expect.stringContaining(ours)]);
      expect(problemsOfFile(`${others}${buckets}    ${role}: { name: r, existing: true }\n`)).toEqual([]);
    }
  });
});

test("from the defaults of a file an existing part takes only what a link knows of it", () => {
  const text = (own: object) =>
    JSON.stringify({
      defaults: {
        ...BASE,
        queries: "examples/named-queries/queries",
        rawSql: false,
        queryRole: { path: "/links/", permissionsBoundaryArn: "arn:aws:iam::111111111111:policy/edge" },
        dataRole: { name: "theirs", existing: true, policies: ["gone.json"], trustPolicy: "gone.json" },
        function: { memoryMegabytes: 512, roleSessionName: "links", environment: { LEVEL: "info" } },
      },
      links: [{ name: "one", dataRole: { existing: false }, ...own }],
    });
  const { dataRole, function: settings, queries } = onlyLink(text({}));
  expect({ existing: dataRole.existing, memory: settings.memoryMegabytes, queries }).toEqual({
    existing: undefined,
    memory: 512,
    queries: { folder: "examples/named-queries/queries", rawSql: false },
  });
  const part = { name: "xy", existing: true };
  const link = onlyLink(text({ queryRole: part, function: part }));
  expect(link.queryRole).toEqual({ name: "xy", path: "/links/", existing: { inlinePolicy: false } });
  expect(link.function).toMatchObject({ roleSessionName: "links", environment: {}, memoryMegabytes: 256 });
  expect(link.queries).toBeUndefined();
});
