import { keyPattern } from "../../states/key-pattern";

test.each([
  ["analytics/terraform.tfstate", "", "/terraform.tfstate", "old", true],
  ["links/analytics.tfstate", "links/", ".tfstate", "Old", false],
  ["analytics/prod/analytics/state", "", "/prod/analytics/state", "old", true],
  ["my-analytics/terraform.tfstate", "my-analytics/", ".tfstate", "x", true],
  ["prod/state.json", "prod/", ".json", "Any thing", true],
  ["prod/state", "prod/", "", "a/b", false],
  ["a.b/state", "a.b/", "", "x", true],
  ["state", "", "", "x", true],
])(
  "keys like %s begin with %p, end with %p, and %p between them is a name: %p",
  (key, prefix, suffix, name, fits) => {
    const pattern = keyPattern(key, "analytics");
    expect([pattern.prefix, pattern.suffix, pattern.name.test(name)]).toEqual([prefix, suffix, fits]);
  },
);

test.each(["a", "terraform", "tfstate"])("link %s is not found in the name of the object", (name) => {
  const { prefix, suffix } = keyPattern(`${name}/terraform.tfstate`, name);
  expect([prefix, suffix]).toEqual(["", "/terraform.tfstate"]);
});
