import { roleArn } from "../aws/iam";
import { functionArn } from "../aws/lambda";
import type { Location } from "../aws/location";
import type { Link } from "../config/link";

/** Every ARN of a link, computed from its configuration so that no policy waits for the other account. */
export interface LinkArns {
  readonly queryRole: string;
  readonly dataRole: string;
  readonly function: string;
}

/** Where the function and the query role live. */
export function lambdaLocation({ partition, lambdaAccount }: Link): Location {
  return { partition, accountId: lambdaAccount.id, region: lambdaAccount.region };
}

/** Where the data role and the target live. */
export function redshiftLocation({ partition, redshiftAccount }: Link): Location {
  return { partition, accountId: redshiftAccount.id, region: redshiftAccount.region };
}

/** The ARNs that a link's roles and its function will have. */
export function linkArns(link: Link): LinkArns {
  const { partition, queryRole, dataRole } = link;
  return {
    queryRole: roleArn({ partition, accountId: link.lambdaAccount.id, ...queryRole }),
    dataRole: roleArn({ partition, accountId: link.redshiftAccount.id, ...dataRole }),
    function: functionArn(lambdaLocation(link), link.function.name),
  };
}
