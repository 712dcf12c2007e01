import type { SqlToken } from "./sql-tokens";

/** SQL without its sleeps, and how long it would have slept. */
interface SleepingSql {
  readonly tokens: readonly SqlToken[];
  /** Sum of all `pg_sleep` calls that were taken out; seconds. */
  readonly sleepSeconds: number;
}

/**
 * Takes `pg_sleep(<number>)` out of SQL: the engine runs on the thread of the gateway, where a sleep would hold up
 * every other request, even the one that cancels the statement. A timer waits instead. A call with any other argument is
 * left to the engine and does hold up the others.
 */
export function takeOutSleeps(tokens: readonly SqlToken[]): SleepingSql {
  const result = [...tokens];
  const solid = tokens.flatMap((token, index) => (token.text.trim() === "" ? [] : [{ token, index }]));
  let sleepSeconds = 0;
  solid.forEach(({ token }, position) => {
    const [open, argument, close] = solid.slice(position + 1, position + 4);
    const isSleep = token.kind === "word" && token.text.toLowerCase() === "pg_sleep";
    if (!isSleep || open?.token.text !== "(" || close?.token.text !== ")") return;
    if (argument?.token.kind !== "number") return;
    sleepSeconds += Number(argument.token.text);
    result[argument.index] = { kind: "number", text: "0" };
  });
  return { tokens: result, sleepSeconds };
}
