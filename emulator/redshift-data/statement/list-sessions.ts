import { AwsError } from "../../protocol/aws-error";
import { authorizeSessionList } from "../authorization/authorize-operation";
import { InputReader } from "../request/input-reader";
import { readPageToken, writePageToken } from "../request/page-token";
import { readSessionId } from "../request/read-submission-input";
import type { RequestOrigin } from "../request/request-origin";
import type { DataApiDependencies } from "./dependencies";
import type { Session } from "./session";
import { epochSeconds } from "./statement-answers";
import { targetFilter } from "./target-filter";

const MAX_RESULTS = 100;
const SCOPE = "sessions";
const STATUS_FILTERS = ["AVAILABLE", "BUSY", "CLOSED"];
/** Filters that a request for one session must not have. */
const FILTERS = ["Status", "Database", "ClusterIdentifier", "WorkgroupName"] as const;

function describe({ sessions }: DataApiDependencies, session: Session): Record<string, unknown> {
  const { props, keepAliveSeconds, endsMilliseconds, updatedMilliseconds } = session;
  const status = sessions.statusOf(session);
  return {
    SessionId: props.id,
    Status: status,
    CreatedAt: epochSeconds(props.createdMilliseconds),
    UpdatedAt: epochSeconds(status === "CLOSED" ? endsMilliseconds : updatedMilliseconds),
    Database: props.database,
    DbUser: props.secretArn === undefined ? props.identity.user : undefined,
    ClusterIdentifier: props.target.cluster,
    WorkgroupName: props.target.workgroup,
    SessionAliveSeconds: keepAliveSeconds,
    SessionTtl: epochSeconds(endsMilliseconds),
    CurrentStatementId: session.currentStatementId,
  };
}

function checkFilters(reader: InputReader): void {
  if (FILTERS.every((name) => reader.text(name) === undefined)) return;
  throw new AwsError("ValidationException", "SessionId cannot be provided with other filters.");
}

/** The code is AWS's (github.com/awslabs/mcp/issues/4587), the text is ours. */
function unknownSession(id: string): AwsError {
  return new AwsError("ResourceNotFoundException", "Session does not exist.", 400, { ResourceId: id });
}

/**
 * ListSessions: newest first, of the caller's role unless the request says otherwise. Closed ones are listed only on request, or
 * when it names one by its id.
 */
export async function listSessions(
  dependencies: DataApiDependencies,
  origin: RequestOrigin,
  input: unknown,
): Promise<Record<string, unknown>> {
  const { authorizer, sessions, warehouses } = dependencies;
  const reader = new InputReader(input);
  const roleLevel = reader.boolean("RoleLevel") ?? true;
  await authorizeSessionList(authorizer, origin, roleLevel);
  const status = reader.text("Status", { oneOf: STATUS_FILTERS });
  const database = reader.text("Database");
  // 0 asks for the default.
  const maxResults = reader.integer("MaxResults", 0, MAX_RESULTS) || MAX_RESULTS;
  const offset = readPageToken(SCOPE, reader.text("NextToken"));
  reader.finish();
  const sessionId = readSessionId(input);
  const visible = sessions
    .listed(origin)
    .filter(({ props }) => roleLevel || props.owner.userId === origin.caller.userId);
  if (sessionId !== undefined) {
    checkFilters(reader);
    const session = visible.find(({ props }) => props.id === sessionId);
    if (session === undefined) throw unknownSession(sessionId);
    return { Sessions: [describe(dependencies, session)] };
  }
  const isOnTarget = targetFilter(warehouses, origin, input);
  const matching = visible.filter((session) => {
    const { props } = session;
    const current = sessions.statusOf(session);
    const hasStatus = status === undefined ? current !== "CLOSED" : current === status;
    return (
      hasStatus && isOnTarget(props.warehouse) && (database === undefined || props.database === database)
    );
  });
  const end = offset + maxResults;
  return {
    Sessions: matching.slice(offset, end).map((session) => describe(dependencies, session)),
    NextToken: end < matching.length ? writePageToken(SCOPE, end) : undefined,
  };
}
