import { SIMULATED_DECISIONS } from "../../../emulator/authorization/access-decisions";
import { assumableByLambda } from "../../../emulator/lambda/service-role";
import { functionReference } from "../../../emulator/protocol/function-reference";
import { OWN_ACCOUNT, SOURCES, storedIam } from "../../../testing/emulator/local-decisions";

const ROLE = `arn:aws:iam::${OWN_ACCOUNT}:role/links/data`;
const lambda = { Effect: "Allow", Principal: { Service: "lambda.amazonaws.com" }, Action: "sts:AssumeRole" };

test.each<[string, unknown, string | undefined]>([
  ["Lambda", { Version: "2012-10-17", Statement: [lambda] }, ROLE],
  ["another service", { Statement: [{ ...lambda, Principal: { Service: "ec2.amazonaws.com" } }] }, undefined],
  ["nobody, in an empty document", {}, undefined],
  ["nobody that can be read: no document", "{", undefined],
  ["nobody that can be read: an unknown effect", { Statement: [{ ...lambda, Effect: "Maybe" }] }, undefined],
  [
    "nobody that can be read: another partition",
    { Statement: [{ ...lambda, Principal: { AWS: "arn:aws-cn:iam::222222222222:root" } }] },
    undefined,
  ],
])(`a role that trusts %s (${SOURCES.principal})`, async (_, trust, expected) => {
  const reference = functionReference("probe", { accountId: OWN_ACCOUNT, region: "eu-west-1" });
  if (reference === undefined) throw new Error("the name was not read, expected a function");
  const stored = storedIam([]);
  const role = async (arn: string) => {
    const found = await stored.role(arn);
    return found === undefined ? undefined : { ...found, trust };
  };
  expect((await assumableByLambda(ROLE, reference, { role }, SIMULATED_DECISIONS))?.arn).toBe(expected);
});
