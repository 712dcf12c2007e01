import type { Location } from "../../../aws/location";

/** One Redshift cluster or serverless workgroup, as data. Exactly one of `cluster`, `workgroup`. */
export interface WarehouseSpec extends Location {
  readonly cluster?: string;
  /** The Data API takes the name, IAM the id. */
  readonly workgroup?: { readonly name: string; readonly id: string };
  readonly databases: readonly string[];
  /** `read`: SELECT on every seeded table but `payroll`. An IAM identity is the user `IAMR:<role name>`. */
  readonly users: readonly { readonly name: string; readonly grants: "read" | "none" }[];
  readonly secrets: readonly {
    readonly arn: string;
    readonly username: string;
    readonly kmsKeyArn?: string;
    /** What is wrong with it. Absent: nothing. */
    readonly defect?: "empty" | "deleted" | "outdated-password";
  }[];
}
