import type { Link } from "../../../../../config/link";
import { linkCommand } from "../../../../../states/link-command";
import { failureText } from "../../../../lib/link/invocation";
import type { LinkFacts } from "../../../read/link-facts";
import { couldNotCheck, type LinkCheck, type Outcome, ok, problem } from "../../check";
import { nextIfNotReached } from "../../stage-result";
import { type Below, oneBelow, transferOf } from "./transferring";

/** What the names of files say of their format, and what of their compression. Columnar formats have no dry run. */
const FORMATS = {
  csv: "csv",
  tsv: "delimited",
  json: "json",
  jsonl: "json",
  ndjson: "json",
  avro: "avro",
} as const;
const COMPRESSIONS = { gz: "gzip", bz2: "bzip2", zst: "zstd" } as const;

/** Where a COPY fails that reached Redshift: at a role, at the bucket, or at the table. */
const HOPS_OF_COPY: readonly string[] = ["sql", "copy-role", "bucket-role"];

/** A file of each bucket can be loaded into the table that `--table` names: COPY reads it through both roles, and loads nothing. */
export const tableLoad: LinkCheck = {
  id: "table-load",
  lookedAt: ({ link, table }) =>
    `COPY with NOLOAD, through the function, of one file of ${
      readBuckets(link)
        .map(({ name }) => name)
        .join(", ") || "no bucket"
    } into ${table?.schema}.${table?.table}`,
  expected: () =>
    "Redshift reads the file through the copy role and the bucket role, and its records fit the table",
  run: async (facts) => {
    const { link } = facts;
    if (link.queries?.rawSql === false) {
      return couldNotCheck(
        `link ${link.name} has rawSql: false, so its function runs named queries and refuses a COPY`,
        `ask for a query that loads: ${linkCommand("query", link)} --query <name>`,
      );
    }
    const outcomes: Outcome[] = [];
    // One after the other: each reads a whole file.
    for (const bucket of readBuckets(link)) outcomes.push(await tryOne(bucket, facts));
    return (
      outcomes.find(({ status }) => status === "problem") ??
      outcomes.find(({ status }) => status === "could-not-check") ??
      ok(outcomes.map(({ found }) => found).join("; ") || "no bucket has copyFrom")
    );
  },
};

type UsedBucket = NonNullable<Link["dataTransfer"]>["buckets"][number];

function readBuckets(link: Link): readonly UsedBucket[] {
  return transferOf(link).buckets.filter(({ copyFrom }) => copyFrom.length > 0);
}

async function tryOne(bucket: UsedBucket, facts: LinkFacts): Promise<Outcome> {
  const found = await firstFile(bucket, facts);
  if (found === "no bucket")
    return couldNotCheck(`there is no bucket ${bucket.name}`, "make buckets pass first");
  if (found === "other region")
    return couldNotCheck(`bucket ${bucket.name} is not in ${bucket.region}`, "make buckets pass first");
  const below = bucket.copyFrom.map((prefix) => `s3://${bucket.name}/${prefix}`).join(", ");
  if (found === "nothing") return couldNotCheck(`nothing lies below ${below}`, "put a file there");
  const from = `s3://${bucket.name}/${found.key}`;
  const howRead = readAs(found.key);
  if (howRead === undefined) {
    return couldNotCheck(
      `the name of ${from} says no format that has a dry run`,
      `send one yourself, with the options of your files: {"copy": {…}, "dryRun": true} (docs/function.md)`,
    );
  }
  const { table } = facts;
  if (table === undefined) return couldNotCheck("no table was named", "name one: --table schema.table");
  const invocation = await facts.tryLoad({ table: `${table.schema}.${table.table}`, from, ...howRead });
  if (invocation.kind === "finished") return ok(`${from} was read as ${howRead.format} and fits`);
  if (invocation.kind !== "failed") {
    return couldNotCheck(invocation.reason, nextIfNotReached(invocation, "make select-1 work first"));
  }
  const { failure } = invocation;
  if (failure.code === "LOAD_FAILED") {
    return couldNotCheck(
      `Redshift read ${from} through both roles; as ${howRead.format} without options its records do not fit the table`,
      `send a dry run with the options of your files: {"copy": {…}, "dryRun": true} (docs/function.md)`,
    );
  }
  return HOPS_OF_COPY.includes(failure.hop)
    ? problem(failureText(failure), failure.advice)
    : couldNotCheck(failureText(failure), nextIfNotReached(invocation, "make select-1 work first"));
}

/** A file that the link may load. */
async function firstFile(bucket: UsedBucket, facts: LinkFacts): Promise<Below> {
  for (const prefix of bucket.copyFrom) {
    const found = await oneBelow(facts, bucket, prefix);
    if (found !== "nothing") return found;
  }
  return "nothing";
}

function readAs(file: string): { readonly format: string; readonly options?: object } | undefined {
  const endings = file.toLowerCase().split("/").at(-1)?.split(".").slice(1) ?? [];
  const compression = COMPRESSIONS[(endings.at(-1) ?? "") as keyof typeof COMPRESSIONS];
  const format = FORMATS[(endings.at(compression === undefined ? -1 : -2) ?? "") as keyof typeof FORMATS];
  if (format === undefined) return undefined;
  const options = {
    ...(compression === undefined || format === "avro" ? {} : { compression }),
    ...(format === "delimited" ? { delimiter: "\t" } : {}),
  };
  return { format, ...(Object.keys(options).length === 0 ? {} : { options }) };
}
