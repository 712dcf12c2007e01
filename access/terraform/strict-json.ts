import { jsonFault } from "../../aws/json";

/** A string, a bracket, or the colon that makes the string before it a name. */
const TOKEN = /"(?:[^"\\]|\\.)*"|[{}[\]:]/g;

/**
 * Reads JSON in which no object has a name twice. Terraform merges what stands under one name twice, IAM refuses it and
 * `JSON.parse` keeps the last: whoever reads such a text reads something else than the next one.
 *
 * @throws SyntaxError when the text is no JSON, or has a name twice in one object
 */
export function parseStrictJson(text: string): unknown {
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch (error) {
    throw new SyntaxError(jsonFault(error));
  }
  const twice = duplicateName(text);
  if (twice !== undefined) throw new SyntaxError(`${twice} stands twice in one object`);
  return json;
}

/** @param text valid JSON */
function duplicateName(text: string): string | undefined {
  const objects: Set<string>[] = [];
  let last = "";
  for (const [token] of text.matchAll(TOKEN)) {
    if (token === "{" || token === "[") objects.push(new Set());
    else if (token === "}" || token === "]") objects.pop();
    else if (token === ":") {
      // `"a"` and `"\u0061"` are one name.
      const name = String(JSON.parse(last));
      const names = objects.at(-1);
      if (names?.has(name)) return JSON.stringify(name);
      names?.add(name);
    } else last = token;
  }
  return undefined;
}
