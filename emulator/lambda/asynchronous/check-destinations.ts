import { parseArn } from "../../../aws/arn";
import { AwsError } from "../../protocol/aws-error";
import { type FunctionReference, functionReference } from "../../protocol/function-reference";

/** Where what became of an event is sent. Values are ARNs; absent or empty: nowhere. */
export interface DestinationConfig {
  readonly OnSuccess?: { readonly Destination?: string };
  readonly OnFailure?: { readonly Destination?: string };
}

/** Services that events are sent to (Lambda API reference, PutFunctionEventInvokeConfig, DestinationConfig); S3 takes failures only. */
const ON_SUCCESS: ReadonlySet<string> = new Set(["events", "lambda", "sns", "sqs"]);
const ON_FAILURE: ReadonlySet<string> = new Set([...ON_SUCCESS, "s3"]);

/**
 * Refuses destinations that Lambda refuses beside its model.
 *
 * @param reference the function whose events are sent
 * @param exists whether a function of its account and region exists
 * @throws AwsError InvalidParameterValueException in Lambda's words
 */
export async function checkDestinations(
  config: DestinationConfig = {},
  reference: FunctionReference,
  exists: (reference: FunctionReference) => Promise<boolean>,
): Promise<void> {
  const [success, failure] = [config.OnSuccess?.Destination, config.OnFailure?.Destination];
  if (!isSentTo(ON_SUCCESS, success) || !isSentTo(ON_FAILURE, failure)) {
    throw invalid(`The provided destination config ${written(config)} is invalid.`);
  }
  for (const arn of [success, failure]) {
    const target = functionReference(arn ?? "", reference);
    if (target === undefined) continue;
    if (target.arn === reference.arn)
      throw invalid("You can't specify the function as a destination for itself.");
    // Who may reach another account's function, or another region's, is not known before an event is sent.
    if (target.accountId !== reference.accountId || target.region !== reference.region) continue;
    if (!(await exists(target))) throw invalid(`The destination ARN ${arn} is invalid.`);
  }
}

/** A destination that is absent or empty is none. */
function isSentTo(services: ReadonlySet<string>, arn = ""): boolean {
  return arn === "" || services.has(parseArn(arn)?.service ?? "");
}

/** As Lambda, which is written in Java, shows it. */
function written({ OnSuccess, OnFailure }: DestinationConfig): string {
  const part = (name: string, value: DestinationConfig["OnSuccess"]) =>
    value === undefined ? "null" : `${name}(destination=${value.Destination ?? "null"})`;
  return `DestinationConfig(onSuccess=${part("OnSuccess", OnSuccess)}, onFailure=${part("OnFailure", OnFailure)})`;
}

function invalid(message: string): AwsError {
  return new AwsError("InvalidParameterValueException", message);
}
