import { changesSettings } from "../sql/session-words";
import type { EngineOutcome, EngineStatement } from "./execute-sql";

/** One statement of an open transaction, and how it ended when it first ran. */
interface TransactionStep {
  readonly statement: EngineStatement;
  readonly hasFailed: boolean;
  /** Rows it changed. Absent for a statement with a result set: what others commit may change that. */
  readonly changedRows?: number;
}

const BEGIN: TransactionStep = { statement: { sql: "BEGIN", values: [] }, hasFailed: false, changedRows: 0 };

function stepOf(statement: EngineStatement, { error, result, rowCount }: EngineOutcome): TransactionStep {
  const hasFailed = error !== undefined;
  return { statement, hasFailed, ...(result === undefined ? { changedRows: rowCount } : {}) };
}

/** Whether a repeated statement ended otherwise than at first: others have changed what it works on. */
export function endsOtherwise(
  step: TransactionStep,
  statement: EngineStatement,
  again: EngineOutcome,
): boolean {
  const { hasFailed, changedRows } = stepOf(statement, again);
  return hasFailed !== step.hasFailed || (!hasFailed && changedRows !== step.changedRows);
}

/**
 * A connection to the database as its client knows it: who is logged in, what was set, which transaction is open. The engine has
 * one connection for all of them, so whatever makes the next statement find what the last one left is written down here.
 * Its temporary tables stay in the engine.
 */
export class DatabaseSession {
  private steps: readonly TransactionStep[] = [];
  private lasting: readonly EngineStatement[] = [];
  private hasFailedTransaction = false;
  /** What `pg_last_copy_count()` and its neighbours tell: setting → value. */
  readonly lastFiles = new Map<string, number>();

  /**
   * @param user database user
   * @param database what the client calls the database
   */
  constructor(
    readonly user: string,
    readonly database: string,
  ) {}

  /** The statements of the open transaction from its `BEGIN`; empty when none is open. */
  get transaction(): readonly TransactionStep[] {
    return this.steps;
  }

  /** Whether the open transaction takes no more statements: one of them failed. */
  get isFailed(): boolean {
    return this.hasFailedTransaction;
  }

  /** The statements that set what is set now and last longer than a transaction. */
  get settings(): readonly EngineStatement[] {
    return this.lasting;
  }

  /** Takes in what a statement did to the connection. */
  ran(statement: EngineStatement, outcome: EngineOutcome): void {
    const { transaction, command, error } = outcome;
    const isEnd = command === "COMMIT" || command === "ROLLBACK";
    const wasOpen = this.steps.length > 0;
    this.hasFailedTransaction = transaction === "failed";
    if (transaction === "none") {
      if (command === "COMMIT") this.committed();
      else if (!wasOpen && error === undefined) this.keepSettings([statement]);
      this.steps = [];
    } else if (wasOpen && isEnd && error === undefined && !/\bto\b/i.test(statement.sql)) {
      // `COMMIT AND CHAIN`: the next transaction is open.
      if (command === "COMMIT") this.committed();
      this.steps = [BEGIN];
    } else this.steps = [...this.steps, stepOf(statement, outcome)];
  }

  /** The open transaction is committed, and another one has begun. */
  committedAndChained(): void {
    this.committed();
    this.steps = [BEGIN];
  }

  /** The open transaction can only be rolled back. */
  conflicted(breaking: EngineStatement): void {
    this.steps = [BEGIN, { statement: breaking, hasFailed: true }];
    this.hasFailedTransaction = true;
  }

  private committed(): void {
    this.keepSettings(this.steps.filter(({ hasFailed }) => !hasFailed).map(({ statement }) => statement));
  }

  /** A repeated statement counts where it was given last. */
  private keepSettings(statements: readonly EngineStatement[]): void {
    const settings = statements.filter(({ sql }) => changesSettings(sql));
    const texts = new Set(settings.map(({ sql }) => sql));
    this.lasting = [...this.lasting.filter(({ sql }) => !texts.has(sql)), ...settings];
  }
}
