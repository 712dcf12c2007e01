import { randomUUID } from "node:crypto";
import { AwsError } from "../gateway/aws-error";
import { authorizeSubmission, targetArn } from "./authorize";
import { findDatabaseIdentity } from "./credentials";
import { describeSubmission } from "./describe-statement";
import { waitAtMost } from "./long-poll";
import { bindParameters, type NamedParameter } from "./named-parameters";
import { readSubmission, readTarget } from "./read-submission";
import type { RequestContext } from "./request-context";
import { runStatement } from "./run-statement";
import type { Services } from "./services";
import { takeOutSleeps } from "./simulated-sleep";
import { tokenizeSql } from "./sql-tokens";
import { Statement, type StatementPart } from "./statement";
import { ownerOf } from "./statement-store";
import type { Submission } from "./submission";
import type { DatabaseIdentity, Warehouse } from "./warehouse";

/** Process id of the first connection; each statement has its own. */
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

/** ExecuteStatement and BatchExecuteStatement. */
export class Submitter {
  private nextPid = FIRST_PID;
  private nextQueryId = FIRST_QUERY_ID;

  constructor(private readonly services: Services) {}

  /** The order of the checks is documented nowhere: action first, then existence, then credentials. */
  async submit(context: RequestContext, input: unknown, isBatch: boolean): Promise<Record<string, unknown>> {
    const { authorizer, warehouses, clock } = this.services;
    const target = readTarget(input);
    const { accountId } = context.caller;
    const warehouse = warehouses.find({ accountId, region: context.region, ...target });
    const resource = targetArn(context, target, warehouse);
    const action = isBatch ? "BatchExecuteStatement" : "ExecuteStatement";
    await authorizeSubmission(authorizer, context, action, resource);
    const submission = readSubmission(input, isBatch);
    if (warehouse === undefined) {
      throw new AwsError("ValidationException", "Redshift endpoint doesn't exist in this region.");
    }
    const parts = this.parts(submission);
    checkParametersUsed(submission.parameters, parts);
    const identity = await findDatabaseIdentity({
      authorizer,
      context,
      submission,
      warehouse,
      targetArn: resource,
    });
    const statement =
      this.repeated(context, submission) ?? this.start(context, submission, warehouse, identity, parts);
    if (submission.waitSeconds !== undefined) {
      await waitAtMost(clock, statement.settled, submission.waitSeconds);
    }
    return describeSubmission(statement);
  }

  private repeated(context: RequestContext, { clientToken }: Submission): Statement | undefined {
    return clientToken === undefined
      ? undefined
      : this.services.statements.withClientToken(context, clientToken);
  }

  private start(
    context: RequestContext,
    submission: Submission,
    warehouse: Warehouse,
    identity: DatabaseIdentity,
    parts: readonly StatementPart[],
  ): Statement {
    const { statements, clock, limits } = this.services;
    if (statements.activeOn(warehouse).length >= limits.activeStatements) {
      throw new AwsError(
        "ActiveStatementsExceededException",
        `Active statements exceeded the allowed quota (${limits.activeStatements}).`,
      );
    }
    const statement = new Statement({
      id: randomUUID(),
      owner: ownerOf(context),
      submission,
      warehouse,
      identity,
      parts,
      pid: this.nextPid++,
      nowMilliseconds: () => clock.nowMilliseconds(),
    });
    statements.add(statement);
    void runStatement(statement, clock);
    return statement;
  }

  private parts({ sqls, parameters }: Submission): readonly StatementPart[] {
    const now = this.services.clock.nowMilliseconds();
    return sqls.map((queryString) => {
      const { tokens, sleepSeconds } = takeOutSleeps(tokenizeSql(queryString));
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
