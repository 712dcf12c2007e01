import { linksOfFolder, problemsOfFolder } from "../../../testing/links/links-folder";

const ACCOUNTS = `  lambdaAccount: { id: "111111111111", region: eu-west-1, profile: lambda }
  redshiftAccount: { id: "222222222222", region: eu-west-1, profile: redshift }
`;
const MAIN = `include: [teams/sales.yaml, teams/stock.yml]
defaults:
${ACCOUNTS}  target: { cluster: warehouse, database: dev }
  tags: { owner: nobody }
links:
  - name: own
`;

test("the links of a file are followed by those of each file that it includes, under its defaults", () => {
  const found = linksOfFolder({
    "env/prod.yaml": MAIN,
    "env/teams/sales.yaml":
      "defaults: { tags: { owner: sales }, target: { dbUser: seller } }\nlinks:\n  - name: sales\n  - name: leads\n    target: { dbUser: hunter }\n",
    "env/teams/stock.yml": "include: [../more/returns.yaml]\nlinks:\n  - name: stock\n",
    "env/more/returns.yaml": "links:\n  - name: returns\n    tags: { cost: '7' }\n",
  });
  expect(found.fileNames).toEqual([
    "env/prod.yaml",
    "env/teams/sales.yaml",
    "env/teams/stock.yml",
    "env/more/returns.yaml",
  ]);
  expect(
    found.links.map(({ name, tags, target }) => [name, tags, "dbUser" in target ? target.dbUser : ""]),
  ).toEqual([
    ["own", { owner: "nobody" }, ""],
    ["sales", { owner: "sales" }, "seller"],
    ["leads", { owner: "sales" }, "hunter"],
    ["stock", { owner: "nobody" }, ""],
    ["returns", { owner: "nobody", cost: "7" }, ""],
  ]);
});

test("a path is from the file that it stands in, that of a default too", () => {
  const { links } = linksOfFolder({
    "env/prod.yaml": MAIN.replace("teams/sales.yaml, teams/stock.yml", "../teams/sales.yaml").replace(
      "  tags:",
      "  queries: queries\n  function: { entry: default.ts }\n  tags:",
    ),
    "teams/sales.yaml":
      "links:\n  - name: sales\n    extend: more.ts\n    function: { entry: own.ts, sampleEvent: e.json }\n",
  });
  const paths = links.map(({ queries, extend, function: { code, sampleEventFile } }) => [
    queries?.folder,
    code?.file,
    extend,
    sampleEventFile,
  ]);
  expect(paths).toEqual([
    ["env/queries", "env/default.ts", undefined, undefined],
    ["env/queries", "teams/own.ts", "teams/more.ts", "teams/e.json"],
  ]);
});

test("a file may hold nothing but what it includes", () => {
  const { links } = linksOfFolder({
    "links.yaml": `include: [a.yaml]\ndefaults:\n${ACCOUNTS}`,
    "a.yaml": "links:\n  - name: a\n    target: { cluster: warehouse, database: dev }\n",
  });
  expect(links.map(({ name }) => name)).toEqual(["a"]);
});

test("a name that the main file has is told with the main file, which counts its links too", () => {
  expect(
    problemsOfFolder({
      "links.yaml": MAIN.replace(", teams/stock.yml", ""),
      "teams/sales.yaml": "links: [{ name: own }]\n",
    }),
  ).toEqual([
    'teams/sales.yaml:1:17 links[0].name: is "own", expected a link name that nothing else takes; links.yaml links[0].name is "own", so rename one of the two',
  ]);
});

test("defaults of an included file are its own alone", () => {
  const { links } = linksOfFolder({
    "links.yaml": MAIN.replace(", teams/stock.yml", ""),
    "teams/sales.yaml": "defaults: { tags: { owner: sales } }\nlinks: [{ name: sales }]\n",
  });
  expect(links.map(({ tags }) => tags.owner)).toEqual(["nobody", "sales"]);
});

