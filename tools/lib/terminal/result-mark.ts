/** What came of something that was looked at. `could-not-check` is never clean: nobody knows what would have been found. */
export type ResultStatus = "ok" | "problem" | "could-not-check";

/** The colour and the sign of each, the same in progress and in reports. */
export const RESULT_MARKS: Readonly<Record<ResultStatus, readonly ["red" | "green" | "yellow", string]>> = {
  ok: ["green", "✓"],
  problem: ["red", "✗"],
  "could-not-check": ["yellow", "?"],
};
