import { roleArn } from "../../../aws/iam";
import { functionArn } from "../../../aws/lambda";
import type { Link } from "../../../config/link";

/** What of a link says which of its parts others make, and where those are. */
export type LinkOfOthers = Pick<
  Link,
  "partition" | "lambdaAccount" | "redshiftAccount" | "queryRole" | "dataRole" | "function" | "dataTransfer"
>;

/** The parts of a link that others make, one sentence each: no state holds them, so that a change of one is no finding. */
export function unseenParts(link: LinkOfOthers): readonly string[] {
  const { partition, lambdaAccount, redshiftAccount, queryRole, dataRole, function: called } = link;
  const { copyRole, bucketRole } = link.dataTransfer ?? {};
  const arnOf = ({ name, path }: Link["queryRole"], accountId: string) =>
    roleArn({ partition, accountId, path, name });
  const { existing } = queryRole;
  const onRole =
    existing?.inlinePolicy === true ? ", but for the one inline policy that the link puts on it" : "";
  return [
    ...(existing === undefined ? [] : [`query role ${arnOf(queryRole, lambdaAccount.id)}${onRole}`]),
    ...(dataRole.existing === undefined ? [] : [`data role ${arnOf(dataRole, redshiftAccount.id)}`]),
    ...(copyRole?.existing === undefined ? [] : [`copy role ${arnOf(copyRole, redshiftAccount.id)}`]),
    ...(bucketRole?.existing === undefined ? [] : [`bucket role ${arnOf(bucketRole, lambdaAccount.id)}`]),
    ...(called.existing === undefined
      ? []
      : [
          `function ${functionArn({ partition, accountId: lambdaAccount.id, region: lambdaAccount.region }, called.name)}, and who may invoke it`,
        ]),
  ];
}
