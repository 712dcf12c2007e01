import { accountOfAccessKeyId, newAccessKeyId } from "../../../emulator/authentication/access-key-id";
import type { Caller } from "../../../emulator/authentication/caller";
import { CredentialStore } from "../../../emulator/authentication/credential-store";
import type { SignedRequest } from "../../../emulator/authentication/signed-request";
import { AccessKeys, forNamedUser } from "../../../emulator/iam/access-keys";
import type { StoredUser } from "../../../emulator/iam/stored-user";
import { withUniqueIds } from "../../../emulator/iam/unique-ids";
import { queryParameters } from "../../../emulator/protocol/protocol";
import { CALLERS } from "../../../testing/emulator/local-decisions";

const ANN: StoredUser = {
  ...{ arn: "arn:aws:iam::222222222222:user/people/ann", id: "AIDAANN", name: "ann", tags: {} },
  policies: { identity: [] },
};
const SCOPE = {
  date: "",
  region: "us-east-1",
  service: "iam",
  signedHeaders: [],
  signature: "",
  presigned: false,
};

function request(parameters: Readonly<Record<string, string>>, caller: Caller = CALLERS.user): SignedRequest {
  return {
    ...{ method: "POST", url: "/", path: "/", query: new URLSearchParams(), caller },
    headers: { "content-type": "application/x-www-form-urlencoded" },
    body: Buffer.from(new URLSearchParams(parameters).toString()),
    scope: { ...SCOPE, accessKeyId: "" },
  };
}

/** The keys of a store, and who signs with one. */
function keys() {
  const store = new CredentialStore();
  const accessKeys = new AccessKeys(store, {
    userNamed: async (_, name) => (name === "ann" ? ANN : undefined),
  });
  const signer = (accessKeyId: string) => {
    try {
      return store.authenticate({ ...SCOPE, accessKeyId }).caller.userId;
    } catch (error) {
      return (error as { problem: string }).problem;
    }
  };
  const created = (id: string, secret = "moto's") =>
    `<AccessKey><UserName>ann</UserName><AccessKeyId>${id}</AccessKeyId><SecretAccessKey>${secret}</SecretAccessKey></AccessKey>`;
  const apply = (operation: string, parameters: Readonly<Record<string, string>>, body = "", status = 200) =>
    accessKeys.apply(request({ Action: operation, ...parameters }), operation, { status, headers: {}, body });
  return { apply, created, signer, store };
}

test("a key that IAM makes is the user's, with a secret of the gateway's", async () => {
  const { apply, created, signer, store } = keys();
  const { body } = await apply("CreateAccessKey", { UserName: "ann" }, created("AKIAANN"));
  const [, secret = ""] = /<SecretAccessKey>([^<]+)</.exec(body.toString()) ?? [];
  expect(secret).toMatch(/^[A-Za-z0-9+/]{40}$/);
  expect(signer("AKIAANN")).toBe("AIDAANN");
  expect(store.authenticate({ ...SCOPE, accessKeyId: "AKIAANN" })).toMatchObject({
    secretAccessKey: secret,
    caller: { accountId: "222222222222", arn: ANN.arn, userId: ANN.id },
  });
});

test("a key is refused while it is inactive, and once it is deleted", async () => {
  const { apply, created, signer } = keys();
  await apply("CreateAccessKey", { UserName: "ann" }, created("AKIAANN"));
  await apply("UpdateAccessKey", { AccessKeyId: "AKIAANN", Status: "Inactive" });
  expect(signer("AKIAANN")).toBe("unknown");
  await apply("UpdateAccessKey", { AccessKeyId: "AKIAANN", Status: "Active" });
  expect(signer("AKIAANN")).toBe("AIDAANN");
  await apply("DeleteAccessKey", { AccessKeyId: "AKIAANN" });
  expect(signer("AKIAANN")).toBe("unknown");
});

test("what IAM refuses changes no key", async () => {
  const { apply, created, signer } = keys();
  await apply("CreateAccessKey", { UserName: "ann" }, created("AKIAANN"));
  await apply("DeleteAccessKey", { AccessKeyId: "AKIAANN" }, "", 404);
  await apply("UpdateAccessKey", { AccessKeyId: "AKIAANN", Status: "Inactive" }, "", 404);
  expect(signer("AKIAANN")).toBe("AIDAANN");
});

test.each<[string, Readonly<Record<string, string>>, string | null]>([
  ["GetUser", {}, "ann"],
  ["ListAccessKeys", {}, "ann"],
  ["GetUser", { UserName: "bob" }, "bob"],
  ["ListUsers", {}, null],
])("%s %j is for %s when a user asks", (operation, parameters, name) => {
  const sent = request({ Action: operation, ...parameters });
  expect(queryParameters(forNamedUser(sent, operation)).get("UserName")).toBe(name);
});

test("a request in the query string is completed there", () => {
  const query = new URLSearchParams({ Action: "GetUser" });
  const named = forNamedUser({ ...request({}), body: Buffer.of(), headers: {}, query }, "GetUser");
  expect([named.url, queryParameters(named).get("UserName")]).toEqual([
    "/?Action=GetUser&UserName=ann",
    "ann",
  ]);
});

test("a session has to name the user", () => {
  expect(() => forNamedUser(request({}, CALLERS.role), "GetUser")).toThrow(
    "Must specify userName when calling with non-User credentials",
  );
});

test.each([
  // The keys of AWS's documentation and of a published analysis of the format.
  ["AKIAIOSFODNN7EXAMPLE", "581039954779"],
  ["ASIAY34FZKBOKMUTVV7A", "609629065308"],
  [newAccessKeyId("ASIA", "000000000012"), "000000000012"],
  [newAccessKeyId("AKIA", "999999999999"), "999999999999"],
  ["AKIA", undefined],
])("the access key id %s holds the account %s", (id, account) => {
  expect(accountOfAccessKeyId(id)).toBe(account);
});

test.each([
  ["<UserId>c77fsmhh9cxu84y7tmrp</UserId>", "<UserId>AIDAC77FSMHH9CXU84Y7T</UserId>"],
  ["<UserId>AIDAJQABLZS4A3QDU576Q</UserId>", "<UserId>AIDAJQABLZS4A3QDU576Q</UserId>"],
  ["<GroupId>c77fsmhh9cxu84y7tmrp</GroupId>", "<GroupId>AGPAC77FSMHH9CXU84Y7T</GroupId>"],
  ["<PolicyId>c77fsmhh9cxu84y7tmrp</PolicyId>", "<PolicyId>ANPAC77FSMHH9CXU84Y7T</PolicyId>"],
  [
    "<InstanceProfileId>c77fsmhh9cxu84y7tmrp</InstanceProfileId>",
    "<InstanceProfileId>AIPAC77FSMHH9CXU84Y7T</InstanceProfileId>",
  ],
  ["<RoleId>AROAXYZ</RoleId>", "<RoleId>AROAXYZ</RoleId>"],
])("moto's %s is shown as IAM's %s", (sent, shown) => {
  expect(withUniqueIds(`<a>${sent}</a>`)).toBe(`<a>${shown}</a>`);
});
