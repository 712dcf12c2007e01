import { roleArn } from "../../aws/iam";
import type { Link } from "../../config/link";
import { operatorIn } from "../../emulator/authentication/operator";
import { LOCAL_CLIENT } from "../../emulator/protocol/local-client";
import { type WarehouseRoles, warehouseRoles } from "../../tools/lib/aws/warehouse-roles";
import { counted } from "../../tools/lib/report/counted";
import { ToolError } from "../../tools/lib/terminal/tool-error";
import { type Asking, told } from "../statements/ask-function";
import { csvRows } from "./csv-rows";
import { type OwnersBucket, ownersBucket } from "./owners-bucket";
import { insertVisits, VISITS, VISITS_COLUMNS, VISITS_CSV, visitsTable } from "./sample-visits";

type TransferLink = Link & { readonly dataTransfer: NonNullable<Link["dataTransfer"]> };

type Bucket = TransferLink["dataTransfer"]["buckets"][number];

/** Code of the function's failure where Redshift does not get the copy role. */
const NOT_ATTACHED = "COPY_ROLE_DENIED";

const FILE_NAME = "visits.csv";
const IN_THE_PLACE = "in the place of its owner";
const THROUGH = "through all four hops";

/** Why a deployed link with buckets is not asked for COPY and UNLOAD. */
function notAskedBecause({ function: { runtime, code }, queries }: Link): string | undefined {
  if (!runtime.startsWith("nodejs")) return `the function runs on ${runtime}`;
  if (code !== undefined) return "only its user knows what events the function takes";
  return queries?.rawSql === false ? "the function takes named queries only" : undefined;
}

/**
 * Of a link with buckets, makes them as their owner has them and attaches the copy role as the warehouse's owner would; then has the
 * deployed function load a small file and unload its table, and compares every cell. Before the attachment it is refused in AWS's
 * own words. Links without buckets have nothing to do here.
 *
 * @throws ToolError what the function failed with; TRANSFER_DIFFERS
 */
export async function rehearseTransfer(asking: Asking): Promise<void> {
  const { link, accounts, progress, signal } = asking;
  if (!hasTransfer(link)) return;
  const { buckets } = link.dataTransfer;
  const source = buckets.find(({ copyFrom }) => copyFrom.length > 0);
  const destination = buckets.find(({ unloadTo }) => unloadTo.length > 0);
  const from = source && placeIn(source, source.copyFrom, link);
  const to = destination && placeIn(destination, destination.unloadTo, link);
  const owned = (bucket: Bucket) => ownersBucket(accounts, link.lambdaAccount.id, bucket, signal);
  for (const bucket of buckets) {
    const isSource = bucket === source && from !== undefined;
    await progress.step(
      `${IN_THE_PLACE} make bucket ${bucket.name} of account ${link.lambdaAccount.id}`,
      async () => {
        const own = owned(bucket);
        await own.make();
        if (isSource) await own.put(`${from.prefix}${FILE_NAME}`, VISITS_CSV);
      },
      () => (isSource ? `with ${from.prefix}${FILE_NAME}, ${counted(VISITS.length, "row")}` : "done"),
    );
  }
  const lack = notAskedBecause(link);
  const table = visitsTable(link.name);
  if (lack === undefined) {
    await invoked(asking, `make table ${table}`, { sql: `CREATE TABLE ${table} (${VISITS_COLUMNS})` });
  }
  if (lack === undefined && from !== undefined) {
    await refusedBefore(asking, copyEvent(table, from));
  }
  await attach(link, asking);
  if (lack !== undefined) {
    progress.line(`    ${link.function.name} is not asked for COPY and UNLOAD: ${lack}`);
    return;
  }
  await load(asking, table, from);
  await compareTable(asking, table);
  if (destination === undefined || to === undefined) return;
  const unload = { sql: `SELECT * FROM ${table} ORDER BY id`, to: `${to.url}visits_`, format: "csv" };
  await invoked(
    asking,
    `UNLOAD to ${unload.to}`,
    { unload: { ...unload, options: { header: true, parallel: false } } },
    THROUGH,
  );
  await compareFiles(asking, owned(destination), to.prefix);
}

function hasTransfer(link: Link): link is TransferLink {
  return link.dataTransfer !== undefined;
}

/** A folder below the first prefix that no other link of the run writes to. */
interface Place {
  readonly prefix: string;
  readonly url: string;
}

