import { NO_CREDENTIALS_CODE } from "../../../aws/failure/aws-failure";

/** Credentials of the function's execution role, as Lambda sets them. */
export interface EnvironmentCredentials {
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
  readonly sessionToken?: string;
}

/** The error that the SDK's own providers throw; the error table explains it as the function's credentials. */
class CredentialsProviderError extends Error {
  override readonly name = NO_CREDENTIALS_CODE;
}

/**
 * Reads the credentials that Lambda gives a function in its environment.
 *
 * @throws CredentialsProviderError that names the absent variables, never a value
 * @see https://docs.aws.amazon.com/lambda/latest/dg/configuration-envvars.html#configuration-envvars-runtime
 */
export async function environmentCredentials(): Promise<EnvironmentCredentials> {
  const { AWS_ACCESS_KEY_ID, AWS_SECRET_ACCESS_KEY, AWS_SESSION_TOKEN } = process.env;
  if (!AWS_ACCESS_KEY_ID || !AWS_SECRET_ACCESS_KEY) {
    const absent = Object.entries({ AWS_ACCESS_KEY_ID, AWS_SECRET_ACCESS_KEY })
      .filter(([, value]) => !value)
      .map(([name]) => name);
    throw new CredentialsProviderError(
      `${absent.join(" and ")} ${absent.length > 1 ? "are" : "is"} absent; Lambda sets both from the execution role`,
    );
  }
  return {
    accessKeyId: AWS_ACCESS_KEY_ID,
    secretAccessKey: AWS_SECRET_ACCESS_KEY,
    ...(AWS_SESSION_TOKEN && { sessionToken: AWS_SESSION_TOKEN }),
  };
}
