import { accountRootArn } from "../../aws/iam";
import type { Link } from "../../config/link";
import { copyRoleCommands, hasBuckets, transferArns } from "../data-transfer";
import { fence } from "./fence";

/** What the owner of the buckets sees to: what no policy of the link can give itself. Empty without buckets. */
export function bucketSections(link: Link): readonly string[] {
  if (!hasBuckets(link)) return [];
  const { partition, lambdaAccount, dataTransfer } = link;
  const { bucketRole } = transferArns(link);
  const uses = dataTransfer.buckets.map(({ name, region, copyFrom, unloadTo, cleanPath, kmsKeyArn }) =>
    [
      `- \`${name}\` in ${region}:`,
      [
        ...(copyFrom.length === 0 ? [] : [`COPY reads ${listed(copyFrom)}`]),
        ...(unloadTo.length === 0
          ? []
          : [`UNLOAD writes ${cleanPath ? "and deletes " : ""}below ${listed(unloadTo)}`]),
        // What UNLOAD writes is encrypted with the bucket's default, which the role must be able to use.
        ...(kmsKeyArn === undefined ? [] : [`its default encryption is with \`${kmsKeyArn}\``]),
      ].join("; "),
    ].join(" "),
  );
  const keys = [...new Set(dataTransfer.buckets.flatMap(({ kmsKeyArn }) => kmsKeyArn ?? []))];
  const written = keys.filter((key) =>
    dataTransfer.buckets.some(({ kmsKeyArn, unloadTo }) => kmsKeyArn === key && unloadTo.length > 0),
  );
  const delegation = {
    Sid: "LeaveToIam",
    Effect: "Allow",
    Principal: { AWS: accountRootArn({ partition, accountId: lambdaAccount.id }) },
    Action: "kms:*",
    Resource: "*",
  };
  return [
    `### Buckets of the link\n\nThe role \`${bucketRole}\` alone uses them, and its own policies allow it. A bucket policy needs nothing, unless it denies.\n\n${uses.join("\n")}`,
    ...(keys.length === 0
      ? []
      : [
          `### Keys of the buckets\n\nNo policy of a role counts for a key whose own policy does not leave the decision to IAM. The policy of ${listed(keys)} holds this statement, as the default one does, or lets the bucket role by name ${keyActions(keys, written)}:\n\n${fence("json", delegation)}`,
        ]),
  ];
}

/** What the bucket role does with the keys, in words: only who writes needs keys for data. */
function keyActions(keys: readonly string[], written: readonly string[]): string {
  if (written.length === 0) return "`kms:Decrypt`";
  if (written.length === keys.length) return "`kms:Decrypt` and `kms:GenerateDataKey`";
  return `\`kms:Decrypt\`, and of ${listed(written)}, where UNLOAD writes, \`kms:GenerateDataKey\` too`;
}

/** What the owner of the warehouse runs, why, and how it is undone. Empty without buckets. */
export function attachmentSections(link: Link): readonly string[] {
  if (!hasBuckets(link)) return [];
  const { target, dataTransfer } = link;
  const { attach, detach, reason } = copyRoleCommands(link);
  const warehouse =
    "cluster" in target ? `Cluster \`${target.cluster}\`` : `Workgroup \`${target.workgroup}\``;
  return [
    [
      `### ${warehouse}: attach the copy role`,
      `Role \`${transferArns(link).copyRole}\`. ${reason}`,
      `Every database user may name a role that is attached; this one's trust policy lets \`${dataTransfer.dbUser}\` of this warehouse alone use it, and it may assume the bucket role and nothing else.`,
      fence("sh", attach),
      "To undo it, before the link is destroyed: nobody else takes the role off the list of the warehouse.",
      fence("sh", detach),
    ].join("\n\n"),
  ];
}

function listed(names: readonly string[]): string {
  return names.map((name) => `\`${name}\``).join(", ");
}
