import { STATEMENT_OWNER_KEY } from "../aws/redshift-data";
import type { Statement } from "./statement";

/** Submit statements to one cluster or workgroup. */
export function submitStatements(clusterOrWorkgroupArn: string): Statement {
  return {
    sid: "SubmitStatements",
    actions: ["redshift-data:BatchExecuteStatement", "redshift-data:ExecuteStatement"],
    resources: [clusterOrWorkgroupArn],
  };
}

/**
 * Follow, read and cancel the statements of one's own session. These actions have no resource type, so `*` is the
 * only resource IAM accepts; the owner condition is what narrows them (Redshift management guide, "Authorizing
 * access to the Data API"). GetStatementResult covers GetStatementResultV2 too.
 */
export function followOwnStatements(): Statement {
  return {
    sid: "FollowOwnStatements",
    actions: [
      "redshift-data:CancelStatement",
      "redshift-data:DescribeStatement",
      "redshift-data:GetStatementResult",
    ],
    resources: ["*"],
    conditions: [
      {
        test: "StringEquals",
        variable: STATEMENT_OWNER_KEY,
        // IAM's policy variable, not a template of ours.
        values: ["$" + "{aws:userid}"],
      },
    ],
  };
}
