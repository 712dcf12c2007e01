import type { LinkDraft } from "../link-draft";
import type { LinkProblem } from "../problem";

/** Without named queries, a link that refuses all other SQL would run none. */
export function checkQueries(link: LinkDraft): LinkProblem[] {
  // A key that is there without a value was refused by the schema.
  if (link.rawSql !== false || "queries" in link) return [];
  const message =
    "is false without queries, expected a folder of named queries beside it; name one in queries";
  return [{ path: ["rawSql"], message }];
}
