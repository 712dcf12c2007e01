import { writeFileSync } from "node:fs";
import { join } from "node:path";
import type { Link } from "../config/link";
import { type Operator, operatorIn } from "../emulator/authentication/operator";

/** Profiles that the links name, as a shared configuration file with the local operators' keys. */
function sharedConfiguration(links: readonly Link[], operators: readonly Operator[]): string {
  const sections = new Map<string, string>();
  for (const { lambdaAccount, redshiftAccount } of links) {
    for (const { profile, id, region } of [lambdaAccount, redshiftAccount]) {
      if (profile === undefined) continue;
      const { accessKeyId, secretAccessKey } = operatorIn(operators, id);
      sections.set(
        profile,
        [
          `[profile ${profile}]`,
          `region = ${region}`,
          `aws_access_key_id = ${accessKeyId}`,
          `aws_secret_access_key = ${secretAccessKey}`,
          "",
        ].join("\n"),
      );
    }
  }
  return [...sections.values()].join("\n");
}

/** Hosts that are asked without a proxy: the user's, and these accounts. Both spellings are the user's. */
function withoutProxy({ NO_PROXY, no_proxy }: NodeJS.ProcessEnv): string {
  const hosts = [NO_PROXY, no_proxy].flatMap((list) => (list ?? "").split(","));
  const all = [...new Set([...hosts.map((host) => host.trim()).filter((host) => host !== ""), "127.0.0.1"])];
  // Every host, which some programs know only where nothing stands beside it.
  return all.includes("*") ? "*" : all.join(",");
}

/**
 * Variables with which any AWS client, Terraform or cdktf talks to the local accounts. The configuration files are
 * replaced too, so that no profile of the user's can lead to a real account. They are all that a client may have of AWS's:
 * whoever sets them takes the others away. A setting that is off cannot stand here: Terraform's S3 backend takes FIPS and
 * dual-stack endpoints for switched on by any value, `false` too, and the SDK for JavaScript refuses an empty one.
 *
 * @param folder where the configuration file is written
 * @param env what the user has set
 */
export function awsEnvironment(options: {
  readonly url: string;
  readonly links: readonly Link[];
  readonly operators: readonly [Operator, ...Operator[]];
  readonly folder: string;
  readonly env?: NodeJS.ProcessEnv;
}): Readonly<Record<string, string>> {
  const { url, links, operators, folder, env = process.env } = options;
  const noProxy = withoutProxy(env);
  const [operator] = operators;
  const configuration = join(folder, "aws-config");
  writeFileSync(configuration, sharedConfiguration(links, operators), { mode: 0o600 });
  const region = links[0]?.lambdaAccount.region ?? "us-east-1";
  return {
    AWS_ENDPOINT_URL: url,
    // The AWS CLI would send what is for 127.0.0.1 through a proxy. Some programs read the one spelling, some the other.
    NO_PROXY: noProxy,
    no_proxy: noProxy,
    AWS_REGION: region,
    // What the AWS CLI and boto3 read instead of AWS_REGION.
    AWS_DEFAULT_REGION: region,
    AWS_ACCESS_KEY_ID: operator.accessKeyId,
    AWS_SECRET_ACCESS_KEY: operator.secretAccessKey,
    AWS_CONFIG_FILE: configuration,
    AWS_SHARED_CREDENTIALS_FILE: configuration,
    AWS_EC2_METADATA_DISABLED: "true",
    // Keeps Terraform and cdktf from looking for new versions: nothing here needs the internet.
    CHECKPOINT_DISABLE: "1",
  };
}
