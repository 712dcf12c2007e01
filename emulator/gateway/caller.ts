/** Who signed a request, as IAM sees it. */
export interface Caller {
  readonly accountId: string;
  /** `arn:…:sts::<account>:assumed-role/<role>/<session>` or `arn:…:iam::<account>:user/<name>`. */
  readonly arn: string;
  /** Value of `aws:userid`: `AROA…:<session name>` for a role session, `AIDA…` for a user. */
  readonly userId: string;
  /** The role behind a role session. */
  readonly role?: {
    /** `arn:…:iam::<account>:role/<path><name>`: the value of `aws:PrincipalArn`. */
    readonly arn: string;
    readonly name: string;
    readonly id: string;
    readonly sessionName: string;
  };
  /** Set on the credentials of a Lambda container: the unqualified ARN of its function. */
  readonly sourceFunctionArn?: string;
}
