const ENTITIES: Readonly<Record<string, string>> = {
  "&": "&amp;",
  "<": "&lt;",
  ">": "&gt;",
  '"': "&quot;",
  "'": "&apos;",
};
const CHARACTERS = new Map(Object.entries(ENTITIES).map(([character, entity]) => [entity, character]));

/** Text that may stand inside an element. */
export function escapeXml(text: string): string {
  return text.replace(/[&<>"']/g, (character) => ENTITIES[character] ?? character);
}

/** The inverse of {@link escapeXml}, numeric references included. */
export function unescapeXml(text: string): string {
  return text.replace(/&(?:#(\d+)|#x([\da-f]+)|\w+);/gi, (entity, decimal?: string, hexadecimal?: string) => {
    if (decimal !== undefined) return String.fromCodePoint(Number.parseInt(decimal, 10));
    if (hexadecimal !== undefined) return String.fromCodePoint(Number.parseInt(hexadecimal, 16));
    return CHARACTERS.get(entity) ?? entity;
  });
}

/** A flat or nested record as elements. */
export interface XmlRecord {
  readonly [name: string]: string | number | XmlRecord;
}

/** The members of a record as elements, in their order, escaped. */
export function xmlElements(record: XmlRecord): string {
  return Object.entries(record)
    .map(([name, value]) => {
      const content = typeof value === "object" ? xmlElements(value) : escapeXml(String(value));
      return `<${name}>${content}</${name}>`;
    })
    .join("");
}
