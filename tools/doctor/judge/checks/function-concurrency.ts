import { couldNotCheck, type LinkCheck, ok, problem } from "../check";
import { deployAgain } from "../next-steps";
import { isOthers, putBack, readPart } from "../others";

const inWords = (reserved: number | undefined) =>
  reserved === undefined ? "none, the function takes from the account's pool" : String(reserved);

/** The reserved concurrency is what the stack declares. Whoever stops a function in a hurry sets it to 0. */
export const functionConcurrency: LinkCheck = {
  id: "function-concurrency",
  lookedAt: ({ link }) => `reserved concurrency of function ${link.function.name}`,
  expected: ({ link }) =>
    isOthers(link, "function")
      ? "others own it: whatever they set but 0, with which it can never run"
      : `${inWords(link.function.reservedConcurrency)}; with 0 it can never run`,
  run: async (facts) => {
    const [live, declared] = await Promise.all([
      readPart(facts.link, "function", facts.queryFunction()),
      facts.declared(),
    ]);
    if (live === undefined) return couldNotCheck("there is no function", putBack(facts.link, "function"));
    const { reservedConcurrency: reserved } = live;
    if (reserved === 0) {
      return problem(
        "0: Lambda refuses every invocation",
        "somebody may have stopped the function on purpose: ask, then delete the reserved concurrency in Lambda",
      );
    }
    if (reserved === declared.reservedConcurrency || isOthers(facts.link, "function"))
      return ok(inWords(reserved));
    return problem(inWords(reserved), deployAgain(facts.link));
  },
};
