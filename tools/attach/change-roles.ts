import type { AttachedRole, WarehouseRoles } from "../lib/aws/warehouse-roles";
import { counted } from "../lib/report/counted";
import { EXIT_CLEAN, EXIT_FINDINGS } from "../lib/terminal/exit-codes";

/** One role that is attached or taken away, and whom that is told. */
interface RoleChange {
  readonly roles: WarehouseRoles;
  /** The copy role of the link. */
  readonly role: string;
  /** Database user that the role is trusted for. */
  readonly dbUser: string;
  readonly isDetaching: boolean;
  /** The same with the AWS CLI. */
  readonly command: string;
  readonly tell: (line: string) => void;
  /** Whether to go on. */
  readonly ask: (question: string) => Promise<boolean>;
}

/**
 * Shows what it will do, asks, does it, and looks at the list afterwards.
 *
 * @returns 0 where the list is as it should be, 1 where it is not or the answer was no
 */
export async function changeRoles(change: RoleChange): Promise<number> {
  const { roles, role, dbUser, isDetaching, command, tell, ask } = change;
  const [name, before] = [await roles.name(), await roles.list()];
  tell(`${name} has ${counted(before.length, "role")}`);
  for (const { arn, status } of before) tell(`    ${arn} (${status})`);
  const isThere = before.some(({ arn, status }) => arn === role && status !== "removing");
  if (isThere !== isDetaching) {
    tell(isDetaching ? `${role} is not attached: nothing to do` : `${role} is attached: nothing to do`);
    return EXIT_CLEAN;
  }
  if (isDetaching) {
    tell(
      `It will take away ${role}, and leave every other one. COPY and UNLOAD of the link fail from then on.`,
    );
  } else {
    tell(`It will attach ${role}, and leave every other one.`);
    tell(`Every database user may name it then; its trust policy lets ${dbUser} alone use it.`);
  }
  tell(`The same by hand: ${command}`);
  if (!(await ask(isDetaching ? `Take it away from ${name}?` : `Attach it to ${name}?`))) {
    tell("Nothing was changed");
    return EXIT_FINDINGS;
  }
  await (isDetaching ? roles.detach(role) : roles.attach(role));
  return judge(change, name, before);
}

/** Whoever changes the list of a namespace at the same time may overwrite it. */
async function judge(
  { roles, role, isDetaching, tell }: RoleChange,
  name: string,
  before: readonly AttachedRole[],
): Promise<number> {
  const after = await roles.list();
  const own = after.find(({ arn }) => arn === role);
  const lost = before.filter(
    ({ arn, status }) => arn !== role && status !== "removing" && after.every((now) => now.arn !== arn),
  );
  for (const { arn } of lost) {
    tell(
      `${arn} is gone from ${name}: somebody changed the list at the same time; see that its owner attaches it again`,
    );
  }
  const isRight = isDetaching ? own === undefined || own.status === "removing" : own !== undefined;
  if (isRight) tell(isDetaching ? `Taken away from ${name}` : `Attached to ${name}: ${own?.status}`);
  else
    tell(`The list of ${name} is not as it should be: somebody changed it at the same time; run this again`);
  return isRight && lost.length === 0 ? EXIT_CLEAN : EXIT_FINDINGS;
}
