import { IAMClient } from "@aws-sdk/client-iam";
import { readIamRole } from "../../../access/iam/iam-role";

const DOCUMENT = { Version: "2012-10-17", Statement: [] };

/** IAM with one role, whose policy `removed` goes away once its name was listed. */
function iamWhileRemoving(): IAMClient {
  const send = async (command: {
    readonly constructor: { readonly name: string };
    readonly input: object;
  }) => {
    switch (command.constructor.name) {
      case "GetRoleCommand": {
        const trust = encodeURIComponent(JSON.stringify(DOCUMENT));
        return {
          Role: { Arn: "arn:aws:iam::1:role/r", RoleId: "AROA", AssumeRolePolicyDocument: trust },
        };
      }
      case "ListRolePoliciesCommand":
        return { PolicyNames: ["removed", "kept"] };
      case "GetRolePolicyCommand":
        if ("PolicyName" in command.input && command.input.PolicyName === "kept") {
          return { PolicyDocument: encodeURIComponent(JSON.stringify(DOCUMENT)) };
        }
        throw Object.assign(new Error("not attached to role"), { name: "NoSuchEntityException" });
      default:
        return {};
    }
  };
  return Object.assign(new IAMClient({ region: "eu-west-1" }), { send });
}

test("a policy that is removed while the role is read is not of the role, and no failure", async () => {
  expect((await readIamRole(iamWhileRemoving(), "r"))?.inlinePolicies).toEqual([
    { name: "kept", document: DOCUMENT },
  ]);
});
