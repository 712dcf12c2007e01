import type { SignedRequest } from "../authentication/signed-request";
import { AwsError } from "../protocol/aws-error";
import { type FunctionReference, functionReference, qualifierInName } from "../protocol/function-reference";

/**
 * The function that a request names, checked as Lambda does before it looks for it; absent when the text names none.
 *
 * @throws AwsError another region's function, or two qualifiers that differ
 */
export function namedFunction(
  { caller, scope, query }: Pick<SignedRequest, "caller" | "scope" | "query">,
  text: string,
): FunctionReference | undefined {
  const { region } = scope;
  const qualifier = query.get("Qualifier") ?? undefined;
  const reference = functionReference(text, { accountId: caller.accountId, region }, qualifier);
  if (reference === undefined) return undefined;
  if (reference.region !== region) {
    throw new AwsError(
      "ResourceNotFoundException",
      `Functions from '${reference.region}' are not reachable in this region ('${region}')`,
      404,
    );
  }
  const derived = qualifierInName(text);
  if (derived !== undefined && qualifier !== undefined && derived !== qualifier) {
    throw new AwsError(
      "InvalidParameterValueException",
      "The derived qualifier from the function name does not match the specified qualifier.",
    );
  }
  return reference;
}
