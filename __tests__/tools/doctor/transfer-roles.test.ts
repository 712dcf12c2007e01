import { BUCKETS } from "../../../testing/links/bucket-link";
import { existingStack, withExisting } from "../../../testing/links/existing-parts";
import { linkWith } from "../../../testing/links/links";
import { Synth } from "../../../testing/links/synth-stack";
import { deployedRole } from "../../../testing/tools/deployed-role";
import { facts } from "../../../testing/tools/doctor-facts";
import { linkChecks } from "../../../tools/doctor/judge/link-checks";
import { runChecks } from "../../../tools/doctor/judge/run-check";
import type { LinkFacts } from "../../../tools/doctor/read/link-facts";
import { declaredIn } from "../../../tools/doctor/read/read-declared";
import type { RoleSide } from "../../../tools/doctor/read/sides";

const LINK = linkWith({ buckets: BUCKETS });

describe("the roles of the buckets, line by line", () => {
  const PARTS = { copyRole: {}, bucketRole: {} };
  const OWN = declaredIn(new Synth(LINK).json);
  const THEIRS = declaredIn(existingStack({ buckets: BUCKETS }, PARTS));
  const OF_OTHERS = linkWith({ buckets: BUCKETS, ...withExisting(["copyRole", "bucketRole"]) });
  const roleIds = { "aws_iam_role.copy_role": "AROAROLE", "aws_iam_role.bucket_role": "AROAROLE" };

  async function checked(others: boolean, changes: Partial<LinkFacts> = {}) {
    const link = others ? OF_OTHERS : LINK;
    const subject = facts({
      link,
      declared: async () => (others ? THEIRS : OWN),
      role: async (side) => deployedRole(link, side),
      ...changes,
      terraform: { ...facts().terraform, state: async () => ({ addresses: [], roleIds, placed: [] }) },
    });
    const checks = linkChecks(false, undefined, {}, { buckets: true }).filter(({ id }) =>
      /^(copy|bucket)-role$/.test(id),
    );
    const results = await runChecks(checks, subject);
    return results.map(({ id, status, found, next }) => ({ id, status, found, next }));
  }

  const emptied = async (side: RoleSide) => ({ ...deployedRole(LINK, side), inlinePolicies: [] });

  test("are ok as deployed, or as their owners make them", async () => {
    const told = async (others: boolean) =>
      (await checked(others)).map(({ id, status, found }) => `${id} ${status} ${found}`);
    expect(await told(false)).toEqual([
      "copy-role ok unique id AROAROLE, every policy as declared",
      "bucket-role ok unique id AROAROLE, every policy as declared",
    ]);
    expect(await told(true)).toEqual([
      "copy-role ok every policy as the hand-off asks",
      "bucket-role ok every policy as the hand-off asks",
    ]);
  });

  test("are a problem of whoever makes them when a policy is missing", async () => {
    const own = await checked(false, { role: emptied });
    expect(own.map(({ id, status, found }) => [id, status, found])).toEqual([
      ["copy-role", "problem", "1 policy line differs from the stack"],
      ["bucket-role", "problem", expect.stringMatching(/^\d+ policy lines differ from the stack$/)],
    ]);
    const others = await checked(true, { role: emptied });
    const owner = (id: string) =>
      `others own it: ask the owner of account ${id} for what cdktf.out/handoff/analytics.md says, or correct what links.yaml says of it`;
    expect(others.map(({ status, next }) => [status, next])).toEqual([
      ["problem", owner("222222222222")],
      ["problem", owner("111111111111")],
    ]);
  });
});
