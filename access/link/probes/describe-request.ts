import { parseArn } from "../../../aws/arn";
import { type IamAccount, roleArn } from "../../../aws/iam";
import type { LinkTarget } from "../link-target";

/** Verbs by action, in lower case. */
const VERBS: Readonly<Record<string, string>> = {
  "redshift-data:executestatement": "run statements on",
  "redshift-data:batchexecutestatement": "run batches of statements on",
  "redshift:deletecluster": "delete",
  "redshift-serverless:deleteworkgroup": "delete",
  "redshift-serverless:getcredentials": "connect with its own identity to",
  "secretsmanager:getsecretvalue": "read",
  "kms:decrypt": "decrypt with",
  "sts:assumerole": "assume",
  "iam:passrole": "pass",
  "iam:putrolepolicy": "write inline policies of",
};

/** Names of resources that nobody has: a probe that asks about one of them asks about any other than the link's own. */
export const ANY_OTHER = "any-other";
export const ANY_OTHER_ID = "ffffffff-ffff-4fff-8fff-ffffffffffff";

/** A role that nobody has, in the account of this one. */
export function anyOtherRoleArn(account: IamAccount): string {
  return roleArn({
    partition: account.partition,
    accountId: account.accountId,
    path: "/",
    name: `${ANY_OTHER}-role`,
  });
}

/** Such a name in words, with the type of the resource before it. */
const STAND_IN = new RegExp(`([a-z]+) \`(?:${ANY_OTHER}-[a-z]+|${ANY_OTHER_ID})\``);

/** What a request does, as an infinitive: "read as db user `etl`"; with another resource than the link's, "delete another cluster". */
export function describeRequest(action: string, resource: string, target: LinkTarget): string {
  return describe(action, resource, target).replace(STAND_IN, "another $1");
}

function describe(action: string, resource: string, target: LinkTarget): string {
  const key = action.toLowerCase();
  const { resource: part = "" } = parseArn(resource) ?? {};
  const [cluster = "", name = ""] = part.slice(part.indexOf(":") + 1).split("/");
  const onOther = cluster === target.name && target.kind === "cluster" ? "" : ` of cluster \`${cluster}\``;
  const elsewhere = otherPlace(resource, target);
  if (key === "redshift:getclustercredentials" && resource.includes(":dbuser:")) {
    return `read as db user \`${name}\`${onOther}${elsewhere}`;
  }
  if (key === "redshift:getclustercredentials" && resource.includes(":dbname:")) {
    return `open database \`${name}\`${onOther}${elsewhere} as a db user`;
  }
  if (key === "redshift:getclustercredentialswithiam" && resource.includes(":dbname:")) {
    return `open database \`${name}\`${onOther}${elsewhere} with its own identity`;
  }
  if (key === "redshift:createclusteruser") return `create db user \`${name}\`${onOther}${elsewhere}`;
  if (key === "redshift:joingroup") return `join db group \`${name}\`${onOther}${elsewhere}`;
  const verb = VERBS[key];
  if (verb === undefined || resource === "*") {
    return `call \`${action}\`${resource === "*" ? "" : ` on \`${resource}\``}`;
  }
  return `${verb} ${describeResource(resource, target)}${elsewhere}`;
}

/** A resource in words: "cluster `warehouse`", "secret `warehouse/analyst`". */
function describeResource(arn: string, target: LinkTarget): string {
  const { service, resource: tail = "" } = parseArn(arn) ?? {};
  switch (service) {
    case "redshift":
      return `cluster \`${tail.replace(/^cluster:/, "")}\``;
    case "redshift-serverless":
      return arn === target.arn && target.kind === "workgroup"
        ? `workgroup \`${target.name}\``
        : `workgroup \`${tail.replace(/^workgroup\//, "")}\``;
    case "secretsmanager":
      return `secret \`${tail.replace(/^secret:/, "").replace(/-[A-Za-z0-9]{6}$/, "")}\``;
    case "kms":
      return `key \`${tail.replace(/^key\//, "")}\``;
    case "iam":
      return `role \`${tail.replace(/^role\//, "")}\``;
    default:
      return `\`${arn}\``;
  }
}

/** Account or region of a resource, where it is not the target's own: " in account 999999999999". Otherwise empty. */
function otherPlace(arn: string, { accountId, region }: LinkTarget): string {
  const { region: arnRegion = "", accountId: arnAccount = "" } = parseArn(arn) ?? {};
  if (arnAccount !== "" && arnAccount !== accountId) return ` in account ${arnAccount}`;
  return arnRegion !== "" && arnRegion !== region ? ` in ${arnRegion}` : "";
}
