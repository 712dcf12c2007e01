import { foreignResources, foreignStateAdvice } from "../../../../states/foreign-resources";
import { linkCommand } from "../../../../states/link-command";
import { type LinkCheck, ok, problem } from "../check";
import { existingParts, partsInWords, takeOver } from "../existing-parts";
import { deployAgain } from "../next-steps";

/** The state can be read and holds every resource of the stack. */
export const state: LinkCheck = {
  id: "state",
  lookedAt: ({ link }) => `terraform state pull, backend ${link.backend.type}`,
  expected: () =>
    "the state is of the link's accounts and holds every resource that the synthesized stack declares, and no other",
  run: async (facts) => {
    const { link, terraform } = facts;
    const [{ addresses, placed }, { addresses: wanted }] = await Promise.all([
      terraform.state(),
      facts.declared(),
    ]);
    const [foreign, ...alsoForeign] = foreignResources(link, placed);
    if (foreign !== undefined) {
      return problem(
        `the state is of other accounts: it holds ${[foreign, ...alsoForeign].join("; ")}`,
        foreignStateAdvice(link),
      );
    }
    const missing = wanted.filter((address) => !addresses.includes(address));
    const other = addresses.filter((address) => !wanted.includes(address));
    if (missing.length === 0 && other.length === 0) {
      return ok(`${addresses.length} resources: ${addresses.join(", ")}`);
    }
    const existing = await existingParts(facts, missing);
    const existingText = `AWS has already: ${partsInWords(existing)}`;
    if (addresses.length === 0) {
      const advice = "if it was deployed, correct backend in the links file";
      const empty = "the state is empty: the link is not deployed, or was deployed with another state";
      return existing.length === 0
        ? problem(empty, `${linkCommand("deploy", link)}; ${advice}`)
        : problem(`${empty}; ${existingText}`, `${advice}; otherwise ${takeOver(link, existing)}`);
    }
    return problem(
      [
        ...(missing.length === 0 ? [] : [`not in the state: ${missing.join(", ")}`]),
        ...(existing.length === 0 ? [] : [existingText]),
        ...(other.length === 0 ? [] : [`in the state and not in the stack: ${other.join(", ")}`]),
      ].join("; "),
      existing.length === 0 ? deployAgain(link) : takeOver(link, existing),
    );
  },
};