function placeIn({ name }: Bucket, [first = ""]: readonly string[], link: Link): Place {
  const prefix = `${first}rehearsal-${link.name}/`;
  return { prefix, url: `s3://${name}/${prefix}` };
}

function copyEvent(table: string, { url }: Place) {
  return { copy: { table, from: `${url}${FILE_NAME}`, format: "csv", options: { ignoreHeader: 1 } } };
}

async function invoked(asking: Asking, what: string, event: unknown, through?: string) {
  return told(asking, `invoke ${asking.link.function.name}: ${what}`, event, through);
}

/** Redshift gets no role that is not attached: seen once, so that whoever meets it later knows it. */
async function refusedBefore(asking: Asking, event: unknown): Promise<void> {
  const { link, progress } = asking;
  const refusal = await progress.step(
    `invoke ${link.function.name}: COPY before the copy role is attached`,
    async () => {
      const quiet = { ...asking, progress: { ...progress, line: () => undefined, step: silently } };
      const error = await told(quiet, "", event).then(
        () => undefined,
        (failure: unknown) => failure,
      );
      if (error instanceof ToolError && error.message.includes(NOT_ATTACHED)) return error.message;
      if (error !== undefined) throw error;
      throw new ToolError("TRANSFER_DIFFERS", "COPY ran with a role that nobody has attached");
    },
    () => `refused with ${NOT_ATTACHED}, as on AWS`,
  );
  for (const line of refusal.split("\n").slice(1)) progress.line(`  ${line}`);
}

const silently: Asking["progress"]["step"] = (_title, work) => work();

/** What `npm run attach` does on AWS. */
async function attach(link: TransferLink, { accounts, progress, signal }: Asking): Promise<void> {
  const { partition, redshiftAccount, dataTransfer, target } = link;
  const { id: accountId, region } = redshiftAccount;
  const role = roleArn({ partition, accountId, ...dataTransfer.copyRole });
  const { accessKeyId, secretAccessKey } = operatorIn(accounts.operators, accountId);
  const config = {
    ...LOCAL_CLIENT,
    ...{ region, endpoint: accounts.url, credentials: { accessKeyId, secretAccessKey } },
  };
  const roles: WarehouseRoles = warehouseRoles({ target, config, signal });
  await progress.step(
    `${IN_THE_PLACE} attach copy role ${dataTransfer.copyRole.name} to ${await roles.name()}`,
    async () => {
      await roles.attach(role);
      return (await roles.list()).find(({ arn }) => arn === role);
    },
    (found) => found?.status ?? "not in the list",
  );
}

async function load(asking: Asking, table: string, from: Place | undefined): Promise<void> {
  if (from === undefined) {
    await invoked(asking, "INSERT, for no bucket has copyFrom", { sql: insertVisits(table) });
    return;
  }
  await invoked(asking, `COPY from ${from.url}${FILE_NAME}`, copyEvent(table, from), THROUGH);
}

async function compareTable(asking: Asking, table: string): Promise<void> {
  const event = { sql: `SELECT * FROM ${table} ORDER BY id`, format: "rows" };
  const answer = await invoked(asking, `SELECT * FROM ${table}`, event);
  const rows = answer.kind === "result" ? (answer.rows ?? []) : [];
  await compare(
    asking,
    "compare the table with the file",
    rows.map((row) => row.map((cell) => String(cell ?? ""))),
  );
}

async function compareFiles(asking: Asking, bucket: OwnersBucket, prefix: string): Promise<void> {
  const names = [...(await bucket.namesBelow(prefix, ""))].sort();
  const files = await Promise.all(names.map((name) => bucket.read(`${prefix}${name}`)));
  // Each file has a line of names.
  const rows = files.flatMap((text) => csvRows(text ?? "").slice(1));
  await compare(asking, `read back ${names.join(", ")} and compare with the table`, rows);
}

/** Cell by cell with the rows of the file, which are the table's. */
async function compare(
  { progress, link }: Asking,
  title: string,
  rows: readonly (readonly string[])[],
): Promise<void> {
  await progress.step(
    title,
    async () => {
      if (JSON.stringify(rows) === JSON.stringify(VISITS)) return;
      throw new ToolError(
        "TRANSFER_DIFFERS",
        `link ${link.name} moved other rows than those of the file, expected ${JSON.stringify(VISITS)}, found ${JSON.stringify(rows)}`,
      );
    },
    () => `${counted(rows.length, "row")}, every cell the same`,
  );
}
