import { parseLinks } from "../../config/parse-links";
import { BASE, linkWith } from "../../testing/links/links";

test.each<[object, string]>([
  [{}, "/links/analytics"],
  [{ path: "/teams/data/analytics" }, "/teams/data/analytics"],
])("%j leads to %s", (ssmOutputs, path) => {
  expect(linkWith({ ssmOutputs }).ssmOutputs).toEqual({ path });
});

const KEY = "arn:aws:kms:ap-northeast-1:111111111111:key/01234567-89ab-cdef-0123-456789abcdef";

test("a key beside the path, or by itself", () => {
  expect(linkWith({ ssmOutputs: { kmsKeyArn: KEY } }).ssmOutputs).toEqual({
    path: "/links/analytics",
    kmsKeyArn: KEY,
  });
});

test.each([
  [KEY.replace("ap-northeast-1", "eu-west-1"), "region ap-northeast-1 instead of eu-west-1"],
  [KEY.replace("111111111111", "222222222222"), "account 111111111111 instead of 222222222222"],
])("a key that is not where the parameters are is refused: %s", (kmsKeyArn, expected) => {
  expect(() => linkWith({ ssmOutputs: { kmsKeyArn } })).toThrow(`expected ${expected}`);
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
