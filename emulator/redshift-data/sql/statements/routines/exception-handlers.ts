import { lackError } from "../../refusals/lack";
import { syntaxErrorAt } from "../../refusals/syntax-error";
import { ReplacedTokens } from "../../replaced-tokens";
import { type Layout, layoutOf, sqlOf, type Tokens, wordOrSign } from "../../sql-layout";
import { stringLiteral } from "../../sql-text";
import { mayBeginStatement } from "./routine-rights";

/** How a procedure commits: its call as a whole, or each of its statements. */
export type ProcedureMode = "atomic" | "nonatomic";

/** What is behind a TRUNCATE, which commits. Procedures, by whose names the error of a commit tells what cannot be done. */
export const COMMIT_BEHIND: Readonly<Record<ProcedureMode, string>> = {
  atomic: "CALL pg_internal.commit_truncated()",
  nonatomic: "CALL pg_internal.commit_nonatomic()",
};

/** Statements that a NONATOMIC procedure may end a transaction with that it was called from. */
const ENDS: Readonly<Record<string, string>> = {
  commit: COMMIT_BEHIND.nonatomic,
  rollback: "CALL pg_internal.roll_back_nonatomic()",
};

/** Fails as the rehearsal, in the middle of a procedure. */
function failing(construct: string, wayRound: string): Tokens {
  const reason = lackError(construct, wayRound).replace(/^ERROR: /, "");
  return sqlOf(`PERFORM pg_internal.fail(${stringLiteral(reason)});`);
}

const NESTED_TRANSACTION = failing(
  "The end of a transaction in a block whose errors are handled",
  "Put COMMIT, ROLLBACK, TRUNCATE and calls that handle errors outside of that block.",
);

const SURVIVING_STATEMENTS = failing(
  "An error in a NONATOMIC procedure, before which every statement is committed,",
  "Call the procedure on the deployed link.",
);

const RETURNING_HANDLER = failing("RETURN in the handler of an error", "Let the handler end.");

/** Words that end a transaction, where a statement begins. */
const TRANSACTION_WORDS: ReadonlySet<string> = new Set(["commit", "rollback", "truncate"]);

const HANDLER_KINDS: ReadonlySet<string> = new Set(["continue_handler", "exit_handler"]);

/** The END of the block in which a place stands. */
function blockEnd(layout: Layout, from: number): number | undefined {
  let depth = 0;
  for (let place = from; place < layout.solid.length; place++) {
    const word = layout.words[place];
    if (word === "end") {
      if (depth === 0) return place;
      depth--;
      if (["if", "loop", "case"].includes(layout.words[place + 1] ?? "")) place++;
    } else if (word === "case" || word === "begin" || word === "loop") depth++;
    else if (word === "if" && mayBeginStatement(layout, place)) depth++;
  }
  return undefined;
}

/** A handler: from its EXCEPTION to the END of its block. */
interface Handler {
  readonly exception: number;
  /** Behind its THEN. */
  readonly body: number;
  readonly end: number;
}

/** The handlers of a body in the order in which they stand, or why one is refused. */
function handlersOf(layout: Layout, mode: ProcedureMode): readonly Handler[] | string {
  const handlers: Handler[] = [];
  for (const [exception, word] of layout.words.entries()) {
    if (word !== "exception" || !mayBeginStatement(layout, exception)) continue;
    let place = exception + 1;
    if (HANDLER_KINDS.has(layout.words[place] ?? "")) {
      if (mode === "atomic") return syntaxErrorAt(layout.solid[place]?.text ?? "");
      place++;
    }
    const expected = ["when", "others", "then"];
    const wrong = expected.findIndex((one, ahead) => layout.words[place + ahead] !== one);
    if (wrong !== -1) return syntaxErrorAt(wordOrSign(layout, place + wrong));
    const end = blockEnd(layout, place + 3);
    if (end === undefined) return syntaxErrorAt("");
    handlers.push({ exception, body: place + 3, end });
  }
  return handlers;
}

/**
 * The body of a procedure in which errors are handled as Redshift does. The transaction is rolled back before a handler, committed
 * behind it, and the error is thrown again. In a NONATOMIC procedure it is not, and what ran before the error is kept, which the engine
 * cannot do: such an error is a lack when it happens.
 *
 * @returns why it is refused, as a string
 * @see https://docs.aws.amazon.com/redshift/latest/dg/stored-procedure-trapping-errors.html
 */
export function withHandledErrors(tokens: Tokens, mode: ProcedureMode): Tokens | string {
  const layout = layoutOf(tokens);
  const handlers = handlersOf(layout, mode);
  if (typeof handlers === "string") return handlers;
  if (mode === "nonatomic") return withKeptStatements(layout, handlers);
  const index = (place: number) => layout.solid[place]?.index ?? tokens.length;
  const insertions: readonly Edit[] = handlers.flatMap(({ exception, body, end }) => {
    const returns = layout.words.flatMap((word, place) =>
      word === "return" && place >= body && place < end && mayBeginStatement(layout, place) ? [place] : [],
    );
    return [
      {
        at: index(exception) + 1,
        text: sqlOf(" WHEN invalid_transaction_termination THEN ", NESTED_TRANSACTION),
      },
      { at: index(body), text: sqlOf("CALL pg_internal.roll_back_to_handle(); ") },
      ...returns.map((place) => ({ at: index(place), text: sqlOf(RETURNING_HANDLER, " ") })),
      { at: index(end), text: sqlOf("COMMIT; RAISE; ") },
    ];
  });
  return edited(tokens, insertions);
}

interface Edit {
  /** Tokens from here on, to before `to`; none where that is absent. */
  readonly at: number;
  readonly to?: number;
  readonly text: Tokens;
}

function edited(tokens: Tokens, edits: readonly Edit[]): Tokens {
  const replaced = new ReplacedTokens(tokens);
  for (const { at, to = at, text } of [...edits].sort((one, other) => one.at - other.at))
    replaced.replace(at, to, text);
  return replaced.written;
}

/** Every error that happens is a lack, but where the procedure ends transactions itself: those cannot end in a block with a handler. */
function withKeptStatements(layout: Layout, handlers: readonly Handler[]): Tokens {
  const { tokens, words, solid } = layout;
  const starts = words.flatMap((_, place) => (mayBeginStatement(layout, place) ? [place] : []));
  const index = (place: number) => solid[place]?.index ?? tokens.length;
  const outermost = handlers.filter(
    ({ exception }) => !handlers.some((other) => other.exception < exception && exception < other.end),
  );
  const isHandled = (place: number) =>
    outermost.some(({ exception, end }) => exception <= place && place < end);
  const handler = sqlOf("EXCEPTION WHEN OTHERS THEN ", SURVIVING_STATEMENTS, " ");
  const edits: Edit[] = outermost.map(({ exception, end }) => ({
    ...{ at: index(exception), to: index(end) },
    text: handler,
  }));
  for (const place of starts) {
    const text = ENDS[words[place] ?? ""];
    if (text === undefined || isHandled(place)) continue;
    edits.push({ at: index(place), to: index(place) + 1, text: sqlOf(text) });
  }
  const endsTransactions =
    starts.some((place) => TRANSACTION_WORDS.has(words[place] ?? "")) ||
    solid.some(({ kind, text }) => kind === "opaque" && /\btruncate\b/i.test(text));
  const begin = starts.find((place) => words[place] === "begin");
  const end = begin === undefined ? undefined : blockEnd(layout, begin + 1);
  if (!endsTransactions && end !== undefined && !handlers.some((one) => one.end === end))
    edits.push({ at: index(end), text: handler });
  return edited(tokens, edits);
}
