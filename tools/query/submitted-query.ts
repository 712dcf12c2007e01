import { randomUUID } from "node:crypto";
import { isJson, presentMembers } from "../../aws/json";
import { type FunctionAnswer, type ResultPart, readAnswer } from "../lib/link/function-answer";
import type { EventInvocation, FunctionFailure } from "../lib/link/invocation";

/** Sends one event to the function and waits for what comes of it. */
export type SendEvent = (event: object, signal?: AbortSignal) => Promise<EventInvocation>;

/** One statement, or a named query, and its values. */
export type AskedQuery =
  | { readonly sql: string; readonly parameters: Readonly<Record<string, string>> }
  | { readonly query: string; readonly parameters: Readonly<Record<string, string | null>> };

/** What is asked, as it is submitted. */
export type QueryStatement = AskedQuery & {
  readonly format: "rows" | "objects" | "csv";
};

/** The statement failed, or a hop refused it. */
export class StatementFailed extends Error {
  constructor(readonly failure: FunctionFailure) {
    super(failure.code);
    this.name = "StatementFailed";
  }
}

type NotRun = Extract<EventInvocation, { readonly kind: "not-run" }>;

/** Lambda did not run the function, or was not heard. */
export class NotInvoked extends Error {
  constructor(readonly invocation: NotRun) {
    super(invocation.reason);
    this.name = "NotInvoked";
  }
}

/** What became of the statement of an interrupted query. */
export type Cancellation =
  | { readonly kind: "cancelled" | "ended"; readonly statementId: string }
  | { readonly kind: "not-cancelled"; readonly statementId: string; readonly reason: string };

const RUNNING: readonly string[] = ["SUBMITTED", "PICKED", "STARTED"];

/**
 * A statement that is submitted and then followed, from invocation to invocation: it may take longer than one of them, and whoever
 * waits for it can cancel it.
 */
export class SubmittedQuery {
  private statementId: string | undefined;

  constructor(private readonly send: SendEvent) {}

  /**
   * Submits the statement and hands out its result, answer by answer, to the end.
   *
   * @throws StatementFailed, NotInvoked, or the signal's reason
   */
  async *results(
    { parameters, format, ...text }: QueryStatement,
    signal: AbortSignal,
  ): AsyncGenerator<ResultPart, void, undefined> {
    // A client may repeat the call, and the statement runs once. It is not cut off: without its answer nobody could cancel it.
    const submission = { action: "submit", ...text, format, clientToken: randomUUID() };
    const given = Object.keys(parameters).length > 0 ? { parameters } : {};
    const submitted = await this.answerTo({ ...submission, ...given });
    this.statementId = statementIdOf(submitted);
    const { statementId } = this;
    let nextToken: string | undefined;
    for (;;) {
      signal.throwIfAborted();
      // A token has its format in it.
      const place = presentMembers({ nextToken, format: nextToken === undefined ? format : undefined });
      const answer = await this.answerTo({ action: "result", statementId, ...place }, signal);
      if (answer.kind === "status" && RUNNING.includes(answer.status)) continue;
      if (answer.kind !== "result")
        throw new Error(`the function answered ${answer.kind}, expected a result`);
      yield answer;
      nextToken = answer.nextToken;
      if (nextToken === undefined) return;
    }
  }

  /** Cancels the statement, if it was submitted; the interruption does not wait for it. */
  async cancel(): Promise<Cancellation | undefined> {
    const { statementId } = this;
    if (statementId === undefined) return undefined;
    const invocation = await this.send({ action: "cancel", statementId });
    if (invocation.kind === "not-run")
      return { kind: "not-cancelled", statementId, reason: invocation.reason };
    if (invocation.kind === "failed") {
      return { kind: "not-cancelled", statementId, reason: invocation.failure.message };
    }
    const isCancelled = isJson(invocation.answer) && invocation.answer.cancelled === true;
    return { kind: isCancelled ? "cancelled" : "ended", statementId };
  }

  private async answerTo(event: object, signal?: AbortSignal): Promise<FunctionAnswer> {
    const invocation = await this.send(event, signal);
    if (invocation.kind === "failed") throw new StatementFailed(invocation.failure);
    if (invocation.kind === "not-run") throw new NotInvoked(invocation);
    const answer = readAnswer(invocation.answer);
    if (answer.kind === "failed") throw new StatementFailed(answer.failure);
    return answer;
  }
}

function statementIdOf(answer: FunctionAnswer): string {
  if (answer.kind === "result") return answer.statementId;
  const statementId = answer.kind === "status" ? answer.members.statementId : undefined;
  if (statementId === undefined) throw new Error("the function answered without a statementId");
  return statementId;
}
