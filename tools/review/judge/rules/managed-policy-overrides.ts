import { allRolesOf, policiesOf, roleOf } from "../../../../access/link/link-access";
import type { Violation } from "../finding";
import { NOT_APPLICABLE, type Rule } from "../rule";

export const managedPolicyOverrides: Rule = {
  id: "managed-policy-overrides",
  severity: "error",
  needs: "link",
  title: "no managed policy makes a narrower statement moot",
  why: "permissions add up: what a managed policy allows, no inline statement can narrow",
  fix: "set permissions.mode: least-privilege in links.yaml, or detach the managed policy",
  check: async ({ link, answers }) => {
    const roles = allRolesOf(link).filter((role) => role.managedPolicyArns.length > 0);
    if (roles.length === 0) return NOT_APPLICABLE;
    const unwanted = answers.probes.filter(({ expected }) => expected === "denied");
    const violations: Violation[] = [];
    for (const role of roles) {
      // A text that is not known ends the check here instead of passing for harmless.
      policiesOf(link, role);
      const abilities = new Map<string, string[]>();
      for (const { question, does, role: which } of unwanted) {
        if (role !== roleOf(link, which)) continue;
        const decision = await answers.ask(question);
        for (const name of decision.allowed ? decision.statements.map(({ policy }) => policy) : []) {
          if (!role.managedPolicyArns.some((arn) => arn.endsWith(`/${name}`))) continue;
          abilities.set(name, [...(abilities.get(name) ?? []), does]);
        }
      }
      for (const [name, all] of abilities) {
        const distinct = [...new Set(all)];
        violations.push({
          address: role.address,
          message: `${name} lets ${role.name} do ${distinct.length} things that its other statements withhold: ${distinct.join("; ")}`,
        });
      }
    }
    return violations;
  },
};
