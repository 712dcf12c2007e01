/** Deeper values are more than SUPER may hold, and than every JSON writer can write. */
const MAX_DEPTH = 1_000;

/** Only such texts can have a number that a JavaScript number does not hold; most do not, and are read at once. */
const LONG_NUMBER = /[\d.]{16}|\d[eE]/;

/** A string, which is left alone, or a number. For texts that are JSON. */
const STRING_OR_NUMBER = /"(?:[^"\\]+|\\.)*"|-?\d[\d.eE+-]*/g;

/**
 * A SUPER value as JSON. A number that JSON readers would round is text, every digit.
 *
 * @returns the text itself if it is no JSON, or nested deeper than 1,000 levels
 */
export function readSuper(text: string): unknown {
  if (isDeep(text)) return text;
  try {
    const value: unknown = JSON.parse(text);
    return LONG_NUMBER.test(text) ? JSON.parse(text.replace(STRING_OR_NUMBER, keepDigits)) : value;
  } catch {
    return text;
  }
}

/** Whether brackets are nested deeper than {@link MAX_DEPTH}; told without a walk that is as deep. */
function isDeep(text: string): boolean {
  if (text.length <= MAX_DEPTH) return false;
  let depth = 0;
  let isString = false;
  for (let at = 0; at < text.length; at++) {
    const character = text[at];
    if (character === '"') isString = !isString;
    else if (isString) at += character === "\\" ? 1 : 0;
    else if (character === "[" || character === "{") depth++;
    else if (character === "]" || character === "}") depth--;
    if (depth > MAX_DEPTH) return true;
  }
  return false;
}

function keepDigits(token: string): string {
  return token.startsWith('"') || isExact(token) ? token : `"${token}"`;
}

/** Integers are numbers where a BIGINT would be one. */
function isExact(token: string): boolean {
  const number = Number(token);
  if (Number.isInteger(number) && !Number.isSafeInteger(number)) return false;
  return digitsOf(token) === digitsOf(String(number));
}

/** The number without the zeros and the exponent that are a matter of writing. */
function digitsOf(number: string): string {
  const [, sign = "", whole = "", fraction = "", exponent = "0"] =
    /^(-?)(\d+)\.?(\d*)(?:[eE]([+-]?\d+))?$/.exec(number) ?? [];
  const all = `${whole}${fraction}`.replace(/^0+/, "");
  const digits = withoutZerosBehind(all);
  if (digits === "") return whole === "" ? number : "0";
  return `${sign}${digits}e${Number(exponent) - fraction.length + all.length - digits.length}`;
}

/** Not by a pattern: one would look at every run of zeros anew from each of them. */
function withoutZerosBehind(digits: string): string {
  let end = digits.length;
  while (digits[end - 1] === "0") end--;
  return digits.slice(0, end);
}
