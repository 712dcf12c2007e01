import { type EnvironmentCredentials, environmentCredentials } from "./environment-credentials";

/**
 * Stands in the bundle of a user's handler where the SDK has its chain of credential providers, a large part of its code:
 * in Lambda that chain ends at the environment, where the function's credentials are. So other clients of AWS's work there.
 */
export function defaultProvider(): () => Promise<EnvironmentCredentials> {
  return environmentCredentials;
}