test("problems name the file that they are in, the links file's first", () => {
  const problems = problemsOfFolder({
    "links.yaml": MAIN.replace("name: own", "name: Own"),
    "teams/sales.yaml":
      "defaults:\n  redshiftAccount: { region: mars-1 }\nlinks:\n  - name: sales\n    colour: red\n",
    "teams/stock.yml": "links:\n  - name: sales\n  - tags: {}\nrehearsal: {}\n",
  });
  expect(problems.map((line) => line.replace(/one of .*;/, "…;"))).toEqual([
    expect.stringMatching(/^links\.yaml:8:11 links\[0\]\.name: is "Own", expected 1 to 41 lowercase/),
    'teams/sales.yaml:2:30 defaults.redshiftAccount.region: is "mars-1", expected a region like eu-west-1, cn-north-1 or us-gov-west-1; correct it',
    "teams/sales.yaml:5:5 links[0].colour: is not a known field, expected …; remove it or correct its name",
    'teams/stock.yml:2:11 links[0].name: is "sales", expected a link name that nothing else takes; teams/sales.yaml links[0].name is "sales", so rename one of the two',
    expect.stringMatching(/^teams\/stock\.yml:3:5 links\[1\]\.name: is missing, expected 1 to 41 lowercase/),
    "teams/stock.yml:4:1 rehearsal: is not a known field, expected …; remove it or correct its name",
  ]);
});

test.each([
  [
    "one that is missing",
    { "links.yaml": "include:\n  - a.yaml\n  - b.yaml\n", "b.yaml": "links: [{ name: B }]\n" },
    [
      'links.yaml:2:5 include[0]: is "a.yaml", which is missing, expected a readable YAML file with links; create it, or correct the path, which is from links.yaml',
      expect.stringContaining("b.yaml:1:9 links[0]"),
      expect.stringContaining("b.yaml:1:9 links[0]"),
      expect.stringContaining("b.yaml:1:9 links[0]"),
      expect.stringContaining('b.yaml:1:17 links[0].name: is "B"'),
    ],
  ],
  [
    "one that is no YAML",
    { "links.yaml": "include: [a.yaml]\n", "a.yaml": "links: [\n" },
    [expect.stringMatching(/^a\.yaml:2:1: is not valid YAML/)],
  ],
  [
    "one that holds no map",
    { "links.yaml": "include: [a.yaml]\n", "a.yaml": "- name: a\n" },
    [
      expect.stringMatching(/^links\.yaml:1:1 links: is missing/),
      "a.yaml:1:1: is a list, expected a map with the fields defaults, include, links; indent them below it",
    ],
  ],
  [
    "the file itself",
    { "links.yaml": "include: [./links.yaml]\n" },
    [
      'links.yaml:1:11 include[0]: is "./links.yaml", which leads back to itself (links.yaml → links.yaml), expected files that include no file above them; remove one of the entries',
    ],
  ],
  [
    "a circle",
    {
      "links.yaml": "include: [teams/a.yaml]\n",
      "teams/a.yaml": "include: [b.yaml]\n",
      "teams/b.yaml": "include: [a.yaml]\n",
    },
    [
      'teams/b.yaml:1:11 include[0]: is "a.yaml", which leads back to itself (teams/a.yaml → teams/b.yaml → teams/a.yaml), expected files that include no file above them; remove one of the entries',
    ],
  ],
  [
    "one file twice",
    { "links.yaml": "include: [a.yaml, b.yaml]\n", "a.yaml": "links: []\n", "b.yaml": "include: [a.yaml]\n" },
    [
      'b.yaml:1:11 include[0]: is "a.yaml", which links.yaml includes already, expected each file once; remove one of the two',
    ],
  ],
  [
    "what is no path",
    { "links.yaml": "include: [/a.yaml, 7, b.txt]\nlinks: []\n" },
    [
      expect.stringMatching(
        /^links\.yaml:1:11 include\[0\]: is "\/a\.yaml", expected the path of a YAML file/,
      ),
      expect.stringMatching(/^links\.yaml:1:20 include\[1\]: is 7 \(a number\), expected/),
      expect.stringMatching(/^links\.yaml:1:23 include\[2\]: is "b\.txt", expected/),
      expect.stringContaining("links: is an empty list"),
    ],
  ],
])("refuses to include %s", (_, files, expected) => {
  expect(problemsOfFolder(files)).toEqual(expected);
});

test("a key that an included file has twice is told there", () => {
  expect(
    problemsOfFolder({
      "links.yaml": MAIN.replace(", teams/stock.yml", ""),
      "teams/sales.yaml": "links:\n  - name: a\n    name: b\n",
    }),
  ).toEqual([
    "teams/sales.yaml:3:5 links[0].name: is written again, expected each key once in a map; it is on line 2 already, so remove one of the two",
  ]);
});
