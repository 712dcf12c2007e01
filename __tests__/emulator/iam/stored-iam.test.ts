import { StoredIam } from "../../../emulator/iam/stored-iam";
import { answeredIam } from "../../../testing/emulator/answered-iam";

const ACCOUNT = { partition: "aws", accountId: "111111111111" };
const OTHER = { partition: "aws", accountId: "222222222222" };
const ALL = ["111111111111/one", "111111111111/person", "111111111111/two", "222222222222/one"];

/** Two roles and a user of one account and a role of another, all of which were read once. */
async function known() {
  const asked: string[] = [];
  const iam = new StoredIam(({ accountId }) =>
    answeredIam((operation, { RoleName, UserName }) => {
      const name = String(RoleName ?? UserName);
      if (/^Get(?:Role|User)$/.test(operation)) asked.push(`${accountId}/${name}`);
      if (operation === "GetRole")
        return { Role: { Arn: `arn:aws:iam::${accountId}:role/${name}`, RoleId: "AROA" } };
      if (operation === "GetUser")
        return { User: { Arn: `arn:aws:iam::${accountId}:user/${name}`, UserId: "AIDA" } };
      return {};
    }),
  );
  const readAll = async () => {
    asked.length = 0;
    await Promise.all([
      iam.role("arn:aws:iam::111111111111:role/one"),
      iam.roleNamed(ACCOUNT, "one"),
      iam.roleNamed(ACCOUNT, "two"),
      iam.userId("arn:aws:iam::111111111111:user/person"),
      iam.roleNamed(OTHER, "one"),
    ]);
    return asked.toSorted();
  };
  expect(await readAll()).toEqual(ALL);
  return { iam, readAll };
}

test("what was read is not asked for again", async () => {
  const { readAll } = await known();
  expect(await readAll()).toEqual([]);
});

test.each([
  ["PutRolePolicy", { RoleName: "one" }, ["111111111111/one"]],
  ["DeleteRole", { RoleName: "absent" }, []],
  ["AttachRolePolicy", { RoleName: "two", PolicyArn: "arn:aws:iam::aws:policy/A" }, ["111111111111/two"]],
  ["AddUserToGroup", { UserName: "person", GroupName: "all" }, ["111111111111/person"]],
  ["UpdateUser", { UserName: "before", NewUserName: "person" }, ["111111111111/person"]],
  ["CreatePolicy", { PolicyName: "A" }, ALL.slice(0, 3)],
  ["PutGroupPolicy", { GroupName: "all" }, ALL.slice(0, 3)],
  ["CreatePolicyVersion", { PolicyArn: "arn:aws:iam::111111111111:policy/A" }, ALL.slice(0, 3)],
] as const)("after %s of %j is asked for %j again", async (operation, parameters, again) => {
  const { iam, readAll } = await known();
  iam.forget({ account: ACCOUNT, operation, parameters: new URLSearchParams(parameters) });
  expect(await readAll()).toEqual(again);
});

test("what was being read when it was forgotten is asked for again", async () => {
  const { iam, readAll } = await known();
  const change = {
    account: ACCOUNT,
    operation: "PutRolePolicy",
    parameters: new URLSearchParams("RoleName=one"),
  };
  iam.forget(change);
  const before = iam.roleNamed(ACCOUNT, "one");
  iam.forget(change);
  expect(await readAll()).toEqual(["111111111111/one"]);
  await before;
});
