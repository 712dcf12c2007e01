import { NETWORK_INTERFACE_ACTIONS } from "../aws/vpc";
import type { Statement } from "./statement";

/**
 * Let Lambda connect the function to its VPC, and the function's own code not: AWS advises a Deny for calls that come from the
 * function (`lambda:SourceFunctionArn`), and this is the same in the one statement that allows. Lambda's own calls have no such key.
 * Any resource, as in AWS's own policy: two of the actions take no other, and Lambda refuses roles that may do less.
 */
export function useNetwork(functionArn: string): Statement {
  return {
    sid: "UseNetwork",
    actions: NETWORK_INTERFACE_ACTIONS,
    resources: ["*"],
    conditions: [{ test: "ArnNotEquals", variable: "lambda:SourceFunctionArn", values: [functionArn] }],
  };
}
