import { parameterArn } from "../../../../../aws/ssm";
import type { Link } from "../../../../../config/link";
import { linkCommand } from "../../../../../states/link-command";
import { awsErrorText } from "../../../../lib/aws/aws-error";
import { CouldNotCheck } from "../../../read/could-not-check";
import type { DeclaredParameter, LinkFacts } from "../../../read/link-facts";
import { couldNotCheck, type LinkCheck, ok, problem } from "../../check";
import { deployAgain } from "../../next-steps";
import { permitted } from "../../permitted";

/** What a look at a parameter came to, when it is not as declared. */
interface Unlike {
  readonly status: "problem" | "could-not-check";
  readonly found: string;
  readonly next: string;
}

/** Parameter Store's code for a key that is disabled, or gone. */
const UNUSABLE_KEY = "InvalidKeyId";

/** Others find the link by its parameters, and meet a wrong one far from here. What an encrypted one says is never told. */
export const outputParametersCheck: LinkCheck = {
  id: "output-parameters",
  lookedAt: ({ link }) =>
    `parameters of ${link.ssmOutputs?.path ?? "no path"} in account ${link.lambdaAccount.id}: type, value${link.ssmOutputs?.kmsKeyArn === undefined ? "" : " (decrypted, not shown) and key"}`,
  expected: ({ link }) => `each says what the stack declares, as ${describeType(link.ssmOutputs?.kmsKeyArn)}`,
  run: async (facts) => {
    const { ssmOutputs } = facts.link;
    if (ssmOutputs === undefined) return ok("the link writes no parameters");
    const { parameters } = await facts.declared();
    const own = parameters.filter(({ name }) => name.startsWith(`${ssmOutputs.path}/`));
    const unlike = (await Promise.all(own.map((declared) => lookAt(declared, facts)))).flat();
    const found = unlike.map((each) => each.found).join("; ");
    const next = (status: Unlike["status"]) => [
      ...new Set(unlike.filter((each) => each.status === status).map((each) => each.next)),
    ];
    const [wrong, unread] = [next("problem"), next("could-not-check")];
    if (wrong.length > 0) return problem(found, [...wrong, ...unread].join("; "));
    if (unread.length > 0) {
      return couldNotCheck(
        found,
        `${unread.join("; ")}: ${linkCommand("deploy-policy", facts.link)} has the doctor's policy`,
      );
    }
    return ok(`${own.map(({ name }) => name).join(", ")}: as declared`);
  },
};

function describeType(keyArn: string | undefined): string {
  return keyArn === undefined ? "String" : `SecureString with key ${keyArn}`;
}

/** None, when it is as declared. */
async function lookAt(declared: DeclaredParameter, facts: LinkFacts): Promise<readonly Unlike[]> {
  try {
    return await unlikeDeclared(declared, facts);
  } catch (error) {
    if (error instanceof CouldNotCheck) {
      const { message, next } = error;
      return [{ status: "could-not-check", found: `${declared.name}: ${message}`, next }];
    }
    throw error;
  }
}

/** @throws CouldNotCheck with the permission that is missing */
async function unlikeDeclared(
  { name, value, keyArn }: DeclaredParameter,
  { link, parameters }: LinkFacts,
): Promise<readonly Unlike[]> {
  const arn = parameterArn(placeOf(link), name);
  const allowed = <T>(reading: Promise<T>, permission: string) =>
    permitted(reading, permission, "lambda account");
  const wrong = (found: string, next = deployAgain(link)): readonly Unlike[] => [
    { status: "problem", found: `${name} ${found}`, next },
  ];
  const live = await allowed(parameters.read(name), `ssm:GetParameter on ${arn}`);
  if (live === undefined) return wrong("is not there");
  const type = keyArn === undefined ? "String" : "SecureString";
  if (live.type !== type) return wrong(`is of type ${live.type}; the stack declares ${type}`);
  if (keyArn === undefined) {
    return live.value === value ? [] : wrong(`says ${live.value ?? "nothing"}; the stack declares ${value}`);
  }
  const key = await allowed(parameters.keyOf(name), `ssm:GetParameterHistory on ${arn}`);
  if (!isSameKey(keyArn, key)) {
    return wrong(`is encrypted with ${key ?? "no key that is told"}; the stack declares ${keyArn}`);
  }
  try {
    const decrypted = await allowed(
      parameters.decrypt(name),
      // It could be read without its value.
      `kms:Decrypt on ${keyArn}, by their policy and the key's,`,
    );
    return decrypted === value ? [] : wrong("has another value than the stack declares (not shown)");
  } catch (error) {
    if (!(error instanceof Error) || error.name !== UNUSABLE_KEY) throw error;
    return wrong(
      `cannot be decrypted by anybody: ${awsErrorText(error)}`,
      `enable key ${keyArn}, or name another in ssmOutputs.kmsKeyArn`,
    );
  }
}

function placeOf({ partition, lambdaAccount: { id: accountId, region } }: Link) {
  return { partition, region, accountId };
}

/** A key may be named by its id alone. An alias is another name: the plan would change it, too. */
function isSameKey(keyArn: string, key: string | undefined): boolean {
  return key === keyArn || (key !== undefined && keyArn.endsWith(`:key/${key}`));
}
