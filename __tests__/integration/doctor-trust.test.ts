import { LinkChanges } from "../../testing/deployment/changes/link-changes";
import { createPolicy, rewritePolicy } from "../../testing/deployment/changes/managed-policies";
import type { Replacement } from "../../testing/deployment/changes/outside-change";
import {
  boundRole,
  createRole,
  deleteRole,
  recreateRole,
} from "../../testing/deployment/changes/role-changes";
import { type StartChange, whileChanged } from "../../testing/deployment/changes/while-changed";
import { Deployment } from "../../testing/deployment/deployment";
import { DoctorSession, idsWith } from "../../testing/deployment/doctor-session";
import { describeWith, REHEARSAL_PROGRAMS } from "../../testing/deployment/required-programs";
import { temporaryFolder } from "../../testing/deployment/temporary-folder";
import { BASE } from "../../testing/links/links";

const L = "111111111111";
const R = "222222222222";
const REGION = "ap-northeast-1";
const policyArn = (accountId: string, name: string) => `arn:aws:iam::${accountId}:policy/${name}`;
const roleArn = (accountId: string, name: string) => `arn:aws:iam::${accountId}:role/${name}`;

/** Both hops of links that trust in other ways, and of roles that are bounded. */
describeWith(REHEARSAL_PROGRAMS, "the doctor, for trust and boundaries", () => {
  const folder = temporaryFolder();
  const bounded = (accountId: string) => ({ permissionsBoundaryArn: policyArn(accountId, "limit") });
  const links = {
    partner: {
      ...BASE,
      name: "partner",
      trust: { ...BASE.trust, mode: "account", mutual: true },
      queryRole: bounded(L),
      dataRole: bounded(R),
    },
    plain: { ...BASE, name: "plain", trust: { ...BASE.trust, mutual: true } },
  };
  type Name = keyof typeof links;
  const deployment = new Deployment(folder, { links: Object.values(links) });
  const doctor = new DoctorSession(deployment, folder);
  const changesOf = (name: Name) => new LinkChanges(deployment, `${name}-query`, { id: L, region: REGION });
  const under = (name: Name, ...starts: StartChange[]) =>
    whileChanged(changesOf(name), starts, () => doctor.examine(name));
  const trust = (accountId: string, name: Name, role: string, replacement: Replacement) => () =>
    changesOf(name).trust(accountId, `${name}-${role}`, replacement);
  const query = (name: Name) => ({ accountId: L, account: "lambda account", role: `${name}-query` });
  const data = (name: Name) => ({ accountId: R, account: "redshift account", role: `${name}-data` });

  beforeAll(async () => {
    await deployment.start();
    for (const accountId of [L, R]) {
      await createPolicy(deployment.iam(accountId), "limit");
      await createPolicy(deployment.iam(accountId), "reads-s3", [
        { Effect: "Allow", Action: "s3:*", Resource: "*" },
      ]);
    }
    await deployment.applyAll();
    doctor.enter();
  });
  afterAll(() => deployment.stop());

  it.each(Object.keys(links))("link %s as deployed: every check ok", async (name) => {
    const checks = await doctor.examine(name);
    expect([idsWith("problem", checks), idsWith("could-not-check", checks)]).toEqual([[], []]);
  });

  it.each<[what: string, replacement: Replacement, is: string, shouldBe: string]>([
    [
      "the account, narrowed to another role",
      [`role/partner-query`, "role/other"],
      `"ArnEquals": { "aws:PrincipalArn": "${roleArn(L, "other")}" }`,
      `"ArnEquals": { "aws:PrincipalArn": "${roleArn(L, "partner-query")}" }`,
    ],
    [
      "another external id",
      ["analytics-link-2026", "another-id"],
      '"StringEquals": { "sts:ExternalId": "(another external id, not shown)" }',
      '"StringEquals": { "sts:ExternalId": "(the external id of the link, not shown)" }',
    ],
    ["an explicit Deny", ['"Allow"', '"Deny"'], '"Effect": "Deny"', '"Effect": "Allow"'],
  ])("trust mode account: the data role trusts %s", async (_, replacement, is, shouldBe) => {
    const checks = await under("partner", trust(R, "partner", "data", replacement));
    expect(idsWith("problem", checks)).toEqual(["data-role", "hop-1", "select-1"]);
    expect(checks.get("hop-1")).toMatchObject({
      found: expect.stringContaining("HOP1_DENIED"),
      corrections: [{ ...data("partner"), policy: "trust policy", statement: "TrustRole", is, shouldBe }],
    });
  });

  it("the trust policy no longer asks for the external id: the hop works, the line is missed", async () => {
    const condition = '"StringEquals":{"sts:ExternalId":"analytics-link-2026"}';
    const checks = await under("plain", trust(R, "plain", "data", [condition, ""]));
    expect(idsWith("problem", checks)).toEqual(["data-role"]);
    const shouldBe = '"StringEquals": { "sts:ExternalId": "(the external id of the link, not shown)" }';
    expect(checks.get("data-role")?.corrections).toEqual([
      { ...data("plain"), policy: "trust policy", statement: "TrustRole", shouldBe },
    ]);
  });

  it("the query role trusts, mutually, a principal that was deleted: said, and no hop is broken", async () => {
    await createRole(deployment.iam(R), "passing");
    const checks = await under("plain", async () => {
      const root = `arn:aws:iam::${R}:root`;
      const change = await changesOf("plain").trust(L, "plain-query", [root, roleArn(R, "passing")]);
      await deleteRole(deployment.iam(R), "passing");
      return change;
    });
    expect(idsWith("problem", checks)).toEqual(["query-role"]);
    const [line, ...others] = checks.get("query-role")?.corrections ?? [];
    expect(others).toEqual([]);
    expect(line).toMatchObject({ ...query("plain"), policy: "trust policy", statement: "TrustRole" });
    expect(line?.is).toMatch(/^"Principal": \{ "AWS": "AROA[A-Z0-9]+" \}$/);
    expect(checks.get("query-role")?.next).toMatch(
      /^AROA[A-Z0-9]+ is the unique id of a principal that was deleted/,
    );
  });

  it.each<[what: string, accountId: string, role: "query" | "data", hop: string, problems: string[]]>([
    ["hop 1", L, "query", "hop-1", ["query-role", "hop-1", "select-1"]],
    ["hop 2", R, "data", "hop-2", ["data-role", "hop-2", "select-1"]],
  ])("a boundary that nobody declared stops %s", async (_, accountId, role, hop, problems) => {
    const arn = policyArn(accountId, "reads-s3");
    const checks = await under("plain", () => boundRole(deployment.iam(accountId), `plain-${role}`, arn));
    expect(idsWith("problem", checks)).toEqual(problems);
    const place = role === "query" ? query("plain") : data("plain");
    expect(checks.get(hop)).toMatchObject({
      found: expect.stringContaining("the permissions boundary of the caller does not allow it"),
      corrections: [{ ...place, policy: "permissions boundary", is: arn }],
    });
  });

  it("the declared boundary of the query role no longer lets hop 1 through: what it has to allow", async () => {
    const logs = { Sid: "Logs", Effect: "Allow", Action: "logs:*", Resource: "*" };
    const checks = await under("partner", () =>
      rewritePolicy(deployment.iam(L), policyArn(L, "limit"), logs),
    );
    expect(idsWith("problem", checks)).toEqual(["hop-1", "select-1"]);
    const shouldBe = `{ "Action": "sts:AssumeRole", "Effect": "Allow", "Resource": "${roleArn(R, "partner-data")}" }`;
    expect(checks.get("hop-1")).toMatchObject({
      next: expect.stringContaining("no deployment changes it"),
      corrections: [
        {
          ...query("partner"),
          policy: `permissions boundary ${policyArn(L, "limit")}`,
          shouldBe,
          outsideStack: true,
        },
      ],
    });
  });

  it("the declared boundary of the data role denies credentials: that statement", async () => {
    const everything = { Sid: "Everything", Effect: "Allow", Action: "*", Resource: "*" };
    const deny = { Sid: "NoUsers", Effect: "Deny", Action: "redshift:GetClusterCredentials", Resource: "*" };
    const arn = policyArn(R, "limit");
    const checks = await under("partner", () => rewritePolicy(deployment.iam(R), arn, everything, deny));
    expect(idsWith("problem", checks)).toEqual(["hop-2", "select-1"]);
    expect(checks.get("hop-2")?.corrections).toEqual([
      {
        ...data("partner"),
        ...{ policy: `permissions boundary ${arn}`, statement: "NoUsers", outsideStack: true },
        is: '{ "Sid": "NoUsers", "Action": "redshift:GetClusterCredentials", "Effect": "Deny", "Resource": "*" }',
      },
    ]);
  });

  // The last one: only an apply would put the roles back, and nobody looks at them after this.
  it("the query role was created again: trust mode account outlives it, trust mode role does not", async () => {
    for (const name of ["partner", "plain"] as const) {
      await recreateRole(deployment.iam(L), `${name}-query`);
      await changesOf(name).forgetSessions();
    }
    const [partner, plain] = [await doctor.examine("partner"), await doctor.examine("plain")];
    expect(idsWith("problem", partner)).toEqual(["query-role", "hop-1", "select-1"]);
    expect(partner.get("hop-1")?.corrections?.map(({ account, policy }) => [account, policy])).toEqual([
      ["lambda account", "inline policy assume-data-role"],
    ]);
    expect(idsWith("problem", plain)).toEqual(["query-role", "data-role", "hop-1", "select-1"]);
    expect(plain.get("hop-1")?.corrections?.map(({ account, policy }) => [account, policy])).toEqual([
      ["redshift account", "trust policy"],
      ["lambda account", "inline policy assume-data-role"],
    ]);
    expect(plain.get("hop-1")?.next).toMatch(
      /^AROA[A-Z0-9]+ is the unique id of a principal that was deleted/,
    );
  });
});
