import { isShownVariable } from "../../../../redshift-data/link/environment-settings";
import { maskVariable, notShown } from "../../../lib/report/mask";
import { couldNotCheck, type LinkCheck, ok, problem } from "../check";
import { isOthers, putBack, readPart } from "../others";

/** The function's environment is what the stack declares. */
export const functionEnvironmentCheck: LinkCheck = {
  id: "function-environment",
  lookedAt: ({ link }) => `environment variables of function ${link.function.name}`,
  expected: ({ link }) =>
    isOthers(link, "function")
      ? "others own it: the variables that the hand-off asks for"
      : "exactly what the stack declares",
  run: async (facts) => {
    const [live, { access }] = await Promise.all([
      readPart(facts.link, "function", facts.queryFunction()),
      facts.declared(),
    ]);
    if (live === undefined) return couldNotCheck("there is no function", putBack(facts.link, "function"));
    const { environment: wanted } = access.queryFunction;
    const names = [...new Set([...Object.keys(wanted), ...Object.keys(live.environment)])]
      // Whoever deploys the function may give it variables of their own.
      .filter((name) => name in wanted || !isOthers(facts.link, "function"))
      .sort();
    const different = names.filter((name) => wanted[name] !== live.environment[name]);
    if (different.length === 0) return ok(`${names.length} variables as declared: ${names.join(", ")}`);
    return problem(
      different.map((name) => difference(name, live.environment[name], wanted[name])).join("; "),
      `correct the variables of function ${access.queryFunction.name} in account ${access.queryFunction.accountId}, or: ${putBack(facts.link, "function")}`,
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
