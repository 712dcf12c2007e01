import { BUCKETS } from "../../../testing/links/bucket-link";
import { linkWith } from "../../../testing/links/links";
import { facts } from "../../../testing/tools/doctor-facts";
import { linkChecks } from "../../../tools/doctor/judge/link-checks";
import { runChecks } from "../../../tools/doctor/judge/run-check";
import type { Invocation } from "../../../tools/doctor/read/invocation";
import { NOT_OURS } from "../../../tools/doctor/read/invocation";
import type { LinkFacts } from "../../../tools/doctor/read/link-facts";

const LINK = linkWith({ buckets: BUCKETS });

/** What the check came to, and the COPYs that the function was sent. */
async function tried(
  files: (bucket: string, prefix: string) => string | undefined,
  changes: Partial<LinkFacts> = {},
  answer: Invocation = { kind: "finished", rows: [] },
) {
  const sent: object[] = [];
  const [check] = linkChecks(true, undefined, {}, { buckets: true }).filter(({ id }) => id === "table-load");
  if (check === undefined) throw new Error("there is no such check");
  const [result] = await runChecks(
    [check],
    facts({
      link: LINK,
      transfer: {
        attachedRoles: async () => [],
        oneObjectBelow: async ({ name }, prefix) => files(name, prefix),
        defaultKey: async ({ kmsKeyArn }) => kmsKeyArn,
        keyState: async () => "Enabled",
      },
      tryLoad: async (copy) => {
        sent.push(copy);
        return answer;
      },
      ...changes,
    }),
  );
  return { status: result?.status, found: result?.found, next: result?.next, sent };
}

const csvFirst = (_: string, prefix: string) => `${prefix}a.csv`;

test("one file of each bucket is tried, as its name says", async () => {
  const { sent, ...told } = await tried((bucket, prefix) =>
    bucket === "acme-landing"
      ? `${prefix}a.csv`
      : prefix === "lake/a/"
        ? undefined
        : `${prefix}day=1/B.JSON.gz`,
  );
  expect(told).toEqual({
    status: "ok",
    found:
      "s3://acme-landing/incoming/a.csv was read as csv and fits; s3://acme-lake/lake/b/day=1/B.JSON.gz was read as json and fits",
  });
  expect(sent).toEqual([
    { table: "public.orders", from: "s3://acme-landing/incoming/a.csv", format: "csv" },
    {
      ...{ table: "public.orders", from: "s3://acme-lake/lake/b/day=1/B.JSON.gz", format: "json" },
      options: { compression: "gzip" },
    },
  ]);
});

test.each([
  ["a.tsv", { format: "delimited", options: { delimiter: "\t" } }],
  ["a.ndjson", { format: "json" }],
  ["a.avro", { format: "avro" }],
  ["a.csv.bz2", { format: "csv", options: { compression: "bzip2" } }],
  ["a.csv.zst", { format: "csv", options: { compression: "zstd" } }],
])("%s", async (name, expected) => {
  const { sent } = await tried((_, prefix) => `${prefix}${name}`);
  expect(sent[0]).toEqual({
    table: "public.orders",
    from: `s3://acme-landing/incoming/${name}`,
    ...expected,
  });
});

test.each(["a.parquet", "csv", "a.gz", "a.csv/part-0000", "a.txt"])(
  "nothing is tried of %s, which says no format that has a dry run",
  async (name) => {
    const { status, sent } = await tried((_, prefix) => `${prefix}${name}`);
    expect([status, sent]).toEqual(["could-not-check", []]);
  },
);

test("nothing is tried where there is no file, or where the function takes no COPY", async () => {
  expect(await tried(() => undefined)).toMatchObject({ status: "could-not-check", sent: [] });
  const link = { ...LINK, queries: { folder: "queries", rawSql: false } };
  expect(await tried(csvFirst, { link })).toMatchObject({ status: "could-not-check", sent: [] });
});

test("a bucket that is not there is the problem of another check", async () => {
  const told = await tried(() => {
    throw Object.assign(new Error("The specified bucket does not exist"), { name: "NoSuchBucket" });
  });
  expect(told).toMatchObject({ status: "could-not-check", next: "make buckets pass first", sent: [] });
});

const failed = (code: string, hop: string): Invocation => ({
  kind: "failed",
  failure: { code, hop, message: "it failed", advice: "do that" } as Extract<
    Invocation,
    { kind: "failed" }
  >["failure"],
});

test.each<[string, Invocation, string]>([
  ["records that do not fit as guessed", failed("LOAD_FAILED", "sql"), "could-not-check"],
  ["a table that is not there", failed("TABLE_NOT_FOUND", "sql"), "problem"],
  ["the copy role is not attached", failed("COPY_ROLE_DENIED", "copy-role"), "problem"],
  ["the bucket role may not read", failed("BUCKET_ROLE_DENIED", "bucket-role"), "problem"],
  ["hop 1 is refused", failed("ASSUME_ROLE_DENIED", "assume-role"), "could-not-check"],
  ["a function of others", NOT_OURS, "could-not-check"],
])("%s", async (_, answer, expected) => {
  expect((await tried(csvFirst, {}, answer)).status).toBe(expected);
});

test("a problem of one bucket is told before a doubt about another", async () => {
  const { status } = await tried(
    (bucket, prefix) => (bucket === "acme-landing" ? undefined : `${prefix}a.csv`),
    {},
    failed("COPY_ROLE_DENIED", "copy-role"),
  );
  expect(status).toBe("problem");
});

test("it is asked with a table and with buckets alone", () => {
  const ids = (withTable: boolean, buckets: boolean) =>
    linkChecks(withTable, undefined, {}, { buckets }).map(({ id }) => id);
  expect(
    [ids(true, true), ids(true, false), ids(false, true)].map((all) => all.includes("table-load")),
  ).toEqual([true, false, false]);
});
