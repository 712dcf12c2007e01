import fc from "fast-check";
import { REPORTS } from "../../../redshift-data/copy/transfer-reports";
import { QueryError } from "../../../redshift-data/errors/query-error";
import { type PlayedStatement, playDataApi } from "../../../redshift-data/played-data-api";
import { anyCharacter } from "../../../testing/redshift-data/any-character";
import { COPY_SETTINGS } from "../../../testing/redshift-data/link-context";
import { NASTY_TEXTS } from "../../../testing/redshift-data/nasty-texts";
import { transferParts } from "../../../testing/redshift-data/transfer-parts";
import { setUpHandler } from "../../../testing/run-query/handler";

const nasty = fc.constantFrom(...NASTY_TEXTS);
const plain = fc.constantFrom("orders", "2026", "a", "part-0001.csv", "x=1", "sales", "v", "売上");
const short = fc.string({ unit: anyCharacter, maxLength: 3 });
const pieces = (between: string) =>
  fc
    .array(fc.oneof({ weight: 3, arbitrary: plain }, nasty, short), { minLength: 1, maxLength: 4 })
    .map((parts) => parts.join(between));

/** A text that is good more often than not, so that the property speaks of statements too. */
const name = fc.oneof({ weight: 3, arbitrary: plain }, pieces(""));
const location = (start: string) =>
  fc
    .tuple(
      fc.oneof(
        { weight: 8, arbitrary: fc.constant(start) },
        fc.constantFrom(
          "s3://acme-europe/incoming/",
          "s3://acme-sealed/exports/",
          "s3://theirs/incoming/",
          "s3://",
          "",
        ),
      ),
      fc.oneof({ weight: 3, arbitrary: plain }, pieces("/"), pieces("")),
    )
    .map(([before, rest]) => before + rest);
const incoming = location("s3://acme-landing/incoming/");
const outgoing = location("s3://acme-landing/exports/");
const anything = fc.oneof(pieces(""), fc.jsonValue({ maxDepth: 1 }));

/** Options, each good or not, of which a few are given. */
const options = fc.record(
  {
    manifest: fc.oneof(fc.boolean(), anything),
    ignoreHeader: fc.oneof(fc.nat(3), anything),
    delimiter: fc.oneof(fc.constantFrom(",", "|", "\t", "'"), anything),
    quote: fc.oneof(fc.constantFrom("'", '"', "%"), anything),
    nullAs: fc.oneof(fc.constantFrom("", "NULL", "it's", "\\N"), anything),
    dateFormat: fc.oneof(fc.constant("auto"), anything),
    maxError: fc.oneof(fc.nat(5), anything),
    compression: fc.oneof(fc.constantFrom("gzip", "zstd"), anything),
    paths: fc.oneof(fc.constant("auto"), incoming, anything),
    widths: fc.dictionary(name, fc.oneof(fc.nat(9), anything), { maxKeys: 2 }),
    header: fc.oneof(fc.boolean(), anything),
    partitionBy: fc.oneof(fc.array(name, { maxLength: 2 }), anything),
    extension: fc.oneof(fc.constant("csv"), anything),
    cleanPath: fc.oneof(fc.boolean(), anything),
  },
  { requiredKeys: [] },
);
const few = fc
  .tuple(options, fc.infiniteStream(fc.nat(11)))
  .map(([all, keep]) => Object.fromEntries(Object.entries(all).filter(() => keep.next().value === 0)));
const format = fc.constantFrom(
  "csv",
  "csv",
  "csv",
  "csv",
  "delimited",
  "json",
  "parquet",
  "fixedWidth",
  "avro",
  "x' y",
);

const copy = fc.record(
  {
    table: name,
    columns: fc.uniqueArray(name, { minLength: 1, maxLength: 3 }),
    from: incoming,
    format,
    options: few,
  },
  { requiredKeys: ["table", "from", "format"] },
);
const query = fc
  .tuple(
    fc.constantFrom("SELECT * FROM orders", "SELECT 'x' FROM t", ""),
    fc.oneof(fc.constant(""), pieces(" "), fc.constantFrom("\\'", "\\', 'x', '\\")),
  )
  .map(([sql, more]) => `${sql} ${more}`);
const unload = fc.record(
  { sql: query, to: outgoing, format, options: few },
  { requiredKeys: ["sql", "to", "format"] },
);
const event = fc.oneof(
  copy.map((request) => ({ copy: request })),
  unload.map((request) => ({ unload: request })),
  copy.map((request) => ({ copy: request, dryRun: true })),
  copy.map((request) => ({ action: "submit", copy: request })),
  fc.tuple(copy, unload).map(([load, write]) => ({ sqls: [{ copy: load }, { unload: write }] })),
);

