import { AttachRolePolicyCommand, DetachRolePolicyCommand } from "@aws-sdk/client-iam";
import { LinkChanges } from "../../testing/deployment/changes/link-changes";
import type { Replacement } from "../../testing/deployment/changes/outside-change";
import { addPolicy } from "../../testing/deployment/changes/role-changes";
import { type StartChange, whileChanged } from "../../testing/deployment/changes/while-changed";
import { Deployment } from "../../testing/deployment/deployment";
import { DoctorSession, idsWith } from "../../testing/deployment/doctor-session";
import { describeWith, REHEARSAL_PROGRAMS } from "../../testing/deployment/required-programs";
import { temporaryFolder } from "../../testing/deployment/temporary-folder";
import { BASE, TARGETS } from "../../testing/links/links";
import type { Correction } from "../../tools/doctor/judge/correction";

const L = "111111111111";
const R = "222222222222";
const REGION = "ap-northeast-1";
const FULL_ACCESS = "arn:aws:iam::aws:policy/AmazonRedshiftFullAccess";
const SECRET = `arn:aws:secretsmanager:${REGION}:${R}:secret`;

/** Hop 2 and the target, in the ways of logging in that the doctor's matrix of cluster and db user leaves out. */
describeWith(REHEARSAL_PROGRAMS, "the doctor, in every auth mode", () => {
  const folder = temporaryFolder();
  const links = {
    identity: { ...BASE, name: "identity", target: TARGETS["cluster-iam"] },
    secret: { ...BASE, name: "secret", target: TARGETS["cluster-secret"] },
    adhoc: { ...BASE, name: "adhoc", target: TARGETS["serverless-secret"] },
    article: { ...BASE, name: "article", permissions: { mode: "managed" } },
  };
  type Name = keyof typeof links;
  const deployment = new Deployment(folder, { links: Object.values(links) });
  const doctor = new DoctorSession(deployment, folder);
  const changesOf = (name: Name) => new LinkChanges(deployment, `${name}-query`, { id: L, region: REGION });
  const under = (name: Name, ...starts: StartChange[]) =>
    whileChanged(changesOf(name), starts, () => doctor.examine(name));
  const place = (name: Name) =>
    ({ accountId: R, account: "redshift account", role: `${name}-data` }) as const;
  const inline = (name: Name, replacement: Replacement) => () =>
    changesOf(name).inlinePolicy(R, `${name}-data`, "redshift-data-api", replacement);
  const variables = (name: Name, changes: Record<string, string>) => () => changesOf(name).variables(changes);

  beforeAll(async () => {
    await deployment.start();
    await deployment.applyAll();
    doctor.enter();
  });
  afterAll(() => deployment.stop());

  it.each(Object.keys(links))("link %s as deployed: every check ok", async (name) => {
    const checks = await doctor.examine(name);
    expect([idsWith("problem", checks), idsWith("could-not-check", checks)]).toEqual([[], []]);
    expect(checks.get("hop-2")?.found).toMatch(
      name === "article" ? /does not grant: run batches/ : /^the policies/,
    );
  });

  it.each<[name: Name, statement: string, element: string, replacement: Replacement, found: string]>([
    [
      "identity",
      "ConnectAsIamIdentity",
      "Resource",
      ["dbname:warehouse/dev", "dbname:warehouse/other"],
      "CREDENTIALS_DENIED",
    ],
    [
      "identity",
      "ConnectAsIamIdentity",
      "Action",
      ["CredentialsWithIAM", "Credentials"],
      "CREDENTIALS_DENIED",
    ],
    ["identity", "SubmitStatements", "Resource", ["cluster:warehouse", "cluster:other"], "DATA_API_DENIED"],
    ["secret", "ReadOneSecret", "Resource", ["analyst-AbCdEf", "other-AbCdEf"], "SECRET_DENIED"],
    ["secret", "DecryptSecret", "Resource", ["key/11111111", "key/99999999"], "KMS_DENIED"],
    [
      "secret",
      "DecryptSecret",
      "Condition",
      ["secretsmanager.ap-northeast-1", "s3.ap-northeast-1"],
      "KMS_DENIED",
    ],
    ["adhoc", "ReadOneSecret", "Resource", ["analyst-AbCdEf", "analyst"], "SECRET_DENIED"],
    [
      "adhoc",
      "SubmitStatements",
      "Resource",
      ["workgroup/0f4f3a5e-1111-2222-3333-444455556666", "workgroup/analytics"],
      "DATA_API_DENIED",
    ],
  ])("%s: %s has another %s", async (name, statement, element, replacement, found) => {
    const [from, to] = replacement;
    const checks = await under(name, inline(name, replacement));
    expect(idsWith("problem", checks)).toEqual(["data-role", "hop-2", "select-1"]);
    expect(idsWith("could-not-check", checks)).toEqual(["target"]);
    const line: Correction = {
      ...place(name),
      policy: "inline policy redshift-data-api",
      statement,
      is: expect.stringContaining(to),
      shouldBe: expect.stringContaining(from),
    };
    expect(checks.get("hop-2")).toMatchObject({ found: expect.stringContaining(found), corrections: [line] });
    const [{ is = "" } = {}] = checks.get("hop-2")?.corrections ?? [];
    expect(
      is.startsWith(element === "Condition" ? '"StringEquals": { "kms:ViaService"' : `"${element}"`),
    ).toBe(true);
  });

  it.each<[what: string, name: Name, starts: StartChange[], problems: string[], found: string]>([
    [
      "the secret does not exist",
      "secret",
      [
        inline("secret", ["analyst-AbCdEf", "gone-AbCdEf"]),
        variables("secret", { SECRET_ARN: `${SECRET}:warehouse/gone-AbCdEf` }),
      ],
      ["data-role", "function-environment", "hop-2", "target", "select-1"],
      "SECRET_NOT_FOUND at connect",
    ],
    [
      "the workgroup does not exist",
      "adhoc",
      [
        inline("adhoc", ["workgroup/0f4f3a5e-1111-2222-3333-444455556666", "workgroup/missing"]),
        variables("adhoc", { WORKGROUP_NAME: "missing" }),
      ],
      ["data-role", "function-environment", "hop-2", "target", "select-1"],
      "TARGET_NOT_FOUND at connect",
    ],
    [
      "the database does not exist for its own identity",
      "identity",
      [
        inline("identity", ["dbname:warehouse/dev", "dbname:warehouse/gone"]),
        variables("identity", { DATABASE: "gone" }),
      ],
      ["data-role", "function-environment", "hop-2", "target", "select-1"],
      "DATABASE_NOT_FOUND at connect",
    ],
  ])("%s: target", async (_, name, starts, problems, found) => {
    const checks = await under(name, ...starts);
    expect(idsWith("problem", checks)).toEqual(problems);
    expect(checks.get("target")?.found).toContain(found);
    expect(checks.get("target")?.next).toContain(`in account ${R} (redshift account)`);
  });

  it("a secret of another account: the variable, not a policy", async () => {
    const foreign = `${SECRET.replace(R, "333333333333")}:warehouse/analyst-AbCdEf`;
    const checks = await under("secret", variables("secret", { SECRET_ARN: foreign }));
    expect(idsWith("problem", checks)).toEqual(["function-environment", "hop-2", "select-1"]);
    expect(checks.get("hop-2")?.found).toContain("WRONG_ACCOUNT at authorize");
    expect(checks.get("hop-2")?.next).toMatch(
      /^the account in the resource ARN .* environment of function secret-query/,
    );
    expect(checks.get("function-environment")?.found).toBe(
      `SECRET_ARN is ${foreign}, should be ${SECRET}:warehouse/analyst-AbCdEf`,
    );
  });

  it("the article's managed policy is detached", async () => {
    const checks = await under("article", async () => {
      const policy = { RoleName: "article-data", PolicyArn: FULL_ACCESS };
      await deployment.iam(R).send(new DetachRolePolicyCommand(policy));
      return {
        undo: async () => {
          await deployment.iam(R).send(new AttachRolePolicyCommand(policy));
        },
      };
    });
    expect(idsWith("problem", checks)).toEqual(["data-role", "hop-2", "select-1"]);
    expect(checks.get("hop-2")).toMatchObject({
      found: expect.stringContaining("DATA_API_DENIED"),
      corrections: [{ ...place("article"), policy: "attached policies", shouldBe: FULL_ACCESS }],
    });
  });

  it("a Deny beside the article's managed policy: that statement alone", async () => {
    const statement = {
      Sid: "NoOtherUser",
      Effect: "Deny",
      Action: "redshift:GetClusterCredentials",
      Resource: "*",
    };
    const deny = () => addPolicy(deployment.iam(R), "article-data", "stop", statement);
    const noise = () =>
      addPolicy(deployment.iam(R), "article-data", "noise", {
        ...statement,
        Effect: "Allow",
        Action: "s3:ListAllMyBuckets",
      });
    const checks = await under("article", noise, deny);
    expect(idsWith("problem", checks)).toEqual(["data-role", "hop-2", "select-1"]);
    expect(checks.get("data-role")?.corrections).toHaveLength(2);
    expect(checks.get("hop-2")).toMatchObject({
      found: expect.stringContaining("CREDENTIALS_DENIED"),
      corrections: [
        {
          ...place("article"),
          policy: "inline policy stop",
          statement: "NoOtherUser",
          is: '{ "Sid": "NoOtherUser", "Action": "redshift:GetClusterCredentials", "Effect": "Deny", "Resource": "*" }',
        },
      ],
    });
  });
});
