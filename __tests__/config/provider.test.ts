import { linksOfFolder, problemsOfFolder } from "../../testing/links/links-folder";

const file = (provider: string, link = "") => ({
  "links.yaml": `defaults:
  lambdaAccount: { id: "111111111111", region: eu-west-1, profile: lambda }
  redshiftAccount: { id: "222222222222", region: eu-west-1, profile: redshift }
  target: { cluster: warehouse, database: dev }
  provider: ${provider}
links:
  - name: sales
${link}`,
});
const AT = "links.yaml:5:24 defaults.provider.version: is";

test("links have the provider of their defaults, and each its own version", () => {
  const { links } = linksOfFolder(
    file(
      "{ version: 6.25.0, platforms: [linux_arm64] }",
      "  - name: stock\n    provider: { version: 5.100.0 }\n  - name: plain\n    provider: { platforms: [darwin_arm64] }\n",
    ),
  );
  expect(links.map(({ provider }) => provider)).toEqual([
    { version: "6.25.0", platforms: ["linux_arm64"] },
    { version: "5.100.0", platforms: ["linux_arm64"] },
    { version: "6.25.0", platforms: ["darwin_arm64"] },
  ]);
});

test("a link that says nothing of it has none", () => {
  const { links } = linksOfFolder({
    "links.yaml": file("{}")["links.yaml"].replace("  provider: {}\n", ""),
  });
  expect(links.map((link) => Object.keys(link).includes("provider"))).toEqual([false]);
});

const EXACT =
  "expected one exact version, like 6.25.0; write all three numbers, without a sign and zeros before them";
const ANY = "expected a version >= 5.100.0, < 7.0.0, which the project is made for; write one of those";

test.each([
  ["6.25", `${AT} 6.25 (a number), ${EXACT}`],
  ['">= 6.25.0"', `${AT} ">= 6.25.0", ${EXACT}`],
  ["5.99.1", `${AT} "5.99.1", ${ANY}`],
  ["4.67.0", `${AT} "4.67.0", ${ANY}`],
  ["7.0.0", `${AT} "7.0.0", ${ANY}`],
])("the version %s is refused", (version, problem) => {
  expect(problemsOfFolder(file(`{ version: ${version} }`))).toEqual([problem]);
});

test.each([
  ["nodejs24.x", "", "6.18.9", "6.19.0"],
  ["python3.14", ", archive: a.zip, handler: a.b", "6.19.0", "6.20.0"],
  ["java25", ", archive: a.zip, handler: a.b", "5.100.0", "6.20.0"],
])("%s and a version that refuses it exclude each other", (runtime, more, version, oldest) => {
  const of = (pinned: string) =>
    problemsOfFolder(file(`{ version: ${pinned} }`, `    function: { runtime: ${runtime}${more} }\n`));
  expect(of(version)).toEqual([
    `${AT} "${version}", expected a version >= ${oldest}, < 7.0.0, which function.runtime "${runtime}" needs; write one of those, or choose another runtime`,
  ]);
  expect(of(oldest)).toEqual([]);
});

test("a platform is called as Terraform calls it", () => {
  expect(problemsOfFolder(file("{ platforms: [linux] }"))).toEqual([
    'links.yaml:5:27 defaults.provider.platforms[0]: is "linux", expected a platform as Terraform calls it, like linux_amd64 or darwin_arm64; correct it',
  ]);
  expect(problemsOfFolder(file("{ platforms: [] }"))).toEqual([
    "links.yaml:5:26 defaults.provider.platforms: is an empty list, expected a list of platforms; begin each with `- `",
  ]);
});