/** Words that statements are made of, and no others. */
const WORDS = new Set(
  "COPY UNLOAD FROM TO IAM_ROLE FORMAT AS CSV JSON AVRO PARQUET QUOTE DELIMITER MANIFEST GZIP ZSTD IGNOREHEADER NULL DATEFORMAT MAXERROR FIXEDWIDTH HEADER PARTITION BY EXTENSION CLEANPATH ENCRYPTED AUTO REGION NOLOAD ( ) , .".split(
    " ",
  ),
);

/** Every text that a request holds, as a statement may have it. */
function textsOf(value: unknown): string[] {
  if (typeof value === "string") return [value];
  if (typeof value !== "object" || value === null) return [];
  return Object.entries(value).flatMap(([key, member]) => [key, ...textsOf(member)]);
}

/** What is in the statement that neither the request has nor the link. */
function foreignParts(sql: string, request: unknown): readonly string[] {
  const parts = transferParts(sql);
  if (parts === undefined) return [sql];
  const texts = textsOf(request);
  const names = new Set(texts.flatMap((text) => [text, ...text.split(".")]));
  const { copyRoleArn, buckets } = COPY_SETTINGS.copy;
  const literals = new Set([
    ...texts,
    ...texts.map((text) => text.trim().replace(/[\s;]+$/, "")),
    ...buckets.flatMap(({ bucketRoleArn, region }) => [`${copyRoleArn},${bucketRoleArn}`, region]),
    ...["auto", "\\t"],
  ]);
  // A tab is written as an escape, and widths as a list of them.
  const isWidths = (text: string) => text.split(",").every((field) => /^[A-Za-z_]\w*:\d+$/.test(field));
  return [
    ...parts.names.filter((own) => !names.has(own)),
    ...parts.literals.filter((own) => !literals.has(own) && own !== "t" && !isWidths(own)),
    ...parts.words.filter((word) => !WORDS.has(word) && !/^\d+$/.test(word)),
  ];
}

const GRANTED =
  /^s3:\/\/(?:acme-(?:landing|europe)\/incoming|acme-(?:landing|sealed|europe)\/exports|acme-landing\/scratch)\/(?!.*(?:\.\.|%|\/\/|\\|\s))[\x21-\x7e]*$/;

/** The location of a statement: behind FROM, or behind TO and the query. */
function locationOf(sql: string): string {
  const [first = "", second = ""] = transferParts(sql)?.literals ?? [];
  return sql.startsWith("UNLOAD") ? second : first;
}

async function invoke(given: object) {
  const statements: PlayedStatement[] = [];
  const api = playDataApi([{ sql: /^(?:COPY|UNLOAD) /, rowCount: 1 }], statements, []);
  const handler = setUpHandler(api, undefined, COPY_SETTINGS);
  const error = await handler.invoke(given).then(
    () => undefined,
    (thrown: unknown) => thrown,
  );
  return { sqls: statements.map(({ sql }) => sql), error };
}

test("1,000 hostile events: no statement holds more than the checked parts, within the link's prefixes", async () => {
  const count = { refused: 0, sent: 0 };
  await fc.assert(
    fc.asyncProperty(event, async (given) => {
      const { sqls, error } = await invoke(given);
      if (error !== undefined) {
        if (!(error instanceof QueryError)) throw error;
        expect(["EVENT_INVALID", "LOCATION_REFUSED"]).toContain(error.fields.code);
        expect(sqls).toEqual([]);
        count.refused++;
        return;
      }
      expect(sqls.length).toBeGreaterThan(0);
      count.sent++;
      for (const sql of sqls) {
        expect(foreignParts(sql, given)).toEqual([]);
        expect(locationOf(sql)).toMatch(GRANTED);
      }
    }),
    { numRuns: 1_000 },
  );
  // So that the property speaks of both.
  expect(count.refused).toBeGreaterThan(200);
  expect(count.sent).toBeGreaterThan(100);
});

test("what asks for the figures is fixed", () => {
  for (const sql of Object.values(REPORTS))
    expect(sql).toMatch(
      /^SELECT [a-z_(), ]+(?: AS [a-z_, ()]+)*(?: FROM sys_\w+ WHERE query_id = pg_last_\w+\(\) ORDER BY [a-z_, ]+ LIMIT \d+)?$/,
    );
});

test("the test's own reader finds what does not belong", () => {
  const sql = `COPY "orders" FROM 's3://acme-landing/incoming/x' FORMAT AS CSV`;
  const request = { table: "orders", from: "s3://acme-landing/incoming/x" };
  expect(foreignParts(sql, request)).toEqual([]);
  expect(foreignParts(`${sql}; DROP`, request)).toEqual([`${sql}; DROP`]);
  expect(foreignParts(`${sql} CREDENTIALS 'x'`, request)).toEqual(["x", "CREDENTIALS"]);
  expect(foreignParts(`COPY "other" FROM 'a\\'' NOLOAD'`, request)).toHaveLength(1);
});
