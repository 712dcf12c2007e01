import { onlyLink, problemsOfFile, withMore } from "../../testing/links/sample-file";

const sample = (fields: string) => withMore(`    function: { ${fields} }`);

test("paths may lead out of the project's folder", () => {
  const { function: called, queries } = onlyLink(
    `${sample("entry: ../../team/handler.ts")}\n    queries: ../../team/queries\n`,
  );
  expect([called.code, queries?.folder]).toEqual([
    { kind: "entry", file: "../../team/handler.ts" },
    "../../team/queries",
  ]);
});

test("a link has the project's own function unless it says otherwise", () => {
  expect(onlyLink(withMore()).function).not.toHaveProperty("code");
});

test("files are named from the links file", () => {
  expect(
    onlyLink(sample("entry: functions/report/handler.ts, sampleEvent: ../event.json")).function,
  ).toMatchObject({
    code: { kind: "entry", file: "functions/report/handler.ts" },
    sampleEventFile: "../event.json",
    runtime: "nodejs22.x",
  });
  expect(
    onlyLink(sample("archive: build/report.zip, handler: report.run, runtime: python3.13")).function,
  ).toMatchObject({
    code: { kind: "archive", file: "build/report.zip", handler: "report.run" },
    runtime: "python3.13",
  });
});

test.each([
  [
    "entry: a.ts, archive: b.zip, handler: x.y, runtime: java21",
    ['archive: is "b.zip" beside entry, expected only one of the two; remove one'],
  ],
  [
    "archive: b.zip",
    [
      'archive: is "b.zip" without handler, expected what Lambda calls in it; add handler, for example report.lambda_handler',
      'archive: is "b.zip" without runtime, expected Lambda\'s runtime of its language; add runtime',
    ],
  ],
  [
    "entry: a.ts, handler: x.y, runtime: python3.13",
    [
      'handler: is "x.y" without archive, expected none: what the project bundles is called handler; remove it, or add archive',
      'runtime: is "python3.13" without archive, expected nodejs22.x or nodejs24.x; choose one, or add archive',
    ],
  ],
  [
    "entry: a.py",
    [
      'entry: is "a.py", expected the path of a .ts or .js file from this file, with / between its parts, of letters (a to z), digits, spaces and _.@+=,~-; correct it',
    ],
  ],
  [
    "entry: /a.ts",
    [
      'entry: is "/a.ts", expected the path of a .ts or .js file from this file, with / between its parts, of letters (a to z), digits, spaces and _.@+=,~-; correct it',
    ],
  ],
  [
    'entry: "${a}.ts"',
    [
      'entry: is "${a}.ts", expected the path of a .ts or .js file from this file, with / between its parts, of letters (a to z), digits, spaces and _.@+=,~-; correct it',
    ],
  ],
  [
    'archive: b.zip, handler: "x y", runtime: java21',
    ['handler: is "x y", expected 1 to 128 letters, digits and _.:/@$- without spaces; correct it'],
  ],
])("%s", (fields, problems) => {
  const found = problemsOfFile(sample(fields)).map((problem) =>
    problem.replace(/^links\.yaml:13:\d+ links\[0\]\.function\./, ""),
  );
  expect(found).toEqual(problems);
});
