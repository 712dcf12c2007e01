import type { IamChange } from "../../emulator/iam/propagation/iam-change";
import { PropagatedIam } from "../../emulator/iam/propagation/propagated-iam";
import type { StoredRole } from "../../emulator/iam/stored-role";
import type { StoredUser } from "../../emulator/iam/stored-user";

const ACCOUNT = { partition: "aws", accountId: "111111111111" };
const QUERY = "arn:aws:iam::111111111111:role/links/query";
const DATA = "arn:aws:iam::111111111111:role/data";
const FOREIGN = "arn:aws:iam::222222222222:role/data";
const ANN = "arn:aws:iam::111111111111:user/ann";
const POLICY = "arn:aws:iam::111111111111:policy/team/reading";
const SUCCESS = { status: 200, headers: {}, body: Buffer.from("") };

/** What may be in the accounts. */
export const PROPAGATING = { query: QUERY, data: DATA, foreign: FOREIGN, ann: ANN, policy: POLICY };

/** Stored IAM that a test writes by hand, how it is seen, and a time that stands still until it is moved. */
export function propagatingAccounts() {
  const stored = new Map<string, string>();
  let nowMilliseconds = 1_000;
  const delays = new Map<IamChange, number>();
  const state = (arn: string) => stored.get(arn);
  const role = async (arn: string) => {
    const id = state(arn);
    return id === undefined ? undefined : ({ arn, id } as StoredRole);
  };
  const user = async (arn: string) => {
    const id = state(arn);
    return id === undefined ? undefined : ({ arn, id } as StoredUser);
  };
  const named = (type: string, { accountId }: typeof ACCOUNT, name: string) =>
    [...stored.keys()].find((arn) => new RegExp(`::${accountId}:${type}/(.*/)?${name}$`).test(arn)) ?? "";
  const iam = new PropagatedIam(
    {
      ...{ role, user },
      roleNamed: (account, name) => role(named("role", account, name)),
      userNamed: (account, name) => user(named("user", account, name)),
      managedPolicy: async (_account, arn) => state(arn),
    },
    (change) => delays.get(change) ?? 0,
    () => nowMilliseconds,
  );
  return {
    iam,
    stored,
    /** A write that decisions see after so many seconds. */
    async write(
      seconds: number,
      operation: string,
      parameters: Readonly<Record<string, string>>,
      writing: () => void,
      { account = ACCOUNT, status = 200 } = {},
    ) {
      const change: IamChange = { account, operation, parameters: new URLSearchParams(parameters) };
      delays.set(change, seconds * 1000);
      return iam.record(change, async () => {
        writing();
        return { ...SUCCESS, status };
      });
    },
    at(seconds: number) {
      nowMilliseconds = 1_000 + seconds * 1000;
    },
    /** Everything as decisions see it at this moment: the id, or the text of a policy. */
    async seen() {
      return {
        query: (await iam.role(QUERY))?.id,
        data: (await iam.role(DATA))?.id,
        foreign: (await iam.role(FOREIGN))?.id,
        ann: await iam.userId(ANN),
        policy: await iam.managedPolicy(ACCOUNT, POLICY),
      };
    },
  };
}
