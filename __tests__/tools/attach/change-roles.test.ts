import { changeRoles } from "../../../tools/attach/change-roles";
import type { AttachedRole } from "../../../tools/lib/aws/warehouse-roles";

const ROLE = "arn:aws:iam::222222222222:role/landing-copy";
const OTHER = "arn:aws:iam::222222222222:role/other";

async function changed(
  before: readonly AttachedRole[],
  {
    isDetaching = false,
    answer = true,
    after,
  }: { isDetaching?: boolean; answer?: boolean; after?: readonly AttachedRole[] } = {},
) {
  let list = before;
  const calls: string[] = [];
  const lines: string[] = [];
  const does = (call: string, next: readonly AttachedRole[]) => async () => {
    calls.push(call);
    list = after ?? next;
  };
  const code = await changeRoles({
    roles: {
      name: async () => "cluster warehouse",
      list: async () => list,
      attach: (role) => does(`attach ${role}`, [...list, { arn: role, status: "adding" }])(),
      detach: (role) =>
        does(
          `detach ${role}`,
          list.filter(({ arn }) => arn !== role),
        )(),
    },
    ...{ role: ROLE, dbUser: "analyst", isDetaching, command: "aws …" },
    tell: (line) => lines.push(line),
    ask: async (question) => {
      calls.push(question);
      return answer;
    },
  });
  return { code, calls, lines };
}

const other = { arn: OTHER, status: "in-sync" };
const own = { arn: ROLE, status: "in-sync" };

test("it shows the roles, what it does and the command, asks, and attaches", async () => {
  expect(await changed([other])).toEqual({
    code: 0,
    calls: ["Attach it to cluster warehouse?", `attach ${ROLE}`],
    lines: [
      "cluster warehouse has 1 role",
      `    ${OTHER} (in-sync)`,
      `It will attach ${ROLE}, and leave every other one.`,
      "Every database user may name it then; its trust policy lets analyst alone use it.",
      "The same by hand: aws …",
      "Attached to cluster warehouse: adding",
    ],
  });
});

test("detaching takes away its own role alone", async () => {
  expect(await changed([other, own], { isDetaching: true })).toMatchObject({
    code: 0,
    calls: ["Take it away from cluster warehouse?", `detach ${ROLE}`],
  });
});

test("what is so already asks and changes nothing; a role on its way out is attached again", async () => {
  expect(await changed([own])).toMatchObject({ code: 0, calls: [] });
  expect(await changed([other], { isDetaching: true })).toMatchObject({ code: 0, calls: [] });
  expect((await changed([{ ...own, status: "removing" }])).calls).toContain(`attach ${ROLE}`);
});

test("no is no", async () => {
  expect(await changed([], { answer: false })).toMatchObject({
    code: 1,
    calls: ["Attach it to cluster warehouse?"],
    lines: expect.arrayContaining(["Nothing was changed"]),
  });
});

test("a list that somebody else changed meanwhile is told", async () => {
  const lost = await changed([other], { after: [own] });
  expect(lost).toMatchObject({ code: 1 });
  expect(lost.lines.join("\n")).toContain(`${OTHER} is gone from cluster warehouse`);
  expect((await changed([other], { after: [other] })).code).toBe(1);
  expect((await changed([own], { isDetaching: true, after: [own] })).code).toBe(1);
});

test("a role that is still on its way out is taken away, and one that was on its way is not lost", async () => {
  const leaving = { arn: OTHER, status: "removing" };
  expect((await changed([own], { isDetaching: true, after: [{ ...own, status: "removing" }] })).code).toBe(0);
  expect((await changed([leaving], { after: [own] })).code).toBe(0);
});
