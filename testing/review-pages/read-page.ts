const ENTITIES: Readonly<Record<string, string>> = {
  "&lt;": "<",
  "&gt;": ">",
  "&quot;": '"',
  "&#39;": "'",
  "&amp;": "&",
};

/** An opening tag of a page. */
export interface PageElement {
  readonly name: string;
  readonly attributes: ReadonlyMap<string, string>;
}

/** Every opening tag, in order. Style and scripts hold no tags. */
export function elementsOf(html: string): readonly PageElement[] {
  const markup = html.replace(/(<(?:style|script)[^>]*>).*?<\/(?:style|script)>/gs, "$1");
  return [...markup.matchAll(/<([a-z][a-z0-9]*)((?:\s+[^\s=>"]+(?:="[^"]*")?)*)\s*>/g)].map(
    ([, name = "", attributes = ""]) => ({
      name,
      attributes: new Map(
        [...attributes.matchAll(/([^\s=>"]+)(?:="([^"]*)")?/g)].map(([, key = "", value = ""]) => [
          key,
          decoded(value),
        ]),
      ),
    }),
  );
}

/** What a reader sees: tags gone, entities decoded, white space as one space. */
export function textIn(html: string): string {
  return decoded(html.replace(/<[^>]*>/g, " "))
    .replace(/\s+/g, " ")
    .trim();
}

/** The page as it is before a reader opens anything: each `details` is its summary. */
export function unopened(html: string): string {
  const innermost =
    /<details[^>]*><summary>((?:(?!<details|<\/summary>).)*)<\/summary>(?:(?!<details).)*?<\/details>/s;
  let left = html;
  while (innermost.test(left)) left = left.replace(innermost, "$1");
  return left;
}

/** The text of every element of this name, and class where one is given. Such elements hold none of their own kind. */
export function elementTexts(html: string, name: string, kind?: string): readonly string[] {
  const opening = kind === undefined ? `<${name}(?:\\s[^>]*)?>` : `<${name} class="${kind}"[^>]*>`;
  return [...html.matchAll(new RegExp(`${opening}(.*?)</${name}>`, "gs"))].map(([, inner = ""]) =>
    textIn(inner),
  );
}

function decoded(text: string): string {
  return text.replace(/&(?:lt|gt|quot|amp|#39);/g, (entity) => ENTITIES[entity] ?? entity);
}
