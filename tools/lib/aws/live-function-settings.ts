/** Settings of the function that a link may leave as Lambda has them: name → value as text. One without a name here is not set. */
export type OptionalSettings = Readonly<Record<string, string>>;

/** The settings that are not as declared, in words; a value that is the default is none. */
export function unlikeSettings(live: OptionalSettings, declared: OptionalSettings): readonly string[] {
  const names = [...new Set([...Object.keys(declared), ...Object.keys(live)])].sort();
  return names
    .filter((name) => live[name] !== declared[name])
    .map((name) => `its ${name} is ${live[name] ?? "not set"}, should be ${declared[name] ?? "not set"}`);
}

/** Those with a value other than Lambda's own. */
export function optionalSettings(settings: Readonly<Record<string, string | undefined>>): OptionalSettings {
  return Object.fromEntries(
    Object.entries(settings).flatMap(([name, value]) =>
      value === undefined || value === "" || value === DEFAULTS[name] ? [] : [[name, value]],
    ),
  );
}

const DEFAULTS: OptionalSettings = { "ephemeral storage": "512 MB", tracing: "PassThrough" };

/** Ids of a set, in one order. */
export function listed(ids: unknown): string | undefined {
  return Array.isArray(ids) ? ids.map(String).sort().join(", ") : undefined;
}

/** A list in which the order says something. */
export function inOrder(values: unknown): string | undefined {
  return Array.isArray(values) && values.length > 0 ? values.map(String).join(", ") : undefined;
}
