import type { Answer } from "../../redshift-data/statement/answers";
import { BUCKET, startLocalFunction } from "./local-function";
import {
  type Ask,
  type FaultyTask,
  type FaultyWork,
  type UnderFaultsOptions,
  underFaults,
} from "./under-faults";

export interface LoadRunOptions extends UnderFaultsOptions {
  /** Each of a file of its own. */
  readonly loads: number;
}

/** What became of the loads, and what went wrong on the way. */
export interface LoadRunResult extends FaultyWork {
  readonly loads: number;
  /** Files whose rows are in the table, every one once and as the file has it. */
  readonly loadedOnce: number;
  /** Files of which the table has nothing. */
  readonly lost: number;
  /** Files of which it has more, or other rows. */
  readonly loadedOtherwise: number;
  /** Files that each of the views of loads has once, with the figures of the file. */
  readonly toldOnce: number;
  /** Rows of the table and of the views that are of no file. */
  readonly strangeRows: number;
}

/** A file as its event loads it. */
interface Load extends FaultyTask {
  readonly key: string;
  readonly text: string;
  /** Its rows as the table has them. */
  readonly rows: readonly Row[];
}

type Row = readonly [file: number, line: number, text: string];

const TABLE = "load_run";
const [PREFIX = ""] = BUCKET.copyFrom;
/** Rows of a file, at most. */
const MOST_ROWS = 7;

/** Texts that a reader of CSV, of JSON or of the engine's own format can take for something else. */
const TEXTS = [
  "plain",
  'a "quote", a comma',
  "back\\slash\ttab",
  "line\nline",
  "\\N",
  "Zoë 日本 🚀",
  "'; --",
];

/** CSV and JSON in turns, alone and behind a DELETE in a batch of either mode, as people reload a day. */
function loadOf(index: number): Load {
  const rows = Array.from({ length: 1 + (index % MOST_ROWS) }, (_, at): Row => {
    return [index, at + 1, `${TEXTS[(index + at) % TEXTS.length]} ${index}`];
  });
  const isJson = index % 2 === 1;
  const key = `${PREFIX}${String(index).padStart(4, "0")}.${isJson ? "json" : "csv"}`;
  const from = `s3://${BUCKET.name}/${key}`;
  const copy = isJson
    ? { table: TABLE, from, format: "json" }
    : { table: TABLE, from, format: "csv", options: { ignoreHeader: 1 } };
  const batch = [`DELETE FROM ${TABLE} WHERE file = ${index}`, { copy }];
  const mode = index % 8 < 6 ? "transaction" : "autoCommit";
  const isAlone = index % 4 < 2;
  return {
    ...{ key, rows, text: isJson ? jsonText(rows) : csvText(rows) },
    event: isAlone ? { copy } : { sqls: batch, mode },
    isRight: (answer) => isLoaded(answer, isAlone ? 0 : 1, rows.length),
  };
}

function csvText(rows: readonly Row[]): string {
  const lines = rows.map(([file, line, text]) => `${file},${line},"${text.replaceAll('"', '""')}"`);
  return `${["file,line,text", ...lines].join("\n")}\n`;
}

function jsonText(rows: readonly Row[]): string {
  return rows.map(([file, line, text]) => JSON.stringify({ text, line, file })).join("\n");
}

function isLoaded(answer: Answer, at: number, rows: number): boolean {
  const part = "statements" in answer ? answer.statements?.[at] : answer;
  if (answer.status !== "FINISHED" || part === undefined) return false;
  return "copy" in part && part.copy?.rows === rows && (part.copy.rejected ?? []).length === 0;
}

/**
 * Loads files through the function's own code against local accounts in which a share of the Data API's requests fails, each file by
 * one event, then compares the table and the views of loads with the files.
 */
export async function loadRun(options: LoadRunOptions, signal: AbortSignal): Promise<LoadRunResult> {
  const tasks = Array.from({ length: options.loads }, (_, index) => loadOf(index));
  const start = { folder: options.folder, signal, hasBucket: true };
  return underFaults(options, (faults) => startLocalFunction({ ...start, faults }), {
    ...{ tasks, signal },
    async prepare({ local, ask }) {
      await ask(`CREATE TABLE ${TABLE} (file int NOT NULL, line int NOT NULL, text varchar(60) NOT NULL)`);
      for (const { key, text } of tasks) await local.bucket?.put(key, text);
    },
    count: async (ask, work) => ({ loads: tasks.length, ...(await compared(ask, tasks)), ...work }),
  });
}

type Compared = Omit<LoadRunResult, keyof FaultyWork | "loads">;

async function compared(ask: Ask, loads: readonly Load[]): Promise<Compared> {
  const table = byFirst(await rowsOf(ask, `SELECT file, line, text FROM ${TABLE} ORDER BY 1, 2, 3`));
  const urls = loads.map(({ key }) => `s3://${BUCKET.name}/${key}`);
  const views = await Promise.all(
    [
      "SELECT trim(data_source), trim(status), trim(table_name), loaded_rows, error_count FROM sys_load_history",
      "SELECT trim(filename), lines_scanned, errors, status FROM stl_load_commits",
      "SELECT trim(file_name), lines_scanned FROM sys_load_detail",
      "SELECT trim(file_name), error_message FROM sys_load_error_detail",
    ].map(async (sql) => byFirst(await rowsOf(ask, sql))),
  );
  const told = (url: string, { length }: readonly Row[]) => [
    ...[[[url, "completed", TABLE, length, 0]], [[url, length, 0, 1]], [[url, length]], []],
  ];
  const states = loads.map(({ rows }, file) => {
    const found = table.get(file) ?? [];
    if (found.length === 0) return "lost";
    return JSON.stringify(found) === JSON.stringify(rows) ? "once" : "otherwise";
  });
  const isTold = loads.map(({ rows }, at) => {
    const url = urls[at] ?? "";
    const found = views.map((view) => view.get(url) ?? []);
    return JSON.stringify(found) === JSON.stringify(told(url, rows));
  });
  const strange = [
    ...[...table].filter(([file]) => loads[Number(file)] === undefined),
    ...views.flatMap((view) => [...view].filter(([url]) => !urls.includes(String(url)))),
  ];
  const counted = (state: string) => states.filter((one) => one === state).length;
  return {
    ...{ loadedOnce: counted("once"), lost: counted("lost"), loadedOtherwise: counted("otherwise") },
    toldOnce: isTold.filter(Boolean).length,
    strangeRows: strange.reduce((sum, [, rows]) => sum + rows.length, 0),
  };
}

type Cells = readonly unknown[];

async function rowsOf(ask: Ask, sql: string): Promise<readonly Cells[]> {
  const answer = await ask(sql);
  if (!("rows" in answer) || answer.nextToken !== undefined) throw new Error(`not all rows came of ${sql}`);
  return answer.rows as readonly Cells[];
}

function byFirst(rows: readonly Cells[]): ReadonlyMap<unknown, readonly Cells[]> {
  const groups = new Map<unknown, Cells[]>();
  for (const row of rows) {
    const group = groups.get(row[0]) ?? [];
    groups.set(row[0], [...group, row]);
  }
  return groups;
}
