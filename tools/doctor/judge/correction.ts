import type { AccountSide } from "../read/sides";

/** One line of a policy as it is and as it should be. */
export interface Correction {
  /** Twelve digits. */
  readonly accountId: string;
  readonly account: AccountSide;
  readonly role: string;
  /**
   * `trust policy`, `inline policy <name>`, `attached policies` or `permissions boundary`; followed by its ARN where
   * the text of a managed policy or boundary is to be changed.
   */
  readonly policy: string;
  /** Sid, or `number 2` where the statement has none. Absent: the line is in no statement. */
  readonly statement?: string;
  /** Absent: nothing stands there and something should. */
  readonly is?: string;
  /** Absent: what stands there should not. */
  readonly shouldBe?: string;
  /** The stack names this policy and does not hold its text: no deployment of the link puts it right. */
  readonly outsideStack?: true;
}

/** `account … (redshift account), role …, policy …, statement …`. */
export function correctionPlace({ accountId, account, role, policy, statement }: Correction): string {
  return [
    `account ${accountId} (${account})`,
    `role ${role}`,
    policy,
    ...(statement === undefined ? [] : [`statement ${statement}`]),
  ].join(", ");
}
