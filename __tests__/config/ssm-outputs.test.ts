import { parseLinks } from "../../config/parse-links";
import { BASE, linkWith } from "../../testing/links/links";

test.each<[object, string]>([
  [{}, "/links/analytics"],
  [{ path: "/teams/data/analytics" }, "/teams/data/analytics"],
])("%j leads to %s", (ssmOutputs, path) => {
  expect(linkWith({ ssmOutputs }).ssmOutputs).toEqual({ path });
});

test("an environment is a part of the path", () => {
  const [link] = parseLinks(
    JSON.stringify({ environment: "prod", links: [{ ...BASE, ssmOutputs: {} }] }),
    "links.yaml",
    {},
  );
  expect(link?.ssmOutputs).toEqual({ path: "/links/prod/analytics" });
});

test("without the field nothing is said", () => {
  expect(linkWith()).not.toHaveProperty("ssmOutputs");
});

test.each([
  "links/analytics",
  "/",
  "/links/",
  "/aws/x",
  "/SSM-x",
  "/a b",
  "/a//b",
  "/a/${b}",
  `${"/a".repeat(9)}`,
])("%s is refused", (path) => {
  expect(() => linkWith({ ssmOutputs: { path } })).toThrow(
    /ssmOutputs\.path: is ".*", expected a path of up to eight names like \/links\/analytics/,
  );
});

test("no two links of an account and region have one path", () => {
  const text = (region: string) =>
    JSON.stringify({
      links: [
        { ...BASE, ssmOutputs: {} },
        {
          ...BASE,
          ...{ name: "other", ssmOutputs: { path: "/links/analytics" } },
          lambdaAccount: { ...BASE.lambdaAccount, region },
        },
      ],
    });
  expect(() => parseLinks(text("ap-northeast-1"), "links.yaml", {})).toThrow(
    /links\[1\]\.ssmOutputs\.path: is "\/links\/analytics", expected a parameter path in account 111111111111, ap-northeast-1, that nothing else takes/,
  );
  expect(parseLinks(text("eu-west-1"), "links.yaml", {})).toHaveLength(2);
});
