/** Decodes an `application/x-www-form-urlencoded` body. */
export function parseForm(body: Buffer): URLSearchParams {
  return new URLSearchParams(body.toString("utf8"));
}

/** The same parameters, with some of them replaced. */
export function withParameters(
  parameters: URLSearchParams,
  replacements: Readonly<Record<string, string>>,
): URLSearchParams {
  const changed = new URLSearchParams(parameters);
  for (const [name, value] of Object.entries(replacements)) changed.set(name, value);
  return changed;
}
