/** A value that must not be in a text, and the name that stands for it. */
export interface NamedValue {
  readonly name: string;
  readonly value: string;
}

/**
 * The text with every parameter value replaced by `:<name>`, as it is or as SQL quotes it. The engine quotes values in
 * its errors ("invalid input syntax for integer: …"), and Lambda logs every error that leaves a function.
 */
export function redactParameters(text: string, parameters: readonly NamedValue[]): string {
  // A scan instead of one big expression: values may be megabytes long, which expressions may not.
  const names = new Map(
    parameters.flatMap(({ name, value }) =>
      quotedForms(value)
        .filter((form) => text.includes(form))
        .map((form) => [form, name]),
    ),
  );
  const lengths = [...new Set([...names.keys()].map(({ length }) => length))].sort((a, b) => b - a);
  let redacted = "";
  for (let at = 0; at < text.length; ) {
    const found = lengths.find((length) => {
      const value = text.slice(at, at + length);
      return names.has(value) && isWholeWord(text, at, value);
    });
    redacted += found === undefined ? text[at] : `:${names.get(text.slice(at, at + found))}`;
    at += found ?? 1;
  }
  return redacted;
}

/** The value, and what stands for it between the quotes of an SQL literal and of an SQL name. */
function quotedForms(value: string): readonly string[] {
  return [value, value.replaceAll("'", "''"), value.replaceAll('"', '""')];
}

/** So that a parameter `3` leaves `S3` and `13` alone. */
function isWholeWord(text: string, at: number, value: string): boolean {
  const goesOnBefore = /^\w/.test(value) && /\w/.test(text[at - 1] ?? "");
  const goesOnAfter = /\w$/.test(value) && /\w/.test(text[at + value.length] ?? "");
  return !goesOnBefore && !goesOnAfter;
}
