import { problemsOfFolder } from "../../testing/links/links-folder";

const file = (...links: readonly string[]) => `defaults:
  lambdaAccount: { id: "111111111111", region: eu-west-1, profile: lambda }
  redshiftAccount: { id: "222222222222", region: eu-west-1, profile: redshift }
  target: { cluster: warehouse, database: dev }
links:
${links.map((link) => `  - { ${link} }\n`).join("")}`;
const problems = (...links: readonly string[]) => problemsOfFolder({ "links.yaml": file(...links) });

const bucket = (rest: string, name = "lake") => `buckets: [{ name: ${name}, ${rest} }]`;
const CLEANS = bucket("unloadTo: [exports/], cleanPath: true");

test.each(["exports/", "exports/daily/"])("no link cleans exports/ where another one writes %s", (prefix) => {
  expect(problems(`name: sales, ${bucket(`unloadTo: [${prefix}]`)}`, `name: stock, ${CLEANS}`)).toEqual([
    `links.yaml:7:55 links[1].buckets[0].unloadTo[0]: is "exports/" with cleanPath, expected a place where no other link writes; links[0].buckets[0].unloadTo[0] is "${prefix}", whose files UNLOAD with CLEANPATH would delete: choose another prefix, or take cleanPath out`,
  ]);
});

test.each([
  ["it loads from there: an export made anew each time", bucket("copyFrom: [exports/]")],
  ["it writes beside it", bucket("unloadTo: [exports-daily/]")],
  ["it writes above it, where nothing is cleaned", bucket("unloadTo: [all/]")],
  ["it is another bucket", bucket("unloadTo: [exports/]", "other")],
])("a link may clean when of another link %s", (_, other) => {
  expect(problems(`name: sales, ${other}`, `name: stock, ${CLEANS}`)).toEqual([]);
});

const http = (name: string, more = "") =>
  `name: ${name}, backend: { type: http, address: "https://states.example.com/${name}"${more} }`;

// https://developer.hashicorp.com/terraform/language/backend/http: lock_address is asked with LOCK, unlock_address with UNLOCK.
test.each([
  ["lockAddress", ', lockAddress: "https://states.example.com/sales"', "7:101"],
  [
    "unlockAddress",
    ', lockAddress: "https://states.example.com/stock/lock", unlockAddress: "https://states.example.com/sales"',
    "7:157",
  ],
])("%s is not another link's state", (field, more, position) => {
  expect(problems(http("sales"), http("stock", more))).toEqual([
    `links.yaml:${position} links[1].backend.${field}: is "https://states.example.com/sales", expected a lock of this link's state; links[0].backend.address is the same, so Terraform would lock that state and not this one: correct it`,
  ]);
});

test("a service may lock at the state's own address", () => {
  expect(problems(http("sales", ', lockAddress: "https://states.example.com/sales"'), http("stock"))).toEqual(
    [],
  );
});
