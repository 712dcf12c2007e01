import type { LinkDraft } from "../link-draft";
import type { LinkProblem } from "../problem";

/**
 * Without named queries, a link that refuses all other SQL would run none; and it is the project's function that refuses it: of
 * any other code, review and log line would promise what nothing holds.
 */
export function checkQueries(link: LinkDraft): LinkProblem[] {
  if (link.rawSql !== false) return [];
  const ownCode = (["entry", "archive"] as const).find((field) => field in (link.function ?? {}));
  if (ownCode !== undefined) {
    const message = `is false with function.${ownCode}, expected only with the project's function, which is what refuses SQL: code of your own runs what it is written to run; take one of the two out`;
    return [{ path: ["rawSql"], message }];
  }
  // A key that is there without a value was refused by the schema.
  if ("queries" in link) return [];
  const message =
    "is false without queries, expected a folder of named queries beside it; name one in queries";
  return [{ path: ["rawSql"], message }];
}
