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
    `links.yaml:5:53 defaults.backend.workspace: is "one", expected a workspace of organization o that nothing else takes; defaults.backend.workspace is "one", ${ONE}`,
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
])("an address that could hold a credential, or shows the state to everybody, is refused: %s", (address) => {
  expect(problems(`{ type: http, address: "${address}" }`)[0]).toContain(
    "expected an https:// address without user",
  );
});
