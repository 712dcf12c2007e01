import { AccessError } from "../iam/access-error";

/** Values of references that are known at synth: `aws_iam_role.query_role.name` → the name. */
export type ResolveReference = (reference: string) => string | undefined;

const TEMPLATE = /\$\$\{|%%\{|%\{[^}]*\}?|\$\{([^}]*)\}/g;

/**
 * The value of a string in Terraform JSON: references replaced, `$${` and `%%{` unescaped.
 *
 * @param address where the string stands, for the message
 * @throws AccessError when it holds an expression other than a known reference
 */
export function terraformText(value: unknown, resolve: ResolveReference, address: string): string {
  if (typeof value !== "string") {
    throw new AccessError(
      "unreadable-terraform",
      `${address} is ${JSON.stringify(value)}, expected text; check the synthesized JSON`,
    );
  }
  return value.replace(TEMPLATE, (match, expression: string | undefined) => {
    if (match === "$${") return "${";
    if (match === "%%{") return "%{";
    const known = expression === undefined ? undefined : resolve(expression.trim());
    // The expression alone: the text around it may hold an external id.
    if (known === undefined) throw unknownAtSynth(address, match);
    return known;
  });
}

/** Something Terraform works out later than synth, so that nothing can be said about it. */
export function unknownAtSynth(address: string, value: string): AccessError {
  return new AccessError(
    "not-known-yet",
    `${address} is ${value}, unknown at synth, expected a literal or a reference to a role or policy document of the stack; write the value itself`,
  );
}
