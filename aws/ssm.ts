import { regionalArn } from "./arn";
import type { Location } from "./location";

/** ARN of a parameter, whose name may begin with a slash or not. */
export function parameterArn(at: Location, name: string): string {
  return regionalArn(at, "ssm", `parameter/${name.replace(/^\//, "")}`);
}
