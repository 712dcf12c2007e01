import { roleOf as declaredRole, type LinkRole } from "../../../../access/link/link-access";
import { awsErrorText } from "../../../lib/aws/aws-error";
import type { LinkFacts } from "../../read/link-facts";
import { PART_OF, type RoleSide, roleSide } from "../../read/sides";
import { type CheckId, couldNotCheck, type LinkCheck, ok, problem } from "../check";
import { changeLines, deployAgain } from "../next-steps";
import { isOthers, putBack, readPart } from "../others";
import { roleCorrections } from "../role-comparison";

/** Whose word the role keeps. */
const AS = { "hand-off": "as the hand-off asks", declared: "as its owner declares" } as const;

const LINK_ROLE: Readonly<Record<RoleSide, LinkRole>> = {
  "query role": "query",
  "data role": "data",
  "copy role": "copy",
  "bucket role": "bucket",
};

/** A deploy would fail at a role that exists already: that check says whose it may be, and how it is taken over. */
const STATE_FIRST = "make the check of the state pass first";

/** A role is there, the one of the state, and its policies are what the stack declares. */
function roleCheck(id: CheckId, side: RoleSide): LinkCheck {
  const part = PART_OF[side];
  const roleOf = ({ link }: LinkFacts) => roleSide(link, side);
  return {
    id,
    lookedAt: (facts) =>
      `role ${roleOf(facts).name}: trust, inline and attached policies and boundary in IAM${isOthers(facts.link, part) ? "; others own it" : ", its unique id in the state"}`,
    expected: ({ link }) =>
      isOthers(link, part)
        ? "a role with exactly the policies that its owner declares, or that the hand-off asks for"
        : "the role of the state, with exactly the policies that the stack declares",
    run: async (facts) => {
      const [live, { access }] = await Promise.all([
        readPart(facts.link, part, facts.role(side)),
        facts.declared(),
      ]);
      const declared = declaredRole(access, LINK_ROLE[side]);
      if (live === undefined) {
        return problem(
          `there is no role ${declared.name} in account ${declared.accountId}`,
          putBack(facts.link, part),
        );
      }
      if (live.arn !== declared.arn) {
        return problem(
          `the role is ${live.arn}`,
          `the stack declares ${declared.arn}; correct its path or name`,
        );
      }
      const corrections = roleCorrections(side, declared, live);
      if (corrections.length > 0) {
        return problem(
          `${corrections.length} policy ${corrections.length === 1 ? "line differs" : "lines differ"} from the stack`,
          isOthers(facts.link, part) ? putBack(facts.link, part) : changeLines(facts.link, corrections),
          corrections,
        );
      }
      if (declared.assumed !== undefined) return ok(`every policy ${AS[declared.assumed]}`);
      return compareWithState(facts, declared.address, live.uniqueId);
    },
  };
}

async function compareWithState({ terraform, link }: LinkFacts, address: string, uniqueId: string) {
  const found = await terraform.state().catch((error: unknown) => awsErrorText(error));
  if (typeof found === "string") {
    return couldNotCheck(
      `the policies are as declared; whether it is the role of the state is unknown: ${found}`,
      STATE_FIRST,
    );
  }
  const recorded = found.roleIds[address];
  if (recorded === uniqueId) return ok(`unique id ${uniqueId}, every policy as declared`);
  if (recorded === undefined) {
    return problem(
      `its unique id is ${uniqueId}, and the state has no such role: it was created outside Terraform`,
      STATE_FIRST,
    );
  }
  return problem(
    `its unique id is ${uniqueId}, in the state ${recorded}: it was created outside Terraform`,
    `every trust policy that names it must be saved again; ${deployAgain(link)}`,
  );
}

export const queryRole = roleCheck("query-role", "query role");
export const dataRoleCheck = roleCheck("data-role", "data role");
export const copyRoleCheck = roleCheck("copy-role", "copy role");
export const bucketRoleCheck = roleCheck("bucket-role", "bucket role");
