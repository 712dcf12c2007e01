import { asksFor, neededPermissions } from "../../../access/link/transfer/needed-permissions";
import { BUCKETS } from "../../../testing/links/bucket-link";
import { linkWith } from "../../../testing/links/links";
import { Synth } from "../../../testing/links/synth-stack";
import { readLink } from "../../../tools/lib/link/read-link";

/** What the bucket role of a link with these buckets may do: action and resource, with the keys of its conditions. */
function needed(buckets: readonly object[]): readonly string[] {
  const { transfer } = readLink(new Synth(linkWith({ buckets })).json);
  if (transfer === undefined) throw new Error("the link has buckets");
  return neededPermissions(transfer, "bucket").map(
    ({ action, resource, conditions }) =>
      `${action} ${resource} ${conditions.map(([, key, ...values]) => `${key}=${values}`).join(" ")}`,
  );
}

const LANDING = "arn:aws:s3:::acme-landing";
const OWNED = "aws:ResourceAccount=111111111111";

test("the bucket role needs what its buckets say, and deletes where they say so alone", () => {
  const { cleanPath: _, kmsKeyArn, ...plain } = BUCKETS[0];
  const list = `s3:listbucket ${LANDING} s3:prefix=incoming/*,exports/* ${OWNED}`;
  const objects = [
    `s3:getobject ${LANDING}/incoming/* ${OWNED}`,
    `s3:getobject ${LANDING}/exports/* ${OWNED}`,
    `s3:putobject ${LANDING}/exports/* ${OWNED}`,
  ];
  expect(needed([plain])).toEqual([list, ...objects]);
  expect(needed([BUCKETS[0]])).toEqual([
    list,
    ...objects,
    `s3:deleteobject ${LANDING}/exports/* ${OWNED}`,
    ...["kms:decrypt", "kms:generatedatakey"].map(
      (action) => `${action} ${kmsKeyArn} kms:ViaService=s3.ap-northeast-1.amazonaws.com`,
    ),
  ]);
});

test("who only loads from a bucket with a key makes no key of data", () => {
  const { cleanPath: _, unloadTo: __, ...source } = BUCKETS[0];
  expect(needed([source]).filter((one) => one.startsWith("kms:"))).toEqual([
    `kms:decrypt ${source.kmsKeyArn} kms:ViaService=s3.ap-northeast-1.amazonaws.com`,
  ]);
});

test.each<[what: string, condition: object, isAsked: boolean]>([
  ["the values in another order", { StringLike: { "S3:prefix": ["b/*", "a/*"] } }, true],
  ["a value more", { StringLike: { "s3:prefix": ["a/*", "b/*", "*"] } }, false],
  ["a value less", { StringLike: { "s3:prefix": ["a/*"] } }, false],
  ["an operator that holds without the key", { StringLikeIfExists: { "s3:prefix": ["a/*", "b/*"] } }, false],
  ["the negation", { StringNotLike: { "s3:prefix": ["a/*", "b/*"] } }, false],
  ["another key", { StringLike: { "s3:delimiter": ["a/*", "b/*"] } }, false],
])("a statement asks exactly what a link asks: %s", (_, Condition, isAsked) => {
  expect(asksFor({ Effect: "Allow", Condition }, ["StringLike", "s3:prefix", "a/*", "b/*"])).toBe(isAsked);
});
