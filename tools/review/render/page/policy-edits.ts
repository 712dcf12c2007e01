import { statementText } from "../../../../access/iam/statements";
import { isJson, type Json } from "../../../../aws/json";
import type { PolicyDifference } from "../../judge/policy-difference";

/** One line of a text of which there are two states. */
export interface EditLine {
  /** The state that has the line. */
  readonly side: PolicyDifference["side"] | "both";
  readonly text: string;
}

/** What changed in one statement, or in what is attached to one role. */
export interface PolicyEdit {
  /** For example "data role: statement ConnectAsDbUser of redshift-data-api". */
  readonly title: string;
  /** None differs where only something that is not shown did, as an external id. */
  readonly lines: readonly EditLine[];
}

/** The order in which AWS's documentation writes the elements of a statement. */
const ELEMENTS = [
  "Sid",
  "Effect",
  "Principal",
  "NotPrincipal",
  "Action",
  "NotAction",
  "Resource",
  "NotResource",
  "Condition",
];

/** More pairs of lines are not compared: all that goes is shown before all that comes. */
const MAX_COMPARISONS = 4_000_000;

/** Differences as edits: a statement that goes and one that comes under the same Sid are one statement that was edited. */
export function policyEdits(differences: readonly PolicyDifference[]): readonly PolicyEdit[] {
  const edits = new Map<string, { title: string; before: Json[]; after: Json[]; names: EditLine[] }>();
  for (const { side, role, policy, statement } of differences) {
    const title =
      statement === undefined ? `${role}: attached` : `${role}: ${statementText(statement, policy)}`;
    const edit = edits.get(title) ?? { title, before: [], after: [], names: [] };
    edits.set(title, edit);
    if (statement === undefined) edit.names.push({ side, text: policy });
    else edit[side].push(statement);
  }
  return [...edits.values()].flatMap(({ title, before, after, names }) => [
    ...(names.length === 0 ? [] : [{ title, lines: names }]),
    ...Array.from({ length: Math.max(before.length, after.length) }, (_, index) => ({
      title,
      lines: editedLines(before[index], after[index]),
    })),
  ]);
}

function editedLines(before: Json | undefined, after: Json | undefined): readonly EditLine[] {
  if (before === undefined || after === undefined) {
    const side = before === undefined ? "after" : "before";
    return statementLines(before ?? after ?? {}).map((text) => ({ side, text }));
  }
  return comparedLines(
    statementLines(asListsOf(before, after) as Json),
    statementLines(asListsOf(after, before) as Json),
  );
}

/** A statement as indented JSON, line by line, its elements in the order of AWS's documentation. */
export function statementLines(statement: Json): readonly string[] {
  const known = ELEMENTS.filter((element) => element in statement);
  const others = Object.keys(statement).filter((element) => !ELEMENTS.includes(element));
  const ordered = Object.fromEntries([...known, ...others].map((element) => [element, statement[element]]));
  return JSON.stringify(ordered, null, 2).split("\n");
}

/** A value on its own as a list of one wherever the other text has a list: IAM reads both alike, and lines match. */
function asListsOf(value: unknown, other: unknown): unknown {
  if (Array.isArray(other) && typeof value === "string") return [value];
  if (!isJson(value) || !isJson(other)) return value;
  return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, asListsOf(inner, other[key])]));
}

/** The longest common lines of two texts, and between them what goes before what comes. */
function comparedLines(before: readonly string[], after: readonly string[]): readonly EditLine[] {
  const line = (side: EditLine["side"]) => (text: string) => ({ side, text });
  if (before.length * after.length > MAX_COMPARISONS) {
    return [...before.map(line("before")), ...after.map(line("after"))];
  }
  // The comma after a line tells only whether another one follows.
  const [was, is] = [before, after].map((lines) => lines.map((text) => text.replace(/,$/, "")));
  const common = commonLengths(was ?? [], is ?? []);
  const lines: EditLine[] = [];
  let [left, right] = [0, 0];
  while (left < before.length && right < after.length) {
    if (was?.[left] === is?.[right]) {
      lines.push({ side: "both", text: after[right] ?? "" });
      left++;
      right++;
    } else if ((common[left + 1]?.[right] ?? 0) >= (common[left]?.[right + 1] ?? 0)) {
      lines.push({ side: "before", text: before[left++] ?? "" });
    } else {
      lines.push({ side: "after", text: after[right++] ?? "" });
    }
  }
  return [...lines, ...before.slice(left).map(line("before")), ...after.slice(right).map(line("after"))];
}

/** How many lines the rests of two texts have in common, by where the rests begin. */
function commonLengths(before: readonly string[], after: readonly string[]): readonly Uint16Array[] {
  const lengths = Array.from({ length: before.length + 1 }, () => new Uint16Array(after.length + 1));
  for (let left = before.length - 1; left >= 0; left--) {
    for (let right = after.length - 1; right >= 0; right--) {
      const [row, next] = [lengths[left], lengths[left + 1]];
      if (row === undefined || next === undefined) continue;
      row[right] =
        before[left] === after[right]
          ? (next[right + 1] ?? 0) + 1
          : Math.max(next[right] ?? 0, row[right + 1] ?? 0);
    }
  }
  return lengths;
}
