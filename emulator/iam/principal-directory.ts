import type { StoredIam } from "./stored-iam";

/**
 * Finds the unique id of a role or user, and its ARN by that id. The id of a deleted principal has no ARN any more; a new
 * principal of the same name has another id.
 */
export class PrincipalDirectory {
  private readonly arns = new Map<string, string>();

  constructor(private readonly iam: Pick<StoredIam, "role" | "userId">) {}

  /** The unique id of the role or user that has this ARN now; absent when nobody has. */
  async idOf(arn: string): Promise<string | undefined> {
    const id = (await this.iam.role(arn))?.id ?? (await this.iam.userId(arn));
    if (id !== undefined) this.arns.set(id, arn);
    return id;
  }

  /** The ARN of the principal with this id, as long as it exists. */
  async arnOf(id: string): Promise<string | undefined> {
    const arn = this.arns.get(id);
    if (arn === undefined) return undefined;
    return (await this.idOf(arn)) === id ? arn : undefined;
  }
}
