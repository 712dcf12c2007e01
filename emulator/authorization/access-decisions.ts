/** A decoded policy document under the name it has on its role. */
export interface NamedPolicy {
  readonly name: string;
  readonly document: unknown;
}

/** What grants a principal permissions, and what bounds them. */
export interface PrincipalPolicies {
  /** Inline and managed policies alike. */
  readonly identity: readonly NamedPolicy[];
  /** The permissions boundary. Absent: none. */
  readonly boundary?: NamedPolicy;
}

/** Condition key → value. A multivalued key has a list. */
export type RequestContext = Readonly<Record<string, string | readonly string[]>>;

export interface AccessDecision {
  readonly allowed: boolean;
  /** What decided; `explicit-deny` and `boundary` have their own wording in AWS's denial sentence. */
  readonly by?: string;
  /** One sentence for the people watching the rehearsal. It never reaches the AWS client. */
  readonly reason: string;
}

/** Decides access. The gateway brings the policies as they are stored at this moment. */
export interface AccessDecisions {
  /** By the identity policies and the boundary of a role or user. */
  identity(input: {
    /** ARN of the role or user, never of a session. */
    readonly principalArn: string;
    readonly policies: PrincipalPolicies;
    readonly action: string;
    /** ARN, or `*`. */
    readonly resource: string;
    readonly resourceAccountId: string;
    readonly context: RequestContext;
  }): Promise<AccessDecision>;
  /** By the caller's identity policies and the role's trust policy. */
  assumeRole(input: {
    readonly caller: {
      readonly arn: string;
      readonly accountId: string;
      readonly userId: string;
      /** Both set for role sessions. */
      readonly roleArn?: string;
      readonly roleId?: string;
      readonly policies: PrincipalPolicies;
    };
    readonly role: {
      readonly arn: string;
      readonly accountId: string;
      /** As stored: exact role and user principals are unique ids. */
      readonly trust: unknown;
    };
    readonly context: RequestContext;
  }): Promise<AccessDecision>;
  /** By the role's trust policy alone: may the service assume it? */
  serviceTrust(input: {
    /** For example `lambda.amazonaws.com`. */
    readonly service: string;
    readonly roleArn: string;
    readonly trust: unknown;
    readonly context: RequestContext;
  }): Promise<AccessDecision>;
}
