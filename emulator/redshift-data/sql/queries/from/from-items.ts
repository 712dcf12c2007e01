import { type Layout, layoutOf, type Tokens, topLevel } from "../../sql-layout";

/** An item of FROM: how it is joined to those before it, what it is, and on what condition. Lossless. */
export interface FromItem {
  /** Empty for the first; `,`, or `LEFT JOIN` and its like, with the spaces around. */
  readonly joint: Tokens;
  /** `name alias`, `(query) alias`, …, with the spaces after it. */
  readonly source: Tokens;
  /** `ON …` or `USING (…)`, with the spaces after it. */
  readonly condition: Tokens;
}

const JOIN_WORDS: ReadonlySet<string> = new Set([
  "natural",
  "inner",
  "left",
  "right",
  "full",
  "cross",
  "outer",
]);

/** How many words the joint at `at` has; 0 when none begins there. */
function jointLength({ solid, words }: Layout, at: number): number {
  if (solid[at]?.text === ",") return 1;
  let end = at;
  while (JOIN_WORDS.has(words[end] ?? "")) end++;
  return words[end] === "join" ? end - at + 1 : 0;
}

/** The items of a FROM clause without its first word. */
export function fromItems(body: Tokens): readonly FromItem[] {
  const layout = layoutOf(body);
  const { solid, words } = layout;
  const marks: { joint: number; source: number; condition?: number }[] = [{ joint: 0, source: 0 }];
  let isCondition = false;
  for (const at of topLevel(layout)) {
    const mark = marks.at(-1);
    if (mark === undefined || at < mark.source) continue;
    const length = solid[at - 1]?.text === "." ? 0 : jointLength(layout, at);
    if (length > 0) {
      marks.push({ joint: at, source: at + length });
      isCondition = false;
    } else if (!isCondition && (words[at] === "on" || words[at] === "using")) {
      mark.condition = at;
      isCondition = true;
    }
  }
  const index = (at: number | undefined, other: number): number =>
    at === undefined ? other : (solid[at]?.index ?? body.length);
  return marks.map(({ joint, source, condition }, number) => {
    const end = index(marks[number + 1]?.joint, body.length);
    const jointAt = number === 0 ? 0 : index(joint, 0);
    const sourceAt = number === 0 ? 0 : index(source, 0);
    const conditionAt = index(condition, end);
    return {
      joint: body.slice(jointAt, sourceAt),
      source: body.slice(sourceAt, conditionAt),
      condition: body.slice(conditionAt, end),
    };
  });
}

/** FROM again. */
export function fromOf(items: readonly FromItem[]): Tokens {
  return items.flatMap(({ joint, source, condition }) => [...joint, ...source, ...condition]);
}
