import type { ClauseReader } from "./clause-reader";
import { namesOf } from "./column-definitions";
import type { RelationTraits } from "./relation-traits";
import type { TokenEdits } from "./token-edits";

type DistStyle = NonNullable<RelationTraits["distStyle"]>;
const DIST_STYLES: readonly string[] = ["even", "key", "all", "auto"] satisfies DistStyle[];

function distStyleOf(word: string): DistStyle | undefined {
  return DIST_STYLES.includes(word) ? (word as DistStyle) : undefined;
}

/** Reads one attribute if one is here. */
export function readTableAttribute(reader: ClauseReader, traits: RelationTraits): boolean {
  const start = reader.place;
  if (reader.take("backup")) traits.hasBackup = reader.takeOneOf("yes", "no") === "yes";
  else if (reader.take("auto", "refresh")) traits.isAutoRefreshed = reader.takeOneOf("yes", "no") === "yes";
  else if (reader.take("encode", "auto")) traits.isEncodedAuto = true;
  else if (reader.take("diststyle")) {
    const style = distStyleOf(reader.word());
    if (style !== undefined) traits.distStyle = style;
    reader.place++;
  } else if (reader.take("distkey")) {
    const [column] = namesOf(reader, reader.takeGroup());
    Object.assign(traits, { distStyle: "key", ...(column === undefined ? {} : { distKey: column }) });
  } else readSortKey(reader, traits);
  return reader.place > start;
}

function readSortKey(reader: ClauseReader, traits: RelationTraits): void {
  const start = reader.place;
  const style = reader.takeOneOf("compound", "interleaved");
  if (!reader.take("sortkey")) {
    reader.place = start;
    return;
  }
  const word = reader.takeOneOf("auto", "none");
  if (word === "auto" || word === "none") {
    Object.assign(traits, { sortStyle: word, sortKey: [] } satisfies RelationTraits);
    return;
  }
  traits.sortKey = namesOf(reader, reader.takeGroup());
  traits.sortStyle = style === "interleaved" ? style : "compound";
}

/** Takes the attributes at the place out of the statement. */
export function takeTableAttributes(reader: ClauseReader, edits: TokenEdits, traits: RelationTraits): void {
  const from = reader.place;
  while (readTableAttribute(reader, traits));
  edits.drop({ from, to: reader.place });
}
