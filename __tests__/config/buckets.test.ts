import { onlyLink, problemsOfFile, withMore } from "../../testing/links/sample-file";

const KEY = "arn:aws:kms:eu-west-1:111111111111:key/01234567-89ab-cdef-0123-456789abcdef";
const FROM = "copyFrom: [incoming/]";

const buckets = (...lines: readonly string[]) => withMore(`    buckets: [${lines.join(", ")}]`);

test("a bucket gets the lambda account's region, and the roles their names", () => {
  expect(onlyLink(buckets(`{ name: acme-landing, ${FROM} }`)).dataTransfer).toEqual({
    buckets: [
      { name: "acme-landing", region: "eu-west-1", copyFrom: ["incoming/"], unloadTo: [], cleanPath: false },
    ],
    copyRole: { name: "analytics-copy", path: "/" },
    bucketRole: { name: "analytics-bucket", path: "/" },
    dbUser: "IAMR:analytics-data",
  });
});

test("what is written of buckets and roles is kept", () => {
  const boundary = (account: string) => `arn:aws:iam::${account}:policy/boundary`;
  const link = onlyLink(
    withMore(
      `    buckets: [{ name: b.ucket, region: eu-west-3, unloadTo: [a/b/, c/], cleanPath: true }, { name: other, ${FROM}, kmsKeyArn: "${KEY}" }]`,
      `    copyRole: { name: loader, path: /copy/, permissionsBoundaryArn: "${boundary("222222222222")}" }`,
      `    bucketRole: { name: files, path: /files/, permissionsBoundaryArn: "${boundary("111111111111")}" }`,
    ),
  );
  expect(link.dataTransfer).toEqual({
    buckets: [
      { name: "b.ucket", region: "eu-west-3", copyFrom: [], unloadTo: ["a/b/", "c/"], cleanPath: true },
      {
        name: "other",
        region: "eu-west-1",
        copyFrom: ["incoming/"],
        unloadTo: [],
        cleanPath: false,
        kmsKeyArn: KEY,
      },
    ],
    copyRole: { name: "loader", path: "/copy/", permissionsBoundaryArn: boundary("222222222222") },
    bucketRole: { name: "files", path: "/files/", permissionsBoundaryArn: boundary("111111111111") },
    dbUser: "IAMR:analytics-data",
  });
});

const PREFIX =
  "expected the beginning of keys, ending with a slash, like incoming/: letters, digits and !_.()=+@,:~&- between slashes, without ..; correct it";

test.each([
  ["", "/", "incoming", "/incoming/", "a//b/", "../up/", "a/../b/", "./a/"],
  ["a..b/", "..a/", "a../", "a/.../", "a/./b/"],
  ["in*/", "in?/", "$" + "{aws:x}/", "a b/", "a'/", "a%2f/", "ä/", 'a"/'],
])("a prefix that ARNs, statements or URLs read otherwise is refused: %s %s %s", (...prefixes) => {
  for (const prefix of prefixes) {
    const written = JSON.stringify(prefix);
    expect(problemsOfFile(buckets(`{ name: acme-landing, copyFrom: [${written}] }`))).toEqual([
      expect.stringContaining(`links[0].buckets[0].copyFrom[0]: is ${written}, ${PREFIX}`),
    ]);
  }
});

test.each([
  ["192.168.5.4", "xn--acme", "sthree-acme", "amzn-s3-demo-acme", "a..b", "-acme", "acme."],
  ["acme-s3alias", "acme--ol-s3", "acme.mrap", "acme--x-s3", "acme--table-s3"],
])("a name that no general purpose bucket has is refused: %s %s %s", (...names) => {
  for (const name of names) {
    expect(problemsOfFile(buckets(`{ name: "${name}", ${FROM} }`))).toEqual([
      expect.stringContaining(`links[0].buckets[0].name: is "${name}", expected 3 to 63 lowercase letters, `),
    ]);
  }
});

test("a place within another of its list is refused, one of the other list is not", () => {
  const places = "copyFrom: [a/b/, a/, c/, a/], unloadTo: [a/, ab/]";
  const covered = (index: number, value: string) =>
    expect.stringContaining(
      `links[0].buckets[0].copyFrom[${index}]: is "${value}", which begins with "a/" of the same list, expected each place once; `,
    );
  expect(problemsOfFile(buckets(`{ name: acme-landing, ${places} }`))).toEqual([
    covered(0, "a/b/"),
    covered(3, "a/"),
  ]);
});

test.each([
  [
    buckets("{ name: acme-landing }"),
    "buckets[0]: has neither copyFrom nor unloadTo, expected one of them; ",
  ],
  [buckets(`{ name: Acme, ${FROM} }`), 'buckets[0].name: is "Acme", expected 3 to 63 lowercase letters, '],
  [
    buckets(`{ name: acme-landing, ${FROM} }`, `{ name: acme-landing, ${FROM} }`),
    'buckets[1].name: is "acme-landing", expected each bucket once; ',
  ],
  [
    buckets(`{ name: acme-landing, ${FROM}, cleanPath: true }`),
    "buckets[0].cleanPath: is true without unloadTo, expected both; ",
  ],
  [
    buckets(`{ name: acme-landing, ${FROM}, region: cn-north-1 }`),
    'buckets[0].region: is "cn-north-1", expected a region of partition aws as the lambda account; ',
  ],
  [
    buckets(`{ name: acme-landing, ${FROM}, region: eu-west-3, kmsKeyArn: "${KEY}" }`),
    `buckets[0].kmsKeyArn: is "${KEY}", expected region eu-west-3 instead of eu-west-1; `,
  ],
  [
    withMore(`    buckets: [{ name: acme-landing, ${FROM} }]`, "    copyRole: { dbUser: other }"),
    "copyRole.dbUser: is there without target.secretArn, expected it with a secret alone: ",
  ],
  [
    withMore(`    buckets: [{ name: acme-landing, ${FROM} }]`, "    bucketRole: { name: 'a,b' }"),
    'bucketRole.name: is "a,b", expected one without a comma, ',
  ],
  [
    withMore(`    buckets: [{ name: acme-landing, ${FROM} }]`, "    copyRole: { name: analytics-data }"),
    'copyRole.name: is "analytics-data", expected a role name in account 222222222222 (IAM ignores case) that nothing else takes; ',
  ],
  [
    withMore(`    buckets: [{ name: acme-landing, ${FROM} }]`, "    bucketRole: { name: Analytics-Query }"),
    'bucketRole.name: is "Analytics-Query", expected a role name in account 111111111111 (IAM ignores case) that nothing else takes; ',
  ],
  [withMore("    copyRole: {}"), "copyRole: is there without buckets, expected both or none; "],
  [withMore("    bucketRole: {}"), "bucketRole: is there without buckets, expected both or none; "],
  [withMore("    buckets: []"), "buckets: is an empty list, expected a list of 1 to 10 buckets; "],
])("%#: what does not go together is refused", (file, problem) => {
  expect(problemsOfFile(file)).toEqual([expect.stringContaining(`links[0].${problem}`)]);
});

test("who makes the other roles and the function does not matter: the two roles between are the link's", () => {
  const file = withMore(
    `    buckets: [{ name: acme-landing, ${FROM} }]`,
    "    queryRole: { name: q, existing: true }",
    "    function: { name: fn, existing: true }",
    "    dataRole: { name: d, existing: true }",
  );
  expect(problemsOfFile(file)).toEqual([]);
});
