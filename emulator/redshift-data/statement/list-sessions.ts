import { AwsError } from "../../protocol/aws-error";
import { authorizeSessionList } from "../authorization/authorize-operation";
import { InputReader } from "../request/input-reader";
import { readPageToken, writePageToken } from "../request/page-token";
import type { RequestOrigin } from "../request/request-origin";
import type { DataApiDependencies } from "./dependencies";
import type { Session } from "./session";
import { epochSeconds } from "./statement-answers";

const MAX_RESULTS = 100;
const SCOPE = "sessions";
const STATUS_FILTERS = ["AVAILABLE", "BUSY", "CLOSED"];
const FILTERS = ["Status", "Database", "ClusterIdentifier", "WorkgroupName"] as const;

type Filter = Readonly<Partial<Record<(typeof FILTERS)[number] | "SessionId", string | undefined>>>;

function describe({ sessions, clock }: DataApiDependencies, session: Session): Record<string, unknown> {
  const { props, keepAliveSeconds, endsMilliseconds } = session;
  const leftMilliseconds = endsMilliseconds - clock.nowMilliseconds();
  return {
    SessionId: props.id,
    Status: sessions.statusOf(session),
    CreatedAt: epochSeconds(props.createdMilliseconds),
    UpdatedAt: epochSeconds(session.updatedMilliseconds),
    Database: props.database,
    DbUser: props.secretArn === undefined ? props.identity.user : undefined,
    SessionAliveSeconds: keepAliveSeconds,
    SessionTtl: Math.max(0, Math.ceil(leftMilliseconds / 1000)),
    CurrentStatementId: session.currentStatementId,
  };
}

/** ListSessions: newest first, of the caller's role unless the request says otherwise. */
export async function listSessions(
  dependencies: DataApiDependencies,
  origin: RequestOrigin,
  input: unknown,
): Promise<Record<string, unknown>> {
  const { authorizer, sessions } = dependencies;
  const reader = new InputReader(input);
  const roleLevel = reader.boolean("RoleLevel") ?? true;
  await authorizeSessionList(authorizer, origin, roleLevel);
  const filter: Filter = {
    SessionId: reader.text("SessionId"),
    Status: reader.text("Status", { oneOf: STATUS_FILTERS }),
    Database: reader.text("Database"),
    ClusterIdentifier: reader.text("ClusterIdentifier"),
    WorkgroupName: reader.text("WorkgroupName"),
  };
  // 0 asks for the default.
  const maxResults = reader.integer("MaxResults", 0, MAX_RESULTS) || MAX_RESULTS;
  const offset = readPageToken(SCOPE, reader.text("NextToken"));
  reader.finish();
  if (filter.SessionId !== undefined && FILTERS.some((name) => filter[name] !== undefined)) {
    throw new AwsError("ValidationException", "SessionId cannot be provided with other filters.");
  }
  const matching = sessions.listed(origin).filter((session) => {
    const { id, owner, database, target } = session.props;
    const values: Filter = {
      Status: sessions.statusOf(session),
      Database: database,
      ClusterIdentifier: target.cluster,
      WorkgroupName: target.workgroup,
    };
    const isVisible = roleLevel || owner.userId === origin.caller.userId;
    return (
      isVisible &&
      FILTERS.every((name) => filter[name] === undefined || values[name] === filter[name]) &&
      (filter.SessionId === undefined || filter.SessionId === id)
    );
  });
  const end = offset + maxResults;
  return {
    Sessions: matching.slice(offset, end).map((session) => describe(dependencies, session)),
    NextToken: end < matching.length ? writePageToken(SCOPE, end) : undefined,
  };
}
