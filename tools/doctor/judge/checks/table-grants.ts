import { linkCommand } from "../../../../states/link-command";
import { failureText } from "../../../lib/link/invocation";
import type { LinkFacts } from "../../read/link-facts";
import { quoted } from "../../read/table-name";
import { couldNotCheck, type LinkCheck, ok, problem } from "../check";
import { nextIfNotReached } from "../stage-result";

/** The database user may read the table that `--table` names. */
export const tableGrants: LinkCheck = {
  id: "table-grants",
  lookedAt: (facts) => `${statement(facts)} through the function: it reads no row`,
  expected: () => "the table exists and the function's database user may SELECT from it",
  run: async (facts) => {
    const { queries, name } = facts.link;
    if (queries?.rawSql === false) {
      return couldNotCheck(
        `link ${name} has rawSql: false, so its function runs named queries and refuses this statement`,
        `ask for a query that reads the table: ${linkCommand("query", facts.link)} --query <name>`,
      );
    }
    const invocation = await facts.invoke(statement(facts));
    if (invocation.kind === "finished") return ok("the database user may SELECT from it");
    if (invocation.kind === "failed" && invocation.failure.hop === "sql") {
      return problem(failureText(invocation.failure), invocation.failure.advice);
    }
    return couldNotCheck(
      invocation.kind === "failed" ? failureText(invocation.failure) : invocation.reason,
      nextIfNotReached(invocation, "make select-1 work first"),
    );
  },
};

function statement({ table }: LinkFacts): string {
  return table === undefined ? "SELECT" : `SELECT 1 FROM ${quoted(table)} LIMIT 0`;
}
