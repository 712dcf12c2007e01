import type { Request } from "../../../redshift-data/statement/request";

const SQL_FIELDS = [
  "sql",
  "sqls",
  "query",
  "copy",
  "unload",
  "dryRun",
  "mode",
  "parameters",
  "format",
  "clientToken",
  "sessionId",
  "sessionKeepAliveSeconds",
] as const;

/** The fields of an event, by what it asks for. An event without `action` runs SQL. */
export const EVENT_FIELDS = {
  run: [...SQL_FIELDS, "maxRows", "onDeadline", "showValues"],
  submit: ["action", ...SQL_FIELDS],
  status: ["action", "statementId"],
  result: ["action", "statementId", "nextToken", "maxRows", "format", "showValues"],
  cancel: ["action", "statementId"],
} as const satisfies Readonly<Record<Request["action"], readonly string[]>>;

/** Any field of any event. */
export type EventField = (typeof EVENT_FIELDS)[Request["action"]][number];

const ALL_FIELDS: readonly string[] = [...new Set(Object.values(EVENT_FIELDS).flat())];

/** What people write who know the Data API or another client of it, in {@link plain} form. */
const OTHER_NAMES: Readonly<Record<string, EventField>> = {
  statement: "sql",
  querystring: "sql",
  queryname: "query",
  namedquery: "query",
  queries: "sqls",
  statements: "sqls",
  executionmode: "mode",
  params: "parameters",
  limit: "maxRows",
  maxresults: "maxRows",
  resultformat: "format",
  id: "statementId",
  queryid: "statementId",
  token: "nextToken",
  idempotencytoken: "clientToken",
  session: "sessionId",
  keepalive: "sessionKeepAliveSeconds",
  timeout: "onDeadline",
  noload: "dryRun",
};

/** Whether an event that asks for the action may have the field. */
export function isFieldOf(name: string, action: Request["action"]): boolean {
  const allowed: readonly string[] = EVENT_FIELDS[action];
  return allowed.includes(name);
}

/**
 * Why a field is refused, with the name that was probably meant.
 *
 * @param shown the name as it may be shown
 */
export function fieldProblem(name: string, shown: string, action: Request["action"]): string {
  const expected = `expected only ${EVENT_FIELDS[action].join(", ")}`;
  if (ALL_FIELDS.includes(name)) {
    return `field ${shown} does not go with ${action === "run" ? "an event without action" : `action "${action}"`}, ${expected}`;
  }
  const meant = meantField(name);
  return `field ${shown} is unknown, ${meant === undefined ? expected : `expected ${meant}`}`;
}

/** Longer than any name that may be meant. */
const MAX_READ_CHARACTERS = 64;

function meantField(name: string): string | undefined {
  const written = plain(name);
  return (
    ALL_FIELDS.find((field) => plain(field) === written) ??
    (Object.hasOwn(OTHER_NAMES, written) ? OTHER_NAMES[written] : undefined)
  );
}

/** Without case and separators: `Statement_Id` is `statementid`. */
function plain(name: string): string {
  return name
    .slice(0, MAX_READ_CHARACTERS)
    .replace(/[^a-zA-Z]/g, "")
    .toLowerCase();
}
