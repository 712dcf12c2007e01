/** Every variable of the AWS CLI and the SDKs that the shell has: one for each service's endpoint may be among them. */
const UNSET_AWS = "unset AWS_PROFILE AWS_SESSION_TOKEN $(env | sed -n 's/^\\(AWS_[A-Za-z0-9_]*\\)=.*/\\1/p')";

/**
 * Lines with which a POSIX shell takes over these variables and keeps no other of AWS's: what a client reads is what stands
 * here, whatever was set before.
 */
export function shellExports(environment: Readonly<Record<string, string>>): readonly string[] {
  return [
    UNSET_AWS,
    ...Object.entries(environment).map(([name, value]) => `export ${name}=${quoted(value)}`),
  ];
}

/** In single quotes everything is itself but the single quote. */
function quoted(value: string): string {
  return `'${value.replaceAll("'", String.raw`'\''`)}'`;
}
