import { AssumeRoleCommand, GetCallerIdentityCommand, STSClient } from "@aws-sdk/client-sts";
import type { LinkAccount } from "../../../config/link";

/** What an AWS SDK client needs to talk to one account of a link. */
interface ClientConfig {
  readonly region: string;
  readonly endpoint?: string;
  readonly profile?: string;
  readonly logger?: Logger;
  readonly credentials?: { accessKeyId: string; secretAccessKey: string; sessionToken?: string };
}

/** Who opens a session, and from where. */
export interface SessionOptions {
  /** Shows in CloudTrail who looked. */
  readonly sessionName: string;
  /**
   * Endpoint and credentials that the session starts from.
   *
   * @default - the SDK's own: its environment variables, configuration files and chain of providers
   */
  readonly caller?: {
    readonly endpoint: string;
    readonly credentials: { readonly accessKeyId: string; readonly secretAccessKey: string };
  };
}

/** The deploy credentials of one account, and whose they are. */
export interface AccountSession {
  readonly accountId: string;
  readonly arn: string;
  readonly config: ClientConfig;
}

interface Logger {
  readonly trace: () => void;
  readonly debug: () => void;
  readonly info: () => void;
  readonly warn: () => void;
  readonly error: () => void;
}

function nothing(): void {}

/**
 * Where the environment has keys too, the SDK warns that AWS_PROFILE was set beside them. The profile is the links file's, and
 * that it goes before the environment is what it is there for.
 */
const SILENT: Logger = { trace: nothing, debug: nothing, info: nothing, warn: nothing, error: nothing };

/**
 * Gets the credentials Terraform would use: the account's deploy role, its profile, or the default chain. The
 * endpoint is the SDK's (`AWS_ENDPOINT_URL`).
 *
 * @throws what STS or the credential chain refused with
 * @see https://docs.aws.amazon.com/STS/latest/APIReference/API_GetCallerIdentity.html
 */
export async function openSession(account: LinkAccount, options: SessionOptions): Promise<AccountSession> {
  const config = await clientConfig(account, options);
  const { Account = "", Arn = "" } = await new STSClient(config).send(new GetCallerIdentityCommand({}));
  return { accountId: Account, arn: Arn, config };
}

/**
 * What a client is made with to have these credentials; a role is assumed now.
 *
 * @throws what STS refused with
 */
export async function clientConfig(
  { region, profile, deployRoleArn }: Omit<LinkAccount, "id">,
  { sessionName, caller }: SessionOptions,
): Promise<ClientConfig> {
  if (profile !== undefined) return { region, profile, logger: SILENT };
  if (deployRoleArn === undefined) return { region, ...caller };
  const request = { RoleArn: deployRoleArn, RoleSessionName: sessionName };
  const { Credentials } = await new STSClient({ region, ...caller }).send(new AssumeRoleCommand(request));
  const { AccessKeyId, SecretAccessKey, SessionToken } = Credentials ?? {};
  if (!AccessKeyId || !SecretAccessKey || !SessionToken) {
    throw new Error(`AssumeRole of ${deployRoleArn} answered without credentials`);
  }
  const credentials = {
    accessKeyId: AccessKeyId,
    secretAccessKey: SecretAccessKey,
    sessionToken: SessionToken,
  };
  return { region, ...(caller === undefined ? {} : { endpoint: caller.endpoint }), credentials };
}

/** Where the credentials of an account come from, in words. */
export function credentialSource({ deployRoleArn, profile }: LinkAccount): string {
  if (profile !== undefined) return `profile ${profile}`;
  return deployRoleArn === undefined ? "the default credential chain" : `deploy role ${deployRoleArn}`;
}
