import type { LinkTarget } from "./link-target";

/** Verbs by action, in lower case. */
const PHRASES: Readonly<Record<string, string>> = {
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

/** Names that stand for "some other one" in the probes of near misses. */
export const ANY_OTHER = "any-other";
export const ANY_OTHER_ID = "ffffffff-ffff-4fff-8fff-ffffffffffff";
const STAND_IN = new RegExp(`([a-z]+) \`(?:${ANY_OTHER}-[a-z]+|${ANY_OTHER_ID})\``);

/** What a request does, as an infinitive: "read as db user `etl`". */
export function requestInWords(action: string, resource: string, target: LinkTarget): string {
  return phrase(action, resource, target).replace(STAND_IN, "another $1");
}

function phrase(action: string, resource: string, target: LinkTarget): string {
  const key = action.toLowerCase();
  const [cluster = "", name = ""] = resource.split(":").slice(6).join(":").split("/");
  const onOther = cluster === target.name && target.kind === "cluster" ? "" : ` of cluster \`${cluster}\``;
  const elsewhere = place(resource, target);
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
  const verb = PHRASES[key];
  if (verb === undefined || resource === "*") {
    return `call \`${action}\`${resource === "*" ? "" : ` on \`${resource}\``}`;
  }
  return `${verb} ${thing(resource, target)}${elsewhere}`;
}

/** A resource in words: "cluster `warehouse`", "secret `warehouse/analyst`". */
function thing(arn: string, target: LinkTarget): string {
  const [, , service = "", , , ...rest] = arn.split(":");
  const tail = rest.join(":");
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

/** Where a resource is when that is not the link's own place. */
function place(arn: string, { accountId, region }: LinkTarget): string {
  const [, , , arnRegion = "", arnAccount = ""] = arn.split(":");
  if (arnAccount !== "" && arnAccount !== accountId) return ` in account ${arnAccount}`;
  return arnRegion !== "" && arnRegion !== region ? ` in ${arnRegion}` : "";
}
