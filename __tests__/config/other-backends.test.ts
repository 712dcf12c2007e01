import { linksOfFolder, problemsOfFolder } from "../../testing/links/links-folder";

const file = (backend: string, environment = "", more = "") => `${environment}defaults:
  lambdaAccount: { id: "111111111111", region: eu-west-1, profile: lambda }
  redshiftAccount: { id: "222222222222", region: eu-west-1, profile: redshift }
  target: { cluster: warehouse, database: dev }
  backend: ${backend}
links:
  - name: sales
  - name: stock
${more}`;
const problems = (...args: Parameters<typeof file>) => problemsOfFolder({ "links.yaml": file(...args) });

test.each([
  ["{ type: remote, organization: o }", ["prod_sales", "prod_stock"]],
  ["{ type: gcs, bucket: states }", ["prod/sales", "prod/stock"]],
  [
    "{ type: azurerm, storageAccountName: states, containerName: links }",
    ["prod/sales/terraform.tfstate", "prod/stock/terraform.tfstate"],
  ],
])("with %s each link and environment has a state of its own", (backend, places) => {
  const { links } = linksOfFolder({ "links.yaml": file(backend, "environment: prod\n") });
  expect(
    links.map(({ backend: of }) => {
      if (of.type === "remote") return of.workspace;
      return of.type === "gcs" ? of.prefix : of.type === "azurerm" ? of.key : of.type;
    }),
  ).toEqual(places);
});

test.each(["remote, organization: o", "gcs, bucket: states"])(
  "no environment and link of %s share the state of others by default: neither name has the sign between them",
  (backend) => {
    const placeOf = (environment: string, name: string) => {
      const text = file(`{ type: ${backend} }`, `environment: ${environment}\n`).replace(
        "- name: sales",
        `- name: ${name}`,
      );
      return linksOfFolder({ "links.yaml": text }).links[0]?.backend;
    };
    expect(placeOf("eu", "west-sales")).not.toEqual(placeOf("eu-west", "sales"));
  },
);

const ONE = "so write one in each link in the place of the default";

test.each([
  [
    "{ type: remote, organization: o, workspace: one }",
    `links.yaml:5:53 defaults.backend.workspace: is "one", expected a workspace of organization o at app.terraform.io (which ignores case) that nothing else takes; defaults.backend.workspace is "one", ${ONE}`,
  ],
  [
    "{ type: gcs, bucket: states, prefix: one }",
    `links.yaml:5:49 defaults.backend.prefix: is "one", expected a state prefix in bucket states that nothing else takes; defaults.backend.prefix is "one", ${ONE}`,
  ],
  [
    "{ type: azurerm, storageAccountName: abc, containerName: links, key: one }",
    `links.yaml:5:81 defaults.backend.key: is "one", expected a state key in container abc/links that nothing else takes; defaults.backend.key is "one", ${ONE}`,
  ],
  [
    "{ type: http, address: https://a.example.com/one }",
    `links.yaml:5:35 defaults.backend.address: is "https://a.example.com/one", expected a state address that nothing else takes; defaults.backend.address is "https://a.example.com/one", ${ONE}`,
  ],
])("two links in one state are refused: %s", (backend, expected) => {
  expect(problems(backend).map((line) => line.replace(/:5:\d+/, ""))).toEqual([
    expected.replace(/:5:\d+/, ""),
  ]);
});

test("a place that does not say the environment is refused", () => {
  expect(problems("{ type: gcs, bucket: states, prefix: one }", "environment: prod\n")[0]).toContain(
    'defaults.backend.prefix: is "one", expected prefix with the environment "prod", whose states it is kept apart by; write it as ${environment}, or leave it out',
  );
});

test.each([
  "https://user:secret@a.example.com/one",
  "https://a.example.com/one?token=secret",
  "http://a.example.com/one",
  "https://a.example.com/one#secret",
])("an address that could hold a credential, or shows the state to everybody, is refused: %s", (address) => {
  const [problem] = problems(`{ type: http, address: "${address}" }`);
  expect(problem).toContain("expected an https:// address without user");
  // What a pipeline logs is read by others.
  expect(problem).not.toContain("secret");
});

test.each([
  "https://A.example.com/one",
  "https://a.example.com:443/one",
  "https://a.example.com/./one",
  "https://a.example.com/two/../one",
  "https://a.example.com//one",
  "https://a.example.com/%6Fne",
  "https://a.example.com/a%2fone",
  "https://a.example.com/%zz",
])("an address that another one may stand for is refused: %s", (address) => {
  expect(problems(`{ type: http, address: "${address}" }`)[0]).toContain("as a browser shows it");
});

test.each(["https://a.example.com:8443/p/1%2Fsales/", "https://git.example.com/api/v4/a.b~c/%C3%A9"])(
  "an address in its one form is taken: %s",
  (address) => {
    expect(problems(`{ type: http, address: "${address}" }`)[0]).toContain("a state address that nothing");
  },
);

/** Problems of two links, each with a backend of its own. */
const apart = (one: string, other: string) =>
  problemsOfFolder({
    "links.yaml": file(one)
      .replace(/^ {2}backend: .*\n/m, "")
      .replace("sales", `sales\n    backend: ${one}`)
      .replace("stock", `stock\n    backend: ${other}`),
  });

test("a workspace is one whatever the case of its names, and another one on another host", () => {
  const workspace = (more: string) => `{ type: remote, ${more} }`;
  const acme = workspace("organization: acme, workspace: sales");
  expect(apart(acme, workspace("organization: Acme, workspace: Sales"))).toEqual([
    expect.stringContaining(
      'backend.workspace: is "Sales", expected a workspace of organization acme at app',
    ),
  ]);
  expect(apart(acme, workspace("organization: acme, workspace: sales, hostname: tfe.acme.example"))).toEqual(
    [],
  );
});

test.each(["a//b", "../a", "a/./b", "a/.."])(
  "a key whose parts somebody may take out is refused: %s",
  (key) => {
    for (const backend of [
      `{ type: s3, bucket: states, region: eu-west-1, key: ${key} }`,
      `{ type: gcs, bucket: states, prefix: ${key} }`,
      `{ type: azurerm, storageAccountName: abc, containerName: links, key: ${key} }`,
    ]) {
      expect(problems(backend)[0]).toContain(
        "with one slash between its parts, none of them . or ..; correct it",
      );
    }
  },
);
