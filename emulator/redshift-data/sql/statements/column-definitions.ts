import { refused, type Translation } from "../dialect/translation";
import { lackError } from "../refusals/lack";
import { syntaxErrorAt } from "../refusals/syntax-error";
import { reservedColumnName } from "../reserved-words";
import { identifierName } from "../sql-text";
import type { ClauseReader, PlaceRange } from "./clause-reader";
import { readType } from "./column-types";
import type { RelationTraits } from "./relation-traits";
import type { TokenEdits } from "./token-edits";

/** What a reader of definitions works on. */
export interface Definitions {
  readonly reader: ClauseReader;
  readonly edits: TokenEdits;
  /** Gathers what is declared. */
  readonly traits: RelationTraits;
  /** Name of the table, for errors. */
  readonly table: string;
}

/** The names in a group of parentheses. */
export function namesOf(reader: ClauseReader, group: PlaceRange | undefined): readonly string[] {
  return group === undefined
    ? []
    : reader.items(group).map((item) => identifierName(reader.textOf(item).trim()));
}

/** `IDENTITY(seed, step)` for the engine, which wants a sequence that can begin where it does. */
function identityClause(seed: string, step: string, isDefault: boolean): string {
  const bound = step.startsWith("-") ? `MAXVALUE ${seed}` : `MINVALUE ${seed}`;
  const kind = isDefault ? "BY DEFAULT" : "ALWAYS";
  return `GENERATED ${kind} AS IDENTITY (START WITH ${seed} INCREMENT BY ${step} ${bound})`;
}

function readIdentity({ reader, edits }: Definitions, from: number, isDefault: boolean): void {
  const group = reader.takeGroup();
  const [seed = "1", step = "1"] =
    group === undefined ? [] : reader.items(group).map((item) => reader.textOf(item).replaceAll(/\s/g, ""));
  edits.replace({ from, to: reader.place }, identityClause(seed, step, isDefault));
}

function readReferences(
  { reader, edits, traits }: Definitions,
  columns: readonly string[],
  from: number,
): void {
  const target = reader.takeName() ?? "";
  const targetColumns = namesOf(reader, reader.takeGroup());
  traits.constraints = [...(traits.constraints ?? []), { kind: "f", columns, target, targetColumns }];
  edits.drop({ from, to: reader.place });
}

function declareKey(
  { traits }: Definitions,
  kind: "p" | "u",
  columns: readonly string[],
  name?: string,
): void {
  const constraint = { kind, columns, ...(name === undefined ? {} : { name }) };
  traits.constraints = [...(traits.constraints ?? []), constraint];
}

/** @see https://docs.aws.amazon.com/redshift/latest/dg/c_Compression_encodings.html */
const ENCODINGS: ReadonlySet<string> = new Set([
  ...["auto", "az64", "bytedict", "delta", "delta32k", "lzo", "mostly8", "mostly16", "mostly32", "none"],
  ...["raw", "runlength", "text255", "text32k", "zstd"],
]);

