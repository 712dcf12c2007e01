import type { IamChange } from "../../../../emulator/iam/propagation/iam-change";
import {
  MAX_PROPAGATION_MILLISECONDS,
  seededDelays,
} from "../../../../emulator/iam/propagation/seeded-delays";

const change = (operation: string, parameters: Readonly<Record<string, string>>): IamChange => ({
  account: { partition: "aws", accountId: "111111111111" },
  ...{ operation, parameters: new URLSearchParams(parameters) },
});
const CREATE = change("CreateRole", { RoleName: "query", AssumeRolePolicyDocument: "{}" });
const PUT = change("PutRolePolicy", { RoleName: "query", PolicyName: "p" });

test("the same seed gives the same change the same delay, in whichever order changes come", () => {
  const [one, other] = [seededDelays(7), seededDelays(7)];
  const inOrder = [CREATE, PUT, PUT].map(one);
  const [putFirst, create, putAgain] = [PUT, CREATE, PUT].map(other);
  expect([create, putFirst, putAgain]).toEqual(inOrder);
  expect(new Set(inOrder).size).toBe(3);
});

test("what a change says does not matter, nor the order of its parameters", () => {
  const reordered = change("CreateRole", { AssumeRolePolicyDocument: "[]", RoleName: "query" });
  expect(seededDelays(7)(reordered)).toBe(seededDelays(7)(CREATE));
});

test("another seed, account, operation or name has other delays; all are spread over ten seconds", () => {
  const delayOf = seededDelays(1);
  const delays = Array.from({ length: 1000 }, (_, index) =>
    delayOf(change("CreateRole", { RoleName: `r${index}` })),
  );
  const spread = (parts: number) =>
    new Set(delays.map((delay) => Math.floor((delay / MAX_PROPAGATION_MILLISECONDS) * parts)));
  expect([...spread(10)].sort()).toEqual([0, 1, 2, 3, 4, 5, 6, 7, 8, 9]);
  const elsewhere = { ...CREATE, account: { partition: "aws", accountId: "222222222222" } };
  const others = [seededDelays(1)(CREATE), seededDelays(2)(CREATE), seededDelays(1)(elsewhere)];
  expect(new Set(others).size).toBe(3);
});
