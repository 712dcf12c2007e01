import { join } from "node:path";
import { moveRole } from "../../testing/deployment/changes/role-path";
import { Deployment } from "../../testing/deployment/deployment";
import { describeWith, REHEARSAL_PROGRAMS } from "../../testing/deployment/required-programs";
import { temporaryFolder } from "../../testing/deployment/temporary-folder";
import { BASE, TARGETS } from "../../testing/links/links";

/** `exact` names the query role in a trust policy, which IAM binds to that very role; `managed` attaches a policy. */
const LINKS = [
  { ...BASE, name: "exact" },
  {
    ...BASE,
    name: "managed",
    target: TARGETS["serverless-iam"],
    permissions: { mode: "managed" },
    trust: { ...BASE.trust, mode: "account" },
  },
];

/** A role is replaced under its old name, so nothing else of its parts changes: names alone would keep them as they were. */
describeWith(REHEARSAL_PROGRAMS, "one apply after a role is replaced", () => {
  const folder = temporaryFolder();
  const deployment = new Deployment(folder, { links: LINKS });

  beforeAll(() => deployment.start());
  afterAll(() => deployment.stop());

  const stackFile = (link: string) => join(folder, "cdktf.out/stacks", link, "cdk.tf.json");

  /** What the function answers, and what another apply would still change. */
  async function afterApply(link: string) {
    const terraform = deployment.terraform(link);
    const { rows, failure } = await deployment.invoke(link, { sql: "SELECT 1 AS one" });
    await terraform.plan("after.tfplan");
    const { changes } = await terraform.show("after.tfplan");
    const pending = changes.filter(({ change }) => change.actions.join() !== "no-op");
    return { rows, failure: failure?.code, pending: pending.map(({ address }) => address) };
  }

  const COMPLETE = { rows: [{ one: 1 }], failure: undefined, pending: [] };

  test("leaves nothing to do and both hops open: another path, and -replace", async () => {
    await deployment.apply("exact");
    moveRole(stackFile("exact"), "query_role", "/data/");
    await deployment.apply("exact");
    expect(await afterApply("exact")).toEqual(COMPLETE);
    await deployment.terraform("exact").applyUnseen({ replace: ["aws_iam_role.query_role"] });
    expect(await afterApply("exact")).toEqual(COMPLETE);
  });

  test("does so with managed policies and trust in the account, for both roles at once", async () => {
    await deployment.apply("managed");
    moveRole(stackFile("managed"), "data_role", "/data/");
    await deployment.terraform("managed").applyUnseen({ replace: ["aws_iam_role.query_role"] });
    expect(await afterApply("managed")).toEqual(COMPLETE);
  });
});
