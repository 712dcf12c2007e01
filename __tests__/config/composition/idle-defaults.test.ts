import { linksOfFolder, problemsOfFolder } from "../../../testing/links/links-folder";

const DEFAULTS = `defaults:
  lambdaAccount: { id: "111111111111", region: eu-west-1, profile: lambda }
  redshiftAccount: { id: "222222222222", region: eu-west-1, profile: redshift }
  target: { cluster: warehouse, database: dev, dbUser: analyst }
`;

describe("of defaults that go with something which a link does not have, it takes none", () => {
  const [ours, theirs] = ["arn:aws:iam::111111111111:policy/edge", "arn:aws:iam::222222222222:policy/edge"];
  const text = '{ Version: "2012-10-17", Statement: [{ Effect: Allow, Action: "*", Resource: "*" }] }';
  const withMore = (defaults: string, ...links: readonly string[]) => ({
    "links.yaml": `${DEFAULTS}${defaults}links:\n${links.map((link) => `  - ${link}\n`).join("")}`,
  });
  const BOTH = "queryRole: { name: q, existing: true }, function: { name: fn, existing: true }";
  const BUCKETS = "buckets: [{ name: acme-inbox, copyFrom: [in/] }]";

  it("roles of buckets", () => {
    const files = withMore(
      "  copyRole: { path: /copy/ }\n  bucketRole: { path: /lake/ }\n",
      "{ name: a }",
      `{ name: b, ${BUCKETS} }`,
    );
    const paths = linksOfFolder(files).links.map(({ dataTransfer }) => [
      dataTransfer?.copyRole.path,
      dataTransfer?.bucketRole.path,
    ]);
    expect(paths).toEqual([
      [undefined, undefined],
      ["/copy/", "/lake/"],
    ]);
    expect(problemsOfFolder(withMore("", "{ name: a, copyRole: { path: /copy/ } }"))).toEqual([
      expect.stringContaining("links[0].copyRole: is there without buckets"),
    ]);
  });

  it("outputs in an account where nothing is the link's", () => {
    const files = withMore("  ssmOutputs: {}\n", "{ name: a }", `{ name: b, ${BOTH} }`);
    expect(linksOfFolder(files).links.map(({ ssmOutputs }) => ssmOutputs?.path)).toEqual([
      "/links/a",
      undefined,
    ]);
    expect(problemsOfFolder(withMore("", `{ name: b, ssmOutputs: {}, ${BOTH} }`))).toEqual([
      expect.stringContaining("links[0].ssmOutputs: is there beside"),
    ]);
  });

  it("texts of policies that it does not name and another link does", () => {
    const boundaries = `  queryRole: { permissionsBoundaryArn: "${ours}" }\n  dataRole: { permissionsBoundaryArn: "${theirs}" }\n`;
    const texts = `  policyTexts: { "${ours}": ${text}, "${theirs}": ${text} }\n`;
    const files = withMore(
      `${boundaries}${texts}`,
      "{ name: a }",
      "{ name: b, queryRole: { name: q, existing: true } }",
      "{ name: c, dataRole: { name: d, existing: true } }",
    );
    expect(linksOfFolder(files).links.map(({ policyTexts }) => Object.keys(policyTexts))).toEqual([
      [ours, theirs],
      [theirs],
      [ours],
    ]);
    const slip = withMore(`${boundaries}${texts.replaceAll("edge", "egde")}`, "{ name: a }", "{ name: b }");
    expect(problemsOfFolder(slip).map((line) => line.replace(/^(\S+) (\S+): .*$/, "$2"))).toEqual([
      `defaults.policyTexts["${ours.replace("edge", "egde")}"]`,
      `defaults.policyTexts["${theirs.replace("edge", "egde")}"]`,
    ]);
  });

  it("code of another kind, and what belongs to it", () => {
    const archive = "  function: { archive: a.zip, handler: a.run, runtime: python3.13 }\n";
    const codeOf = (code: string, link: string) =>
      linksOfFolder({ "links.yaml": `${DEFAULTS}${code}links:\n  - ${link}\n` }).links[0]?.function;
    expect(codeOf(archive, "{ name: a, function: { entry: own.ts } }")).toMatchObject({
      code: { kind: "entry", file: "own.ts" },
      runtime: "nodejs22.x",
    });
    const own = "{ name: a, function: { archive: own.zip, handler: own.run, runtime: ruby3.4 } }";
    const expected = { code: { kind: "archive", file: "own.zip", handler: "own.run" }, runtime: "ruby3.4" };
    expect(codeOf("  function: { entry: a.ts }\n", own)).toMatchObject(expected);
    expect(codeOf("  queries: examples/named-queries/queries\n", own)).toMatchObject(expected);
  });
});
