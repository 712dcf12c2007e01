import type { Location } from "../../../aws/location";

/** Statements of a file, each ended by a semicolon, in Redshift's SQL. */
export interface SqlScript {
  /** What messages call the file. */
  readonly name: string;
  readonly sql: string;
}

/** One Redshift cluster or serverless workgroup, as data. Exactly one of `cluster`, `workgroup`. */
export interface WarehouseSpec extends Location {
  readonly cluster?: string;
  /** The Data API takes the name, IAM the id. */
  readonly workgroup?: { readonly name: string; readonly id: string };
  readonly databases: readonly string[];
  /** ARNs of roles that are attached from the start. @default - none */
  readonly iamRoles?: readonly string[];
  /**
   * Run when the database starts, in place of the built-in tables and of grants on them; the users are there already.
   *
   * @default - the built-in shop
   */
  readonly scripts?: readonly SqlScript[];
  /**
   * `read`: SELECT on every built-in table but `payroll`; nothing where scripts make the tables. An IAM identity is the user
   * `IAMR:<role name>`.
   */
  readonly users: readonly { readonly name: string; readonly grants: "read" | "none" }[];
  readonly secrets: readonly {
    readonly arn: string;
    readonly username: string;
    readonly kmsKeyArn?: string;
    /** What is wrong with it. Absent: nothing. */
    readonly defect?: "empty" | "deleted" | "outdated-password";
  }[];
}

/** What messages and folders of scripts call it: the name of the cluster or workgroup. */
export function warehouseName({ cluster, workgroup }: Pick<WarehouseSpec, "cluster" | "workgroup">): string {
  return cluster ?? workgroup?.name ?? "";
}
