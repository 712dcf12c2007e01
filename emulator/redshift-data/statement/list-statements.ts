import { authorizeList } from "../authorization/authorize-operation";
import { InputReader } from "../request/input-reader";
import { readPageToken, writePageToken } from "../request/page-token";
import type { RequestOrigin } from "../request/request-origin";
import type { DataApiDependencies } from "./dependencies";
import { listedStatement } from "./statement-answers";
import { targetFilter } from "./target-filter";
import type { TrackedStatement } from "./tracked-statement";

const MAX_RESULTS = 100;
const SCOPE = "statements";
const STATUS_FILTERS = ["SUBMITTED", "PICKED", "STARTED", "FINISHED", "FAILED", "ABORTED", "ALL"];

interface Filter {
  readonly name: string;
  readonly status: string;
  readonly database: string | undefined;
}

function passes({ submission, status }: TrackedStatement, filter: Filter): boolean {
  const { statementName = "", database } = submission;
  return (
    statementName.startsWith(filter.name) &&
    (filter.status === "ALL" || filter.status === status) &&
    (filter.database === undefined || filter.database === database)
  );
}

/** ListStatements: newest first; finished ones of the caller's role unless the request says otherwise. */
export async function listStatements(
  { authorizer, statements, warehouses }: DataApiDependencies,
  origin: RequestOrigin,
  input: unknown,
): Promise<Record<string, unknown>> {
  const reader = new InputReader(input);
  const roleLevel = reader.boolean("RoleLevel") ?? true;
  await authorizeList(authorizer, origin, roleLevel);
  const filter: Filter = {
    name: reader.text("StatementName", { maxLength: 2048 }) ?? "",
    status: reader.text("Status", { oneOf: STATUS_FILTERS }) ?? "FINISHED",
    database: reader.text("Database"),
  };
  // 0 asks for the default.
  const maxResults = reader.integer("MaxResults", 0, MAX_RESULTS) || MAX_RESULTS;
  const offset = readPageToken(SCOPE, reader.text("NextToken"));
  reader.finish();
  const isOnTarget = targetFilter(warehouses, origin, input);
  const matching = statements
    .listed(origin)
    .filter(({ owner }) => roleLevel || owner.userId === origin.caller.userId)
    .filter(({ warehouse }) => isOnTarget(warehouse))
    .filter((statement) => passes(statement, filter));
  const end = offset + maxResults;
  return {
    Statements: matching.slice(offset, end).map(listedStatement),
    NextToken: end < matching.length ? writePageToken(SCOPE, end) : undefined,
  };
}
