import { onlyLink, problemsOfFile, SAMPLE } from "../../testing/links/sample-file";

const EMPTY =
  "links.yaml:1:1: is empty, expected a map with the list links; add one link with `links:` and `- name:`";
const LIST = "expected a list with at least one link; begin it with `- name:`";

test.each([
  ["an empty file", "", [EMPTY]],
  ["a file of comments", "# nothing yet\n", [EMPTY]],
  ["a file of blanks", "\n\n  \n", [EMPTY]],
  [
    "a list at the top",
    "- name: a\n",
    [
      "links.yaml:1:1: is a list, expected a map with the fields environment, defaults, include, links, rehearsal; indent them below it",
    ],
  ],
  ["no list", "links:\n", [`links.yaml:1:1 links: is empty, ${LIST}`]],
  ["a map for the list", "links: { name: a }\n", [`links.yaml:1:8 links: is a map, ${LIST}`]],
  [
    "another key",
    "link: []\n",
    [
      `links.yaml:1:1 links: is missing, ${LIST}`,
      "links.yaml:1:1 link: is not a known field, expected one of environment, defaults, include, links, rehearsal; did you mean links?",
    ],
  ],
  [
    "a text for a link",
    "links:\n  - analytics\n",
    [
      'links.yaml:2:5 links[0]: is "analytics", expected a map with the fields name, lambdaAccount, redshiftAccount, sameAccount, target, queryRole, dataRole, trust, permissions, policyTexts, function, queries, rawSql, buckets, copyRole, bucketRole, tags, backend, provider, ssmOutputs, extend, review, drift; indent them below it',
    ],
  ],
])("fails on %s", (_what, text, expected) => {
  expect(problemsOfFile(text)).toEqual(expected);
});

test.each([
  [
    "links: [\n",
    "2:1: is not valid YAML (Flow sequence in block collection must be sufficiently indented and end with a ]), expected one YAML document; correct it here",
  ],
  [
    "links:\n  - name: a\n   b: c\n",
    "3:1: is not valid YAML (Sequence item without - indicator), expected one YAML document; correct it here",
  ],
  [
    "links:\n  - name: a\n    ? [b]\n    : c\n",
    "3:7: is not valid YAML (a map or a list stands as a key), expected one YAML document; correct it here",
  ],
  [
    "links: &l [a]\n? *l\n: c\n",
    "2:3: is not valid YAML (a map or a list stands as a key), expected one YAML document; correct it here",
  ],
  [
    "links: *none\n",
    "1:8: is not valid YAML (no anchor &none before this alias), expected one YAML document; correct it here",
  ],
  [
    "links: !secret x\n",
    "1:8: is not valid YAML (Unresolved tag: !secret), expected one YAML document; correct it here",
  ],
  [
    "links: []\n---\nlinks: []\n",
    "2:1: is not valid YAML (Source contains multiple documents; please use YAML.parseAllDocuments()), expected one YAML document; correct it here",
  ],
])("fails on the syntax of %j", (text, expected) => {
  expect(problemsOfFile(text)).toContain(`links.yaml:${expected}`);
});

test("a text with ${…} that stands unquoted in braces is one mistake, with what to do", () => {
  const text = `links:
  - name: a
    queryRole: { name: reader-\${environment}, path: /acme/ }
    dataRole: { name: data, path: /acme/ }
    target: { cluster: warehouse, database: dev }
`;
  expect(problemsOfFile(text)).toEqual([
    "links.yaml:3:32: is not valid YAML (Unexpected flow-map-start at node end), expected one YAML document; put the text that holds ${…} in quotes, because within braces and brackets a { begins a map of its own",
  ]);
});

test("fails on keys written twice, at every depth, beside the other problems", () => {
  const text = SAMPLE.replace("name: analytics", "name: Bad\n    name: analytics").concat(
    "    tags:\n      a: x\n      a: y\n    tags: {}\n",
  );
  expect(problemsOfFile(text)).toEqual([
    "links.yaml:3:5 links[0].name: is written again, expected each key once in a map; it is on line 2 already, so remove one of the two",
    "links.yaml:16:7 links[0].tags.a: is written again, expected each key once in a map; it is on line 15 already, so remove one of the two",
    "links.yaml:17:5 links[0].tags: is written again, expected each key once in a map; it is on line 14 already, so remove one of the two",
  ]);
});

const SHARED = `links:
  - &first
    name: analytics
    lambdaAccount: &lambda
      id: "111111111111"
      region: eu-west-1
    redshiftAccount:
      <<: *lambda
      id: "222222222222"
      profile: redshift
    target: &target { cluster: warehouse, database: dev }
`;

test("aliases and merge keys are read as what they stand for", () => {
  expect(onlyLink(SHARED).redshiftAccount).toEqual({
    id: "222222222222",
    region: "eu-west-1",
    profile: "redshift",
  });
});

test("a problem of a merged or aliased value points at where it is written", () => {
  const text = SHARED.replace("database: dev", "database: d*").replace("region: eu-west-1", "region: mars-1");
  const second = '  - <<: *first\n    name: sales\n    dataRole: { name: "" }\n    target: *target\n';
  const places = problemsOfFile(text.concat(second)).map((line) => line.split(": is ")[0]);
  expect(places).toEqual([
    "links.yaml:6:15 links[0].lambdaAccount.region",
    "links.yaml:6:15 links[0].redshiftAccount.region",
    "links.yaml:6:15 links[1].lambdaAccount.region",
    "links.yaml:6:15 links[1].redshiftAccount.region",
    "links.yaml:11:53 links[0].target.database",
    "links.yaml:11:53 links[1].target.database",
    "links.yaml:14:23 links[1].dataRole.name",
  ]);
});

test.each([
  ["a list that holds itself", "links: &all [*all]\n"],
  ["a map that holds itself", "links:\n  - backend: &me { type: x, more: *me }\n"],
])("ends on %s", (_what, text) => {
  expect(problemsOfFile(text).length).toBeGreaterThan(0);
});

test("fails on aliases that multiply excessively", () => {
  const levels = Array.from(
    { length: 9 },
    (_, i) => `l${i + 1}: &l${i + 1} [${Array(9).fill(`*l${i}`).join(", ")}]`,
  );
  expect(problemsOfFile(["l0: &l0 [x]", ...levels, "links: *l9", ""].join("\n"))).toEqual([
    "links.yaml:1:1: is not valid YAML (Excessive alias count indicates a resource exhaustion attack), expected one YAML document; correct it here",
  ]);
});

test("Windows line ends and a byte order mark move no column", () => {
  const text = `\uFEFF${SAMPLE}`.replace("database: dev", "database: d*").replaceAll("\n", "\r\n");
  expect(problemsOfFile(text)[0]).toMatch(/^links\.yaml:12:17 links\[0\]\.target\.database: /);
});

test("a number or a truth value in quotes is told as that", () => {
  const text = SAMPLE.concat('    rawSql: "false"\n    function: { memoryMegabytes: "512" }\n');
  expect(problemsOfFile(text)).toEqual([
    'links.yaml:13:13 links[0].rawSql: is "false" (a text), expected true or false; take the quotes away',
    'links.yaml:14:34 links[0].function.memoryMegabytes: is "512" (a text), expected a whole number from 128 to 10240 (megabytes); take the quotes away',
  ]);
});