/** Goes past one attribute of a column. @returns why it is refused */
function readAttribute(definitions: Definitions, column: string): string | undefined {
  const { reader, edits, traits } = definitions;
  const from = reader.place;
  const drop = () => edits.drop({ from, to: reader.place });
  if (reader.take("encode")) {
    if (!ENCODINGS.has(reader.word())) return `ERROR: encoding "${reader.text()}" is not supported`;
    traits.encodings = { ...traits.encodings, [column]: reader.takeAny().toLowerCase() };
    drop();
  } else if (reader.take("distkey")) {
    Object.assign(traits, { distStyle: "key", distKey: column } satisfies RelationTraits);
    drop();
  } else if (reader.take("sortkey")) {
    traits.sortKey = [...(traits.sortKey ?? []), column];
    drop();
  } else if (reader.take("identity")) readIdentity(definitions, from, false);
  else if (reader.take("generated", "by", "default", "as", "identity")) readIdentity(definitions, from, true);
  else if (reader.isAt("generated")) return syntaxErrorAt("generated");
  else if (reader.take("primary", "key")) {
    edits.replace({ from, to: reader.place }, "NOT NULL");
    declareKey(definitions, "p", [column]);
  } else if (reader.take("unique")) {
    drop();
    declareKey(definitions, "u", [column]);
  } else if (reader.take("references")) readReferences(definitions, [column], from);
  else if (reader.take("collate")) {
    const collation = reader.takeAny().toLowerCase().replaceAll(/["']/g, "");
    if (collation === "case_insensitive") return `lack:COLLATE CASE_INSENSITIVE`;
    drop();
  } else if (reader.isAt("check")) return syntaxErrorAt("check");
  else if (reader.takeGroup() === undefined) reader.place++;
  return undefined;
}

/** Reads `name type attribute …` up to a place. @returns why it is refused */
export function readColumn(definitions: Definitions, end: number): string | undefined {
  const { reader, edits, table } = definitions;
  const reserved = reservedColumnName(reader.text());
  if (reserved !== undefined) return reserved;
  const column = identifierName(reader.takeName() ?? reader.takeAny());
  if (reader.place >= end) return undefined;
  const error = readType(reader, edits, `${table}.${column}`);
  if (error !== undefined) return error;
  while (reader.place < end) {
    const refusal = readAttribute(definitions, column);
    if (refusal !== undefined) return refusal;
  }
  return undefined;
}

/** Reads a constraint of the table, if one is here. @returns whether one is, or why it is refused */
export function readTableConstraint(definitions: Definitions): boolean | string {
  const { reader } = definitions;
  const from = reader.place;
  const name = reader.take("constraint") ? identifierName(reader.takeAny()) : undefined;
  if (reader.isAt("check") || reader.isAt("exclude")) return syntaxErrorAt(reader.word());
  if (reader.take("primary", "key")) declareKey(definitions, "p", namesOf(reader, reader.takeGroup()), name);
  else if (reader.isAt("unique") && reader.text(1) === "(") {
    reader.place++;
    declareKey(definitions, "u", namesOf(reader, reader.takeGroup()), name);
  } else if (reader.take("foreign", "key")) {
    const columns = namesOf(reader, reader.takeGroup());
    reader.take("references");
    readReferences(definitions, columns, from);
    const constraints = definitions.traits.constraints ?? [];
    const last = constraints.at(-1);
    if (name !== undefined && last !== undefined) constraints[constraints.length - 1] = { ...last, name };
  } else return false;
  return true;
}

/** Reads what stands between the parentheses of CREATE TABLE. @returns why it is refused */
export function readDefinitions(definitions: Definitions, group: PlaceRange): string | undefined {
  const { reader, edits, traits } = definitions;
  const kept: { readonly span: PlaceRange; readonly name: string; readonly isNotNull: boolean }[] = [];
  const dropped: PlaceRange[] = [];
  for (const span of reader.items(group)) {
    reader.place = span.from;
    if (reader.isAt("like")) {
      kept.push({ span, name: "", isNotNull: true });
      continue;
    }
    const constraint = readTableConstraint(definitions);
    if (typeof constraint === "string") return constraint;
    if (constraint) {
      dropped.push(span);
      continue;
    }
    const words = reader.textOf(span).toLowerCase();
    kept.push({
      span,
      name: identifierName(reader.text()),
      isNotNull: /\bnot\s+null\b|\bprimary\s+key\b/.test(words),
    });
    const error = readColumn(definitions, span.to);
    if (error !== undefined) return error;
  }
  // The comma before a constraint goes with it; constraints that come first take the one behind.
  for (const span of dropped)
    edits.drop(
      span.from === group.from ? { from: span.from, to: span.to + 1 } : { from: span.from - 1, to: span.to },
    );
  const keys = new Set(
    (traits.constraints ?? []).flatMap(({ kind, columns }) => (kind === "p" ? columns : [])),
  );
  for (const { span, name, isNotNull } of kept)
    if (keys.has(name) && !isNotNull) edits.insertBefore(span.to, "NOT NULL");
  return undefined;
}

/** A reason of the column reader: what begins with `lack:` names a construct. */
export function refusedColumn(reason: string): Translation {
  if (!reason.startsWith("lack:")) return refused(reason);
  return refused(lackError(reason.slice("lack:".length), "Compare lower(…) with lower(…)."));
}
