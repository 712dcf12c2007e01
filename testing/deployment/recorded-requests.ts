import { decideIdentity } from "../../access/iam/simulator";
import type { AccessDecisions } from "../../emulator/authorization/access-decisions";
import type { PolicyDocument } from "../../tools/deploy-policy/judge/deploy-policies";

type Asked = Parameters<AccessDecisions["identity"]>[0];

/** Keys that are another value in every request and in no policy of these tests. */
const UNREPEATABLE = /^aws:(?:CurrentTime|EpochTime|userid)$/;

/** What requests say of a policy. */
interface PolicyNeeds {
  readonly denied: readonly string[];
  readonly unneeded: readonly (readonly [sid: string, actions: readonly string[]])[];
}

/** Every different request that identity policies decided, as the gateway asked for it. */
export class RecordedRequests {
  private readonly requests = new Map<string, Asked>();

  /** The simulator, remembering what it is asked. */
  readonly decide: AccessDecisions["identity"] = (asked) => {
    const { principalArn, action, resource, context } = asked;
    const lasting = Object.entries(context).filter(([key]) => !UNREPEATABLE.test(key));
    this.requests.set(JSON.stringify([principalArn, action, resource, lasting]), asked);
    return decideIdentity(asked);
  };

  by(principalArn: string): readonly Asked[] {
    return [...this.requests.values()].filter((asked) => asked.principalArn === principalArn);
  }

  /** Actions this role asked for, sorted, each once. */
  actionsOf(principalArn: string): string[] {
    return [...new Set(this.by(principalArn).map(({ action }) => action))].sort();
  }

  /** Actions this role asked for and would be denied under another policy, sorted, each once. */
  async deniedUnder(principalArn: string, document: PolicyDocument): Promise<string[]> {
    const policies = { identity: [{ name: "deploy", document }] };
    const denied = new Set<string>();
    for (const asked of this.by(principalArn)) {
      if (!(await decideIdentity({ ...asked, policies })).allowed) denied.add(asked.action);
    }
    return [...denied].sort();
  }

  /**
   * What this role's requests say of a policy: the actions that it would deny, and of each statement, by its Sid, the actions that no
   * request was allowed by it alone. A Sid that stands in several documents is there as often.
   */
  async needsOf(principalArn: string, { Statement }: PolicyDocument): Promise<PolicyNeeds> {
    const unneeded = Statement.map(({ Action }) => new Set(Action));
    const denied = new Set<string>();
    for (const asked of this.by(principalArn)) {
      const allowing = await this.allowing(
        asked,
        Statement.filter(({ Action }) => Action.includes(asked.action)),
      );
      const [only, another] = allowing;
      if (only === undefined) denied.add(asked.action);
      else if (another === undefined) unneeded[Statement.indexOf(only)]?.delete(asked.action);
    }
    return {
      denied: [...denied].sort(),
      unneeded: Statement.map(({ Sid }, index) => [Sid, [...(unneeded[index] ?? [])].sort()] as const).filter(
        ([, actions]) => actions.length > 0,
      ),
    };
  }

  private async allowing(asked: Asked, statements: PolicyDocument["Statement"]) {
    const allowing: (typeof statements)[number][] = [];
    for (const statement of statements) {
      const alone: PolicyDocument = { Version: "2012-10-17", Statement: [statement] };
      const policies = { identity: [{ name: "deploy", document: alone }] };
      if ((await decideIdentity({ ...asked, policies })).allowed) allowing.push(statement);
    }
    return allowing;
  }
}
