import { BUCKETS } from "../../../testing/links/bucket-link";
import { linkWith } from "../../../testing/links/links";
import { facts } from "../../../testing/tools/doctor-facts";
import { linkChecks } from "../../../tools/doctor/judge/link-checks";
import { runChecks } from "../../../tools/doctor/judge/run-check";
import type { TransferFacts } from "../../../tools/doctor/read/transfer-facts";

/** What is not ok about the buckets and their keys. */
async function told(changes: Partial<TransferFacts>) {
  const checks = linkChecks(false, undefined, {}, { buckets: true }).filter(({ id }) =>
    ["buckets", "bucket-keys"].includes(id),
  );
  const transfer: TransferFacts = {
    ...facts().transfer,
    oneObjectBelow: async (_, prefix) => `${prefix}a.csv`,
    ...changes,
  };
  const results = await runChecks(checks, facts({ link: linkWith({ buckets: BUCKETS }), transfer }));
  expect(results).toHaveLength(2);
  return results.filter(({ status }) => status !== "ok");
}

test.each(["PermanentRedirect", "AuthorizationHeaderMalformed", "IllegalLocationConstraintException"])(
  "a bucket of another region is a problem with the region to correct: %s",
  async (name) => {
    const elsewhere = async (): Promise<never> => {
      throw Object.assign(new Error(""), { name });
    };
    expect(await told({ oneObjectBelow: elsewhere })).toMatchObject([
      {
        ...{ id: "buckets", status: "problem" },
        found:
          "bucket acme-landing is not in ap-northeast-1, where S3 was asked for it: Redshift would be refused too",
        next: "correct region of the bucket in links.yaml, and deploy it",
      },
    ]);
  },
);

test.each([
  [
    ["NoSuchBucket"],
    "there is no bucket acme-landing",
    "create it in the lambda account 111111111111, or correct buckets of links.yaml",
  ],
  [
    ["PermanentRedirect", "AuthorizationHeaderMalformed"],
    "bucket acme-landing is not in ap-northeast-1, where S3 was asked for it: Redshift would be refused too",
    "correct region of the bucket in links.yaml, and deploy it",
  ],
] as const)("%j: both checks say the same of the bucket", async (codes, found, next) => {
  for (const name of codes) {
    const refused = () => Promise.reject(Object.assign(new Error("no"), { name }));
    expect(await told({ oneObjectBelow: refused, defaultKey: refused })).toEqual(
      ["buckets", "bucket-keys"].map((id) => expect.objectContaining({ id, status: "problem", found, next })),
    );
  }
});

test("a key that is not there is a problem with it named", async () => {
  const keyState = () => Promise.reject(Object.assign(new Error("no"), { name: "NotFoundException" }));
  expect(await told({ keyState })).toEqual([
    expect.objectContaining({
      ...{ id: "bucket-keys", status: "problem", next: "correct kmsKeyArn of links.yaml" },
      found: `there is no key ${BUCKETS[0]?.kmsKeyArn}: nothing is read or written`,
    }),
  ]);
});

test("a bucket that encrypts with another key than the link's is a problem; an alias is not decided", async () => {
  const [{ kmsKeyArn }] = BUCKETS;
  const id = kmsKeyArn.slice(kmsKeyArn.lastIndexOf("/") + 1);
  const other = kmsKeyArn.replace(id, "99999999-89ab-cdef-0123-456789abcdef");
  const encrypting = (landing: string | undefined, lake: string | undefined) =>
    told({ defaultKey: async ({ name }) => (name === "acme-landing" ? landing : lake) });
  const found = async (landing: string | undefined, lake: string | undefined) =>
    (await encrypting(landing, lake)).map(
      (result) => `${result.id} ${result.status}: ${/^.*?(?=: what|$)/.exec(result.found)?.[0]}`,
    );
  expect(await found(kmsKeyArn, undefined)).toEqual([]);
  expect(await found(id, undefined)).toEqual([]);
  expect(await found(other, undefined)).toEqual([
    `bucket-keys problem: bucket acme-landing encrypts with ${other}, and links.yaml names ${kmsKeyArn}`,
  ]);
  expect(await found(undefined, undefined)).toEqual([
    `bucket-keys problem: bucket acme-landing encrypts without a key of its own, and links.yaml names ${kmsKeyArn}`,
  ]);
  expect(await found(kmsKeyArn, other)).toEqual([
    `bucket-keys problem: bucket acme-lake encrypts with ${other}, and links.yaml names no key`,
  ]);
  expect(await found("alias/landing", undefined)).toEqual([
    "bucket-keys could-not-check: bucket acme-landing encrypts with alias/landing, an alias that may be any key's",
  ]);
});
