/** Limits that AWS sets, each with its page. Those that a link can be configured past are checked by `config/` and `stacks/`. */

/** Lambda's limit for a synchronous response, bytes (AWS Lambda quotas). */
export const MAX_RESPONSE_BYTES = 6 * 1024 * 1024;

/** Lambda's limit for all environment variables together, bytes (AWS Lambda quotas). */
export const MAX_ENVIRONMENT_BYTES = 4096;

/** Longest description of a function, characters (Lambda API reference, CreateFunction). */
export const MAX_DESCRIPTION_CHARACTERS = 256;

/** Longest run of an invocation, seconds (AWS Lambda quotas). */
export const MAX_TIMEOUT_SECONDS = 900;

/** Longest session a chained role can have, seconds (IAM "role chaining"). */
export const MAX_CHAINED_SESSION_SECONDS = 3600;

/** Longest name of a role session, characters (STS API reference, AssumeRole). */
export const MAX_SESSION_NAME_CHARACTERS = 64;

/** Default quota for a role's trust policy, characters without white space (IAM quotas, L-C07B4B0D). */
export const MAX_TRUST_POLICY_CHARACTERS = 2048;

/** Quota for all inline policies of a role together, characters without white space (IAM quotas). */
export const MAX_INLINE_POLICIES_CHARACTERS = 10_240;

/** Quota for a managed policy, characters without white space (IAM quotas). */
export const MAX_MANAGED_POLICY_CHARACTERS = 6144;
