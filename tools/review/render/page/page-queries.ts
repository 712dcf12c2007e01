import { escapeHtml } from "../../../lib/report/escape-html";
import type { StackReview } from "../../judge/review-stack";
import { queriesInWords, querySignature, readableQueries } from "../queries-in-words";
import { folded } from "./page-text";

/** The named queries of a link with their SQL; nothing for a link without. */
export function pageQueries({ namedQueries: deployed, code }: StackReview): string {
  if (deployed === undefined) return "";
  const queries = readableQueries(deployed).map(
    (query) =>
      `<li><code>${escapeHtml(querySignature(query))}</code>${query.description === "" ? "" : ` ${escapeHtml(query.description)}`}<pre>${escapeHtml(query.sql)}</pre></li>`,
  );
  const sentence = `<p>The function ${escapeHtml(queriesInWords(deployed, code))}.</p>`;
  return `${sentence}${queries.length === 0 ? "" : folded("Named queries", `<ul>${queries.join("")}</ul>`, "quiet")}`;
}
