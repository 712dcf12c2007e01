/**
 * Stands in the bundle where the SDK has its chain of credential providers (profiles, SSO, processes, web identity,
 * instance metadata), a large part of the code that a Lambda function never uses. Every client is given its credentials,
 * see environment-credentials.ts.
 */
export function defaultProvider(): () => Promise<never> {
  return async () => {
    throw new Error("this bundle has no chain of credential providers; give the client its credentials");
  };
}
