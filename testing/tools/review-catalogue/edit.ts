/** One change of the JSON that a review reads. */
export interface ReviewedMutation {
  readonly name: string;
  /** The changed JSON, as text. */
  readonly text: string;
  /** Id of a rule that has to find it, or what could not be checked. */
  readonly foundBy: RegExp;
}

export type JsonPath = readonly (string | number)[];
/** What is changed, where, into what, and which rule has to find it. */
export type JsonEdit = readonly [name: string, path: JsonPath, value: unknown, foundBy: RegExp];

/** Whatever rule it is. */
export const ANY_RULE = /./;
/** Rules about the form of a stack. */
export const FORM_RULE = /unexpected-part|mismatched-part|unread-part|link|policy-not-known/;
/** Rules about what a role has exactly. */
export const EXCLUSIVE_RULE = /exclusive-policies|unexpected-part|unread-part/;
/** Rules about grants. */
export const GRANT_RULE = /statement-beyond-link|unexpected-access|wildcard|managed-policy/;

/** A managed policy that lets a role do everything. */
export const ADMINISTRATOR_POLICY = "arn:aws:iam::aws:policy/AdministratorAccess";

/** Where the function of the sample link stands. */
export const FUNCTION_PATH = ["resource", "aws_lambda_function", "query_function"] as const;

/** The JSON as text, after the edit. `undefined` takes the member or the entry away. */
export function editedText(json: Record<string, unknown>, path: JsonPath, value: unknown): string {
  const last = path.at(-1) ?? "";
  let parent = json as Record<string | number, unknown>;
  for (const key of path.slice(0, -1)) {
    parent[key] ??= {};
    parent = parent[key] as Record<string | number, unknown>;
  }
  if (Array.isArray(parent)) parent.splice(Number(last), 1, ...(value === undefined ? [] : [value]));
  else if (value === undefined) delete parent[last];
  else parent[last] = value;
  return JSON.stringify(json);
}
