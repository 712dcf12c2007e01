import { EXPIRED_CREDENTIAL_CODES, NO_CREDENTIALS_CODE } from "../../../aws/failure/aws-failure";
import { dataRole, type LinkContext, lambdaSide } from "../../link/link-context";
import type { ErrorRule } from "../error-rule";
import { IAM_SETTLES } from "./iam-settles";

/** The first error of everyone who tries this: hop 1 refused. AWS gives one text for every reason. */
export const hop1Denied: ErrorRule = {
  code: "HOP1_DENIED",
  hop: "assume-role",
  summary: "the data role could not be assumed; AWS does not say which side refused",
  phases: ["assume-role"],
  awsCodes: ["AccessDenied", "AccessDeniedException"],
  advice: (link) =>
    `${IAM_SETTLES}. Then check both sides. ${lambdaSide(link)}: the execution role of function ${link.functionName} must allow sts:AssumeRole on ${link.settings.dataRoleArn}, with no condition that excludes this function. ${dataRole(link)}: it must exist, its trust policy must allow sts:AssumeRole to that execution role, and ${externalIdAdvice(link)}. If the execution role was deleted and created again, save the trust policy again. A permissions boundary of either role, a service control policy or a resource control policy can refuse too`,
};

function externalIdAdvice(link: LinkContext): string {
  return link.settings.externalId === undefined
    ? "must not ask for an sts:ExternalId, because EXTERNAL_ID is not set on the function"
    : "its sts:ExternalId must equal EXTERNAL_ID of the function";
}

/** Every other way hop 1 fails. */
export const otherAssumeRoleRules: readonly ErrorRule[] = [
  {
    code: "THROTTLED",
    hop: "assume-role",
    summary: "STS throttled the calls longer than the function retried",
    phases: ["assume-role"],
    kind: "quota",
    advice: (link) => `wait and call again; the quota counts all STS callers ${lambdaSide(link)}`,
  },
  {
    code: "STS_REGION_DISABLED",
    hop: "assume-role",
    summary: "STS is not active in the function's region for this account",
    phases: ["assume-role"],
    awsCodes: ["RegionDisabledException"],
    advice: (link) =>
      `${lambdaSide(link)}: IAM, account settings, Security Token Service: activate ${link.settings.lambdaRegion}`,
  },
  {
    code: "FUNCTION_CREDENTIALS_INVALID",
    hop: "assume-role",
    summary: "the function's own credentials were not accepted",
    phases: ["assume-role"],
    awsCodes: [...EXPIRED_CREDENTIAL_CODES, NO_CREDENTIALS_CODE],
    advice: (link) =>
      `${lambdaSide(link)}: the execution role of function ${link.functionName} must still exist; if it was created again, deploy the function again`,
  },
  {
    code: "ASSUME_ROLE_INVALID",
    hop: "assume-role",
    summary: "STS refused the request as malformed",
    phases: ["assume-role"],
    awsCodes: ["ValidationError", "ValidationException", "PackedPolicyTooLarge", "MalformedPolicyDocument"],
    advice: (link) =>
      `${lambdaSide(link)}, environment of function ${link.functionName}: DATA_ROLE_ARN must be a role ARN, ROLE_SESSION_NAME 2 to 64 and EXTERNAL_ID 2 to 1224 characters of STS's alphabet`,
  },
];
