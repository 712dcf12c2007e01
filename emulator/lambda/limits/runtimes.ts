import { isJson } from "../../../aws/json";
import { AwsError } from "../../protocol/aws-error";
import { serviceModel, shapeOf } from "../../service-models/service-model";

/**
 * What Lambda takes today, in the order in which it lists them (recorded in January 2026,
 * https://github.com/localstack/localstack/blob/8b9a79f05846835cf4dff63ab7eefdde9df83783/tests/aws/services/lambda_/test_lambda_api.snapshot.json).
 * The model knows the ones of before, too. Nothing has left it since: AWS has put off the end of new functions with nodejs18.x and
 * nodejs20.x, which are deprecated, to February 2027 (https://docs.aws.amazon.com/lambda/latest/dg/lambda-runtimes.html).
 */
const TAKEN = [
  ...["nodejs20.x", "python3.14", "provided.al2023", "python3.12", "python3.13", "nodejs24.x", "nodejs22.x"],
  ...["java25", "python3.10", "python3.11", "java21", "ruby3.3", "ruby3.4", "ruby3.2", "python3.8"],
  ...["python3.9", "java17", "nodejs16.x", "dotnet10", "dotnet8", "java11", "dotnet6", "nodejs18.x"],
  ...["provided.al2", "java8.al2"],
];

/** @throws AwsError InvalidParameterValueException for a runtime that Lambda does not take, or takes no more */
export function checkRuntime(runtime: string): void {
  if (TAKEN.includes(runtime) || runtime.startsWith("arn:")) return;
  const isFormer = shapeOf(serviceModel("lambda"), "Runtime").enum?.includes(runtime) ?? false;
  throw new AwsError(
    "InvalidParameterValueException",
    isFormer
      ? `The runtime parameter of ${runtime} is no longer supported for creating or updating AWS Lambda functions. We recommend you use a supported runtime while creating or updating functions.`
      : `Value ${runtime} at 'runtime' failed to satisfy constraint: Member must satisfy enum value set: [${TAKEN.join(", ")}] or be a valid ARN`,
  );
}

/** Lambda developer guide, "Improving startup performance with Lambda SnapStart". */
const SNAP_START = /^(?:java(?:1[1-9]|2\d)|python3\.1[2-9]|dotnet(?:[89]|1\d))$/;

/** @throws AwsError snapshots of a runtime that has none, in Lambda's words */
export function checkSnapStart(setting: unknown, runtime: unknown): void {
  const wanted = isJson(setting) && setting.ApplyOn === "PublishedVersions";
  if (wanted && typeof runtime === "string" && !SNAP_START.test(runtime))
    throw new AwsError(
      "InvalidParameterValueException",
      `${runtime} is not supported for SnapStart enabled functions.`,
    );
}
