import { isShownVariable } from "../../../../redshift-data/link/environment-settings";
import { maskVariable, notShown } from "../../../lib/report/mask";
import { couldNotCheck, type LinkCheck, ok, problem } from "../check";
import { deployAgain } from "../next-steps";

/** The function's environment is what the stack declares. */
export const functionEnvironmentCheck: LinkCheck = {
  id: "function-environment",
  lookedAt: ({ link }) => `environment variables of function ${link.function.name}`,
  expected: () => "exactly what the stack declares",
  run: async (facts) => {
    const [live, { access }] = await Promise.all([facts.queryFunction(), facts.declared()]);
    if (live === undefined) return couldNotCheck("there is no function", deployAgain(facts.link.name));
    const { environment: wanted } = access.queryFunction;
    const names = [...new Set([...Object.keys(wanted), ...Object.keys(live.environment)])].sort();
    const different = names.filter((name) => wanted[name] !== live.environment[name]);
    if (different.length === 0) return ok(`${names.length} variables as declared: ${names.join(", ")}`);
    return problem(
      different.map((name) => difference(name, live.environment[name], wanted[name])).join("; "),
      `correct the variables of function ${access.queryFunction.name} in account ${access.queryFunction.accountId}, or: ${deployAgain(facts.link.name)}`,
    );
  },
};

function difference(name: string, is: string | undefined, shouldBe: string | undefined): string {
  if (is === undefined) return `${name} is absent, should be ${maskVariable(name, shouldBe ?? "")}`;
  if (shouldBe === undefined) return `${name} is ${maskVariable(name, is)}, should be absent`;
  return isShownVariable(name)
    ? `${name} is ${is}, should be ${shouldBe}`
    : `${name} has another value than declared ${notShown()}`;
}
