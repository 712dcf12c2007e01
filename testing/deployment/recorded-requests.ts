import { decideIdentity } from "../../access/iam/simulator";
import type { AccessDecisions } from "../../emulator/authorization/access-decisions";
import type { PolicyDocument } from "../../tools/deploy-policy/judge/deploy-policies";

type Asked = Parameters<AccessDecisions["identity"]>[0];

/** Keys that are another value in every request and in no policy of these tests. */
const UNREPEATABLE = /^aws:(?:CurrentTime|EpochTime|userid)$/;

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
}
