import { isJson, presentMembers } from "../../../aws/json";
import { isStatementId } from "../../../redshift-data/client/data-api-id";
import { invalidRequest } from "../../../redshift-data/errors/invalid-request";
import { decodeNextToken } from "../../../redshift-data/result/next-token";
import { ROW_FORMATS } from "../../../redshift-data/result/row-format";
import type { Request, ResultRequest } from "../../../redshift-data/statement/request";
import { fieldProblem, isFieldOf } from "./event-fields";
import { createFieldReader, type FieldReader, type TextRule } from "./field-reader";
import { type EventRules, UNRULED } from "./read-named-query";
import { readSubmission } from "./read-submission";

/** Rows of a result in an answer unless the event says otherwise: a page people can still look at. */
export const DEFAULT_MAX_ROWS = 10_000;

const ACTIONS = ["submit", "status", "result", "cancel"] as const;

/** A statement, or the n-th of a batch (`…:n`). */
const STATEMENT_ID: TextRule = {
  allowed: isStatementId,
  expected: "the statementId of an answer, unchanged",
};

/**
 * Lambda's event to a request; docs/function.md has the forms. Unknown fields are refused.
 *
 * @param rules of the link. @default - it has no named queries, and any SQL is allowed
 * @throws QueryError `EVENT_INVALID`, or the code of the one kind of problem, that lists everything wrong with the event, and
 * shows neither SQL nor values
 */
export function parseEvent(event: unknown, rules: EventRules = UNRULED): Request {
  if (!isJson(event)) {
    throw invalidRequest([
      'the event is not an object, expected { "sql": … }, { "sqls": … }, { "query": … }, { "copy": … }, { "unload": … } or { "action": … }',
    ]);
  }
  const reader = createFieldReader(event);
  const action = reader.oneOf("action", ACTIONS);
  // With an action that is not one, nobody knows which fields belong to it.
  if (action === undefined && reader.raw("action") !== undefined) reader.fail();
  for (const name of Object.keys(event)) {
    if (isFieldOf(name, action ?? "run")) continue;
    reader.refuse(() => fieldProblem(name, reader.quote(name), action ?? "run"));
  }
  const request = readRequest(reader, action ?? "run", rules);
  if (reader.problemCount > 0) reader.fail();
  return request;
}

function readRequest(reader: FieldReader, action: Request["action"], rules: EventRules): Request {
  switch (action) {
    case "run":
      return {
        action,
        submission: readSubmission(reader, rules),
        maxRows: readMaxRows(reader),
        onDeadline: reader.oneOf("onDeadline", ["cancel", "keep"]) ?? "cancel",
        ...presentMembers({ showValues: reader.flag("showValues") }),
      };
    case "submit":
      return { action, submission: readSubmission(reader, rules) };
    case "result":
      return readResultRequest(reader);
    case "status":
    case "cancel": {
      const statementId = readStatementId(reader);
      if (action === "cancel" && statementId.includes(":")) {
        reader.refuse(
          "statementId is one of a batch, expected the batch's own id, without the colon and number",
        );
      }
      return { action, statementId };
    }
  }
}

function readResultRequest(reader: FieldReader): ResultRequest {
  const statementId = readStatementId(reader);
  const format = reader.oneOf("format", ROW_FORMATS);
  const request: ResultRequest = {
    action: "result",
    statementId,
    maxRows: readMaxRows(reader),
    ...presentMembers({ format, showValues: reader.flag("showValues") }),
  };
  const nextToken = reader.raw("nextToken");
  if (nextToken === undefined) return request;
  const position = decodeNextToken(nextToken);
  if (position === undefined) {
    reader.refuse("nextToken is not one of this function, expected the nextToken of an answer, unchanged");
    return request;
  }
  if (position.statementId !== statementId) {
    reader.refuse("nextToken belongs to another statement, expected one of an answer of this statementId");
  }
  if (format !== undefined && (format === "csv") !== (position.format === "csv")) {
    reader.refuse(
      `format is ${format}, expected ${position.format}, which the nextToken continues; or leave it out`,
    );
  }
  return { ...request, format: format ?? position.format, position };
}

function readStatementId(reader: FieldReader): string {
  if (reader.raw("statementId") === undefined) {
    reader.refuse(`statementId is absent, expected ${STATEMENT_ID.expected}`);
  }
  return reader.text("statementId", STATEMENT_ID) ?? "";
}

function readMaxRows(reader: FieldReader): number {
  return reader.wholeNumber("maxRows", 1) ?? DEFAULT_MAX_ROWS;
}
