import { problemsOfFile, SAMPLE } from "../../testing/links/sample-file";

/** Two links; the second begins on line 12, its target on line 19, its further lines on line 22. */
function two(secondName: string, ...second: readonly string[]): string {
  const other = SAMPLE.replace("links:\n", "").replace("name: analytics", `name: ${secondName}`);
  return `${SAMPLE}${other}${second.join("\n")}\n`;
}

test("two links of different names share nothing", () => {
  expect(problemsOfFile(two("sales"))).toEqual([]);
});

test("fails once on two links of one name, not again for every default", () => {
  expect(problemsOfFile(two("analytics"))).toEqual([
    'links.yaml:13:11 links[1].name: is "analytics", expected a link name that nothing else takes; links[0].name is "analytics", so rename one of the two',
  ]);
});

test("fails on role names that differ in case only", () => {
  expect(problemsOfFile(two("sales", "    queryRole: { name: Analytics-Query }"))).toEqual([
    'links.yaml:24:24 links[1].queryRole.name: is "Analytics-Query", expected a role name in account 111111111111 (IAM ignores case) that nothing else takes; links[0].queryRole.name is "analytics-query", so rename one of the two',
  ]);
});

test("fails on data roles of one name, even under two paths", () => {
  expect(problemsOfFile(two("sales", "    dataRole: { name: analytics-data, path: /x/ }"))).toEqual([
    'links.yaml:24:23 links[1].dataRole.name: is "analytics-data", expected a role name in account 222222222222 (IAM ignores case) that nothing else takes; links[0].dataRole.name is "analytics-data", so rename one of the two',
  ]);
});

test("one role name in two accounts is fine", () => {
  expect(problemsOfFile(two("sales", "    queryRole: { name: analytics-data }"))).toEqual([]);
});

test("fails on a query role and a data role of one name in one account", () => {
  const text = `${SAMPLE.replace("222222222222", "111111111111")}    sameAccount: true
    queryRole: { name: both }
    dataRole: { name: both }
`;
  expect(problemsOfFile(text)).toEqual([
    'links.yaml:15:23 links[0].dataRole.name: is "both", expected a role name in account 111111111111 (IAM ignores case) that nothing else takes; links[0].queryRole.name is "both", so rename one of the two',
  ]);
});

test("fails when a default meets a chosen name, and points at the link that has the default", () => {
  const first = SAMPLE.concat("    function: { name: sales-query }\n");
  const second = SAMPLE.replace("links:\n", "").replace("name: analytics", "name: sales");
  expect(problemsOfFile(first.concat(second))).toEqual([
    'links.yaml:14:5 links[1].function.name: is "sales-query" by default, expected a function name in account 111111111111, eu-west-1, that nothing else takes; links[0].function.name is "sales-query", so rename one of the two',
  ]);
});

test("one function name in two regions is fine", () => {
  const text = two("sales", "    function: { name: analytics-query }");
  const [head, tail] = [text.slice(0, SAMPLE.length), text.slice(SAMPLE.length)];
  expect(problemsOfFile(`${head}${tail.replace("region: eu-west-1", "region: eu-west-2")}`)).toEqual([]);
});

test("fails on two links with one state object", () => {
  const backend = "    backend: { type: s3, bucket: state, region: eu-west-1, key: shared.tfstate }";
  const first = SAMPLE.concat(`${backend}\n`);
  const second = SAMPLE.replace("links:\n", "")
    .replace("name: analytics", "name: sales")
    .concat(`${backend}\n`);
  expect(problemsOfFile(first.concat(second))).toEqual([
    'links.yaml:25:65 links[1].backend.key: is "shared.tfstate", expected a state key in bucket state that nothing else takes; links[0].backend.key is "shared.tfstate", so rename one of the two',
  ]);
});

const stateOf = (key: string) => `    backend: { type: s3, bucket: state, region: eu-west-1, key: ${key} }`;

test.each([
  ["x.tflock", "x", ', which is the lock file "x.tflock"'],
  ["x", "x.tflock", ', whose lock file is "x.tflock"'],
])("fails on state %s beside state %s: one is the other's lock file", (first, second, why) => {
  const text = `${SAMPLE}${stateOf(first)}\n${two("sales", stateOf(second)).slice(SAMPLE.length)}`;
  expect(problemsOfFile(text)).toEqual([
    `links.yaml:25:65 links[1].backend.key: is "${second}", expected a state key in bucket state that nothing else takes; links[0].backend.key is "${first}"${why}, so rename one of the two`,
  ]);
});

test("fails on a state that is the lock file of another link's default state", () => {
  const first = `${SAMPLE}    backend: { type: s3, bucket: state, region: eu-west-1 }\n`;
  const second = two("sales", stateOf("analytics/terraform.tfstate.tflock")).slice(SAMPLE.length);
  expect(problemsOfFile(`${first}${second}`)).toHaveLength(1);
});

test("a refused name takes nothing, and neither do the defaults of a refused link name", () => {
  const problems = problemsOfFile(two("Analytics", "    queryRole: { name: '*' }"));
  expect(problems.map((line) => line.split(": is ")[0])).toEqual([
    "links.yaml:13:11 links[1].name",
    "links.yaml:24:24 links[1].queryRole.name",
  ]);
});
