import type { Fault, FaultableCall } from "../../emulator/faults/fault-plan";
import { AwsError } from "../../emulator/protocol/aws-error";
import { Consultation, idsWith } from "../../testing/deployment/consultation";
import { Damager } from "../../testing/deployment/damage";
import { Deployment } from "../../testing/deployment/deployment";
import { examineUnder } from "../../testing/deployment/examine-under";
import { describeWith, REHEARSAL_PROGRAMS, temporaryFolder } from "../../testing/deployment/tools";
import { BASE } from "../../testing/links/links";

const L = "111111111111";
const R = "222222222222";
const HOP_1 = { service: "sts", operation: "AssumeRole" };
const SUBMIT = { service: "redshift-data", operation: "ExecuteStatement" };

const refusal = (code: string, message: string, httpStatus = 400): Fault => ({
  kind: "error",
  error: new AwsError(code, message, httpStatus),
  executes: false,
});

/** Every other row of the function's table for hop 1, hop 2 and the target: no policy line is behind these. */
describeWith(REHEARSAL_PROGRAMS, "the doctor, where a service fails the function", () => {
  let failing: { readonly at: typeof HOP_1; readonly fault: Fault } | undefined;
  const faults = {
    next({ service, operation, accessKeyId }: FaultableCall): Fault | undefined {
      // Long-term keys are the operator's own: what the doctor itself asks is answered.
      const isOfFunction = accessKeyId.startsWith("ASIA");
      const { at, fault } = failing ?? {};
      return isOfFunction && at?.service === service && at.operation === operation ? fault : undefined;
    },
  };
  const folder = temporaryFolder();
  // A quota is waited for until the deadline.
  const link = { ...BASE, function: { timeoutSeconds: 10 } };
  const deployment = new Deployment(folder, { links: [link] }, { faults });
  const doctor = new Consultation(deployment, folder);
  const damager = new Damager(deployment, "analytics-query", { id: L, region: "ap-northeast-1" });

  beforeAll(async () => {
    await deployment.start();
    await deployment.apply("analytics");
    doctor.enter();
  });
  afterAll(() => deployment.stop());

  const fails = (at: typeof HOP_1, fault: Fault) => async () => {
    failing = { at, fault };
    return {
      undo: async () => {
        failing = undefined;
      },
    };
  };
  const lambdaSide = `in account ${L} (lambda account)`;
  const redshiftSide = `in account ${R} (redshift account)`;

  it.each<[code: string, at: typeof HOP_1, fault: Fault, broken: string, next: string]>([
    [
      "STS_REGION_DISABLED",
      HOP_1,
      refusal("RegionDisabledException", "STS is not activated", 403),
      "hop-1",
      `${lambdaSide}: IAM, account settings`,
    ],
    [
      "FUNCTION_CREDENTIALS_INVALID",
      HOP_1,
      refusal("ExpiredToken", "expired", 403),
      "hop-1",
      `${lambdaSide}: the execution role`,
    ],
    [
      "ASSUME_ROLE_INVALID",
      HOP_1,
      refusal("ValidationError", "Value 'analytics-link-2026' at 'externalId'"),
      "hop-1",
      `${lambdaSide}, environment`,
    ],
    [
      "ENDPOINT_UNREACHABLE",
      HOP_1,
      { kind: "reset", executes: false },
      "hop-1",
      "an interface endpoint for sts",
    ],
    [
      "HOP1_DENIED",
      HOP_1,
      refusal("AccessDenied", "with an explicit deny in a service control policy", 403),
      "hop-1",
      "a service control policy or a resource control policy refuses",
    ],
    ["CREDENTIALS_EXPIRED", SUBMIT, { kind: "revoke" }, "hop-2", `${redshiftSide}, role`],
    [
      "DATA_API_DENIED",
      SUBMIT,
      refusal("AccessDeniedException", "with an explicit deny in a service control policy"),
      "hop-2",
      "a service control policy refuses",
    ],
    [
      "KMS_DENIED",
      SUBMIT,
      refusal("AccessDeniedException", "is not authorized to perform: kms:CreateGrant"),
      "hop-2",
      `${redshiftSide}, key policy of the cluster's own key`,
    ],
    [
      "ENDPOINT_UNREACHABLE",
      SUBMIT,
      { kind: "reset", executes: false },
      "target",
      "an interface endpoint for redshift-data",
    ],
    [
      "EXECUTION_ERROR",
      SUBMIT,
      refusal("ExecuteStatementException", "the cluster is paused", 500),
      "target",
      "must be available, not paused",
    ],
    [
      "DATABASE_UNREACHABLE",
      SUBMIT,
      refusal("DatabaseConnectionException", "no connection", 500),
      "target",
      "must be available, not paused",
    ],
    [
      "SECRET_INVALID",
      SUBMIT,
      refusal("ValidationException", "username and password in secret cannot be empty"),
      "target",
      `${redshiftSide}: secret`,
    ],
    [
      "ACTIVE_SESSIONS_EXCEEDED",
      SUBMIT,
      refusal("ActiveSessionsExceededException", "Active sessions exceeded"),
      "target",
      `${redshiftSide}, cluster warehouse`,
    ],
  ])("%s at %j", async (code, at, fault, broken, next) => {
    const checks = await examineUnder(doctor, damager, "analytics", [fails(at, fault)]);
    const after = { "hop-1": ["hop-2", "target"], "hop-2": ["target"], target: [] }[broken] ?? [];
    const unproven = code === "ENDPOINT_UNREACHABLE" && broken === "target" ? ["hop-2"] : after;
    expect(idsWith("problem", checks)).toEqual([broken, "select-1"]);
    expect(idsWith("could-not-check", checks)).toEqual(unproven);
    expect(checks.get(broken)?.found).toContain(`${code} at `);
    expect(checks.get(broken)?.next).toContain(next);
    expect(JSON.stringify([...checks])).not.toMatch(/analytics-link-2026/);
  });

  it.each<[whose: string, at: typeof HOP_1, fault: Fault, problems: string[]]>([
    ["STS", HOP_1, refusal("Throttling", "Rate exceeded"), ["hop-1", "select-1"]],
    ["the Data API", SUBMIT, refusal("ThrottlingException", "Rate exceeded"), ["select-1"]],
  ])(
    "%s throttles: no policy is named, and nothing behind it passes for proven",
    async (_, at, fault, problems) => {
      const checks = await examineUnder(doctor, damager, "analytics", [fails(at, fault)]);
      expect(idsWith("problem", checks)).toEqual(problems);
      expect(idsWith("could-not-check", checks)).toEqual(["hop-2", "target"]);
      const told = problems
        .map((id) => checks.get(id))
        .concat(problems.length === 1 ? checks.get("hop-2") : []);
      for (const check of told) {
        expect(check?.found).toContain("THROTTLED at ");
        expect(check?.next).toMatch(/^wait and call again/);
      }
    },
  );
});
