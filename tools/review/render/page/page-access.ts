import { claimOf, denialOf } from "../../../../access/link/probes/probe";
import { escapeHtml } from "../../../lib/report/escape-html";
import type { AccessRow } from "../../judge/access-table";
import type { Quote } from "../../judge/quote-statement";
import { isWrongAnswer } from "../link-state";
import { folded, pageText, sign } from "./page-text";
import { statementLines } from "./policy-edits";

/** What the simulator was asked about one link. What is not as it should be comes first, and is never folded. */
export function pageAccess(access: readonly AccessRow[]): string {
  if (access.length === 0) return `<p>${sign("?", "warn")} No request could be decided.</p>`;
  const of = (expected: AccessRow["expected"]) => access.filter((row) => row.expected === expected);
  const [needed, others] = [of("allowed"), of("denied")];
  const held = others.filter((row) => !isWrongAnswer(row));
  const all = held.length === others.length;
  return [
    "<h3>What the link needs</h3>",
    requests([...needed.filter(isWrongAnswer), ...needed.filter((row) => !isWrongAnswer(row))]),
    "<h3>What must be denied</h3>",
    requests(others.filter(isWrongAnswer)),
    held.length === 0
      ? ""
      : folded(
          `${sign("✓", "ok")} ${all ? `all ${held.length}` : `${held.length} of ${others.length}`} requests are denied, as they must be`,
          requests(held),
          "held",
        ),
  ].join("");
}

function requests(rows: readonly AccessRow[]): string {
  return rows.length === 0 ? "" : `<ul class="requests">${rows.map(request).join("")}</ul>`;
}

function request(row: AccessRow): string {
  const { mark, words, tag } = inWords(row);
  const should =
    tag === undefined
      ? ""
      : ` <strong class="tag ${row.answer === "could not check" ? "warn" : "bad"}">${tag}</strong>`;
  return `<li>${mark}<p>${pageText(words)} <span class="dim">hop ${row.hop}</span>${should}</p><div><p>${pageText(row.reason)}</p>${quotes(row.quotes)}</div></li>`;
}

/** A row as a sentence that is true, and whether it should be. */
function inWords(row: AccessRow): { readonly mark: string; readonly words: string; readonly tag?: string } {
  const { answer, expected } = row;
  if (answer === "could not check") {
    const words = `whether ${claimOf(row)}`;
    return { mark: sign("?", "warn"), words, tag: `could not check, must be ${expected}` };
  }
  const words = answer === "allowed" ? claimOf(row) : denialOf(row);
  return isWrongAnswer(row)
    ? { mark: sign("✗", "bad"), words, tag: `must be ${expected}` }
    : { mark: sign("✓", "ok"), words };
}

/** The statements that decided, as they stand in the policies. */
function quotes(list: readonly Quote[]): string {
  if (list.length === 0) return "";
  const texts = list.map(
    ({ policy, statement }) =>
      `<p>${escapeHtml(policy)}</p><pre tabindex="0" role="group" aria-label="Statement of ${escapeHtml(policy)}">${escapeHtml(statementLines(statement).join("\n"))}</pre>`,
  );
  return folded(list.length === 1 ? "the statement" : "the statements", texts.join(""), "quote");
}
