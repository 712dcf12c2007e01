import type { SignedRequest } from "../authentication/signed-request";
import { AwsError } from "../protocol/aws-error";
import { namedOperation } from "./named-operation";
import { operationInput } from "./operation-input";
import { isModelled, type ModelledService, serviceModel } from "./service-model";
import { type ConstraintViolation, violationsOf } from "./violations";

/** The code of a broken constraint, by service (recorded answers; the query services say Error, the JSON ones Exception). */
const CODES: Readonly<Record<ModelledService, string>> = {
  iam: "ValidationError",
  sts: "ValidationError",
  lambda: "ValidationException",
  "redshift-data": "ValidationException",
};

/** Members that no message shows: secrets, SQL and its values, and documents, which are long. */
const UNSHOWN: ReadonlySet<string> = new Set([
  ...["ExternalId", "TokenCode", "SerialNumber", "WebIdentityToken", "SAMLAssertion"],
  ...["Sql", "Sqls", "Parameters"],
  ...["PolicyDocument", "AssumeRolePolicyDocument", "Policy", "PolicyInputList"],
  ...["Password", "OldPassword", "NewPassword", "PrivateKey", "Environment"],
]);

/**
 * Lambda answers an unknown runtime in words of its own, and names those it takes today, which the model does not (see
 * `lambda/limits/`).
 */
const DECIDED_BY_SERVICE: ReadonlySet<string> = new Set(["runtime"]);

/**
 * Refuses a request whose input breaks its service's model. A request that names no operation of the model is left to the service.
 *
 * @throws AwsError the service's validation error with every violation, or its error for an input that cannot be read
 */
export function checkInput(request: SignedRequest): void {
  const { service } = request.scope;
  if (!isModelled(service)) return;
  const model = serviceModel(service);
  const operation = namedOperation(model, request);
  if (operation === undefined) return;
  const { input } = model.operations[operation.name] ?? {};
  if (input === undefined) return;
  const found = violationsOf(model, input, operationInput(model, operation, input, request), UNSHOWN).filter(
    ({ path }) => !(service === "lambda" && DECIDED_BY_SERVICE.has(path)),
  );
  if (found.length > 0) throw new AwsError(CODES[service], violationsText(found));
}

function violationsText(found: readonly ConstraintViolation[]): string {
  const noun = found.length === 1 ? "error" : "errors";
  const texts = found.map(({ path, shown, constraint }) => {
    const value = shown === undefined ? "Value" : `Value ${shown}`;
    return `${value} at '${path}' failed to satisfy constraint: ${constraint}`;
  });
  return `${found.length} validation ${noun} detected: ${texts.join("; ")}`;
}
