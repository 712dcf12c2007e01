import type { AccountSession } from "../../lib/aws/account-session";
import type { LiveParameter } from "../../lib/aws/live-parameter";

/** The parameters of the lambda account. Each look needs rights of its own, so that none is asked for that a link does not need. */
export interface ParameterFacts {
  /** `undefined`: there is none of this name. Needs `ssm:GetParameter`. */
  read(name: string): Promise<LiveParameter | undefined>;
  /** Key that an encrypted one names: an id, an ARN or an alias. Needs `ssm:GetParameterHistory`. */
  keyOf(name: string): Promise<string | undefined>;
  /** Value of an encrypted one. Needs `ssm:GetParameter` and `kms:Decrypt`. */
  decrypt(name: string): Promise<string | undefined>;
}

/** The facts from AWS. */
export function awsParameterFacts(configOf: () => Promise<AccountSession["config"]>): ParameterFacts {
  // Few links write parameters, and SSM's client takes long to load.
  const loading = async () => {
    const [{ SSMClient }, reading] = await Promise.all([
      import("@aws-sdk/client-ssm"),
      import("../../lib/aws/live-parameter"),
    ]);
    return { ...reading, ssm: new SSMClient(await configOf()) };
  };
  let loaded: ReturnType<typeof loading> | undefined;
  const load = () => {
    loaded ??= loading();
    return loaded;
  };
  return {
    async read(name) {
      const { readLiveParameter, ssm } = await load();
      return readLiveParameter(ssm, name);
    },
    async keyOf(name) {
      const { readParameterKey, ssm } = await load();
      return readParameterKey(ssm, name);
    },
    async decrypt(name) {
      const { readDecrypted, ssm } = await load();
      return readDecrypted(ssm, name);
    },
  };
}
