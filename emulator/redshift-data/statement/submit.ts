import { randomUUID } from "node:crypto";
import { isDeepStrictEqual } from "node:util";
import { AwsError } from "../../protocol/aws-error";
import { authorizeSubmission, targetArn } from "../authorization/authorize-operation";
import { findDatabaseIdentity } from "../authorization/database-credentials";
import { quotaExceeded } from "../quotas";
import { readTarget } from "../request/login-input";
import { readSessionId, readSubmissionInput } from "../request/read-submission-input";
import type { RequestOrigin } from "../request/request-origin";
import type { SubmissionInput } from "../request/submission-input";
import { storedPageSize } from "../result/result-pages";
import { bindParameters, type NamedParameter } from "../sql/named-parameters";
import { takeOutSleeps } from "../sql/simulated-sleep";
import { DatabaseSession } from "../warehouse/database-session";
import { engineTokens } from "../warehouse/engine-tokens";
import type { DatabaseIdentity, Warehouse } from "../warehouse/warehouse";
import type { DataApiDependencies } from "./dependencies";
import { waitForEnd } from "./long-poll";
import { runSubmitted } from "./run-submitted";
import { Session } from "./session";
import { submitAnswer } from "./statement-answers";
import { ownerOf } from "./statement-store";
import { type StatementPart, TrackedStatement } from "./tracked-statement";

/** Process id of the first connection; each session has its own, and each statement outside of one. */
const FIRST_PID = 1_073_741_825;
const FIRST_QUERY_ID = 1001;

function checkParametersUsed(
  parameters: readonly NamedParameter[],
  parts: readonly Pick<StatementPart, "bound">[],
) {
  const used = new Set(parts.flatMap(({ bound }) => bound.used));
  const unused = parameters.map(({ name }) => name).filter((name) => !used.has(name));
  if (unused.length === 0) return;
  throw new AwsError(
    "ValidationException",
    `Parameters list contains unused parameters. Unused parameters: [${unused.join(", ")}]`,
  );
}

/** Equal but for how long the request waits. */
function isSameRequest(a: SubmissionInput, b: SubmissionInput): boolean {
  return isDeepStrictEqual({ ...a, waitSeconds: 0 }, { ...b, waitSeconds: 0 });
}

/** The cluster or workgroup is not there: the same text for both. */
export function noEndpoint(): AwsError {
  return new AwsError("ValidationException", "Redshift endpoint doesn't exist in this region.");
}

interface StartRequest {
  readonly origin: RequestOrigin;
  readonly submission: SubmissionInput;
  readonly warehouse: Warehouse;
  readonly identity: DatabaseIdentity;
  readonly parts: readonly StatementPart[];
  /** The session the request names. */
  readonly session: Session | undefined;
}

/** ExecuteStatement and BatchExecuteStatement. */
export class Submitter {
  private nextPid = FIRST_PID;
  private nextQueryId = FIRST_QUERY_ID;

  constructor(private readonly dependencies: DataApiDependencies) {}

  /** The order of the checks is documented nowhere: action first, then existence, then credentials. */
  async submit(origin: RequestOrigin, input: unknown, isBatch: boolean): Promise<Record<string, unknown>> {
    const { authorizer, warehouses, sessions } = this.dependencies;
    const sessionId = readSessionId(input);
    const session = sessionId === undefined ? undefined : sessions.usable(origin, sessionId);
    const target = session?.props.target ?? readTarget(input);
    const { accountId } = origin.caller;
    const warehouse = warehouses.find({ accountId, region: origin.region, ...target });
    const resource = targetArn(origin, target, warehouse);
    const action = isBatch ? "BatchExecuteStatement" : "ExecuteStatement";
    await authorizeSubmission(authorizer, origin, action, resource, session?.props.owner.userId);
    const submission = readSubmissionInput(input, isBatch, session?.props);
    if (warehouse === undefined) throw noEndpoint();
    const parts = this.parts(submission);
    checkParametersUsed(submission.parameters, parts);
    const request = { authorizer, origin, login: submission, warehouse, targetArn: resource };
    const identity = session?.props.identity ?? (await findDatabaseIdentity(request));
    const statement =
      this.repeated(origin, submission) ??
      this.start({ origin, submission, warehouse, identity, parts, session });
    if (submission.waitSeconds !== undefined) {
      await waitForEnd(this.dependencies, statement, submission.waitSeconds);
    }
    return submitAnswer(statement);
  }

  /** The same parameters give the original statement; others are refused (the text is ours). */
  private repeated(origin: RequestOrigin, submission: SubmissionInput): TrackedStatement | undefined {
    const { clientToken } = submission;
    if (clientToken === undefined) return undefined;
    const statement = this.dependencies.statements.withClientToken(origin, clientToken);
    if (statement === undefined || isSameRequest(statement.submission, submission)) return statement;
    throw new AwsError(
      "ValidationException",
      "ClientToken was used with other parameters. Use another token for another statement.",
    );
  }

  private start(request: StartRequest): TrackedStatement {
    const { origin, submission, warehouse, identity, parts } = request;
    const { statements, sessions, clock, limits } = this.dependencies;
    sessions.sweep();
    if (statements.activeOn(warehouse).length >= limits.activeStatements) {
      throw quotaExceeded("ActiveStatements", limits.activeStatements);
    }
    const session = this.sessionOf(request);
    const statement = new TrackedStatement({
      id: randomUUID(),
      owner: ownerOf(origin),
      submission,
      warehouse,
      identity,
      parts,
      pid: session?.props.pid ?? this.nextPid++,
      pageSize: storedPageSize(submission.resultFormat, limits.page),
      sessionId: session?.props.id,
      databaseSession: session?.props.databaseSession ?? new DatabaseSession(identity.user),
      nowMilliseconds: () => clock.nowMilliseconds(),
    });
    session?.use(statement);
    statements.add(statement);
    void runSubmitted(statement, { clock, session });
    return statement;
  }

  /** The session the statement runs in: the one it names, or a new one if it is to outlive the statement. */
  private sessionOf(request: StartRequest): Session | undefined {
    const { origin, submission, warehouse, identity, session } = request;
    const { sessions, clock, limits } = this.dependencies;
    if (session !== undefined) {
      sessions.requireAvailable(session);
      return session;
    }
    if (submission.sessionKeepAliveSeconds === undefined) return undefined;
    if (sessions.openOn(warehouse) >= limits.activeSessions) {
      throw quotaExceeded("ActiveSessions", limits.activeSessions);
    }
    const { target, database, dbUser, secretArn } = submission;
    const opened = new Session({
      id: randomUUID(),
      owner: ownerOf(origin),
      warehouse,
      identity,
      target,
      database,
      ...(dbUser === undefined ? {} : { dbUser }),
      ...(secretArn === undefined ? {} : { secretArn }),
      createdMilliseconds: clock.nowMilliseconds(),
      pid: this.nextPid++,
      databaseSession: new DatabaseSession(identity.user),
    });
    sessions.add(opened);
    return opened;
  }

  private parts({ sqls, parameters }: SubmissionInput): readonly StatementPart[] {
    const now = this.dependencies.clock.nowMilliseconds();
    return sqls.map((queryString) => {
      const { tokens, sleepSeconds } = takeOutSleeps(engineTokens(queryString));
      return {
        queryString,
        bound: bindParameters(tokens, parameters),
        sleepMilliseconds: sleepSeconds * 1000,
        queryId: this.nextQueryId++,
        createdMilliseconds: now,
        updatedMilliseconds: now,
        status: "SUBMITTED",
      };
    });
  }
}
