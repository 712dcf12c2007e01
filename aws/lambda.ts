import { regionalArn } from "./arn";
import type { Location } from "./location";
import { dnsSuffix } from "./partition";

/** The service principal that runs functions. */
export const LAMBDA_SERVICE = "lambda.amazonaws.com";

/** The unqualified ARN, the only form `lambda:SourceFunctionArn` ever has. */
export function functionArn(at: Location, functionName: string): string {
  return regionalArn(at, "lambda", `function:${functionName}`);
}

/** The log group that Lambda writes to unless told otherwise. */
export function functionLogGroup(functionName: string): string {
  return `/aws/lambda/${functionName}`;
}

/** Lambda of a region as `kms:ViaService` names it. */
export function lambdaViaService(at: { readonly partition: string; readonly region: string }): string {
  return `lambda.${at.region}.${dnsSuffix(at.partition)}`;
}

/**
 * A function as a caller of `Invoke` names it.
 *
 * @param functionName or its ARN, whose form is then that of the alias
 * @param alias under which it is invoked. @default - none, the function itself
 */
export function invokedName(functionName: string, alias?: string): string {
  return alias === undefined ? functionName : `${functionName}:${alias}`;
}

/**
 * Services that invoke functions by their resource policy → the service that the ARNs of what invokes name. By their names without
 * the suffix of the partition. Not all of them: a service that is not here may invoke too.
 *
 * @see https://docs.aws.amazon.com/lambda/latest/dg/lambda-services.html
 */
export const INVOKING_SERVICES: Readonly<Record<string, string>> = {
  apigateway: "execute-api",
  bedrock: "bedrock",
  cloudformation: "cloudformation",
  codecommit: "codecommit",
  "cognito-idp": "cognito-idp",
  config: "config",
  elasticloadbalancing: "elasticloadbalancing",
  events: "events",
  iot: "iot",
  logs: "logs",
  s3: "s3",
  secretsmanager: "secretsmanager",
  ses: "ses",
  sns: "sns",
};
