import type { StoredIam } from "./stored-iam";

/**
 * Finds the unique id of a role or user, and its ARN by that id. The id of a deleted principal has no ARN any more; a new
 * principal of the same name has another id.
 */
export class PrincipalDirectory {
  private readonly arns = new Map<string, string>();

  /**
   * @param iam as it is stored
   * @param seen as decisions see it. @default - as it is stored
   */
  constructor(
    private readonly iam: Pick<StoredIam, "role" | "userId">,
    private readonly seen: Pick<StoredIam, "role" | "userId"> = iam,
  ) {}

  /**
   * The unique id of the role or user that has this ARN now; absent when nobody has, and as long as a change of who has it is not
   * seen yet: IAM takes a new principal only once it has propagated.
   */
  async idOf(arn: string): Promise<string | undefined> {
    const id = await idIn(this.iam, arn);
    if (id === undefined || id !== (await idIn(this.seen, arn))) return undefined;
    this.arns.set(id, arn);
    return id;
  }

  /** The ARN of the principal with this id, as long as it exists. */
  async arnOf(id: string): Promise<string | undefined> {
    const arn = this.arns.get(id);
    if (arn === undefined) return undefined;
    return (await idIn(this.iam, arn)) === id ? arn : undefined;
  }
}

async function idIn(iam: Pick<StoredIam, "role" | "userId">, arn: string): Promise<string | undefined> {
  return (await iam.role(arn))?.id ?? (await iam.userId(arn));
}
