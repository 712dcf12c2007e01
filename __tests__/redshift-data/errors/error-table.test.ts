import { DATA_API_PHASES, type Phase } from "../../../redshift-data/errors/error-codes";
import { ERROR_TABLE } from "../../../redshift-data/errors/error-table";
import { explainError, type Failure } from "../../../redshift-data/errors/explain-error";
import type { ErrorExample } from "../../../redshift-data/errors/page/error-example";
import { ERROR_EXAMPLES } from "../../../redshift-data/errors/page/examples";
import type { QueryErrorFields } from "../../../redshift-data/errors/query-error";
import { createTextFilter, OPEN_TEXTS } from "../../../redshift-data/errors/shown-text";
import type { LinkContext } from "../../../redshift-data/link/link-context";
import { COPY_SETTINGS, LINK_CONTEXT, linkContextWith } from "../../../testing/redshift-data/link-context";

const WITH_BUCKETS = linkContextWith({ copy: COPY_SETTINGS.copy });

function explain(failure: Failure, link: LinkContext = WITH_BUCKETS): QueryErrorFields {
  return explainError(failure, link, OPEN_TEXTS).fields;
}

const titled = ERROR_EXAMPLES.map((example): [string, ErrorExample] => {
  const { phase, awsCode, statementStatus, networkCode, awsMessage } = example;
  return [`${phase}: ${awsCode ?? statementStatus ?? networkCode} ${awsMessage}`, example];
});

test.each(titled)("%s", (_, example) => {
  const { awsCode, statementStatus, networkCode, awsMessage, code, hop } = example;
  const { advice, message, ...told } = explain(example);
  expect(told).toEqual({
    code,
    hop,
    ...(awsCode !== undefined && { awsCode }),
    ...(statementStatus !== undefined && { statementStatus }),
    ...(networkCode !== undefined && { networkCode }),
    ...(awsMessage !== "" && { awsMessage }),
  });
});

test("only codes of AWS are told as such", () => {
  const codes = ERROR_EXAMPLES.flatMap((example) => explain(example).awsCode ?? []);
  expect(codes.length).toBeGreaterThan(0);
  expect(codes.filter((code) => !/^[A-Z][A-Za-z]*[a-z]$/.test(code))).toEqual([]);
});

test("the hop of a call is that call, where nothing more is known", () => {
  const hops = DATA_API_PHASES.map((phase) => explain({ phase, awsCode: "SlowDown", awsMessage: "" }).hop);
  expect(hops).toEqual(["submit", "describe", "result", "cancel"]);
});

test("every row of the table explains one of these failures", () => {
  const reached = new Set(ERROR_EXAMPLES.map((row) => explain(row).message));
  expect(ERROR_TABLE.map((rule) => rule.summary).filter((summary) => !reached.has(summary))).toEqual([]);
});

test("the two errors everyone meets first stand first", () => {
  expect(ERROR_TABLE.slice(0, 2).map(({ code }) => code)).toEqual(["HOP1_DENIED", "CREDENTIALS_DENIED"]);
});

test("the advice for hop 1 names both sides and the external id as it is configured", () => {
  const row = ERROR_EXAMPLES[0] as ErrorExample;
  expect(explain(row).advice).toBe(
    "Within minutes of a deploy or a change in IAM, wait and call again: IAM is eventually consistent. Then check both sides. in account 111111111111 (lambda account): the execution role of function analytics-query must allow sts:AssumeRole on arn:aws:iam::222222222222:role/analytics-data, with no condition that excludes this function. in account 222222222222 (redshift account), role arn:aws:iam::222222222222:role/analytics-data: it must exist, its trust policy must allow sts:AssumeRole to that execution role, and must not ask for an sts:ExternalId, because EXTERNAL_ID is not set on the function. If the execution role was deleted and created again, save the trust policy again. A permissions boundary of either role, a service control policy or a resource control policy can refuse too",
  );
  expect(explain(row, linkContextWith({ externalId: "shared-id" })).advice).toContain(
    "and its sts:ExternalId must equal EXTERNAL_ID of the function.",
  );
});

test("an external id is never shown", () => {
  const shown = ERROR_EXAMPLES.map((row) =>
    JSON.stringify(explain(row, linkContextWith({ externalId: "shared-id" }))),
  );
  expect(shown.filter((text) => text.includes("shared-id"))).toEqual([]);
});

test("an external id that STS quotes is taken out of its text", () => {
  const awsMessage =
    "1 validation error detected: Value 'k' at 'externalId' failed to satisfy constraint: Member must have length greater than or equal to 2";
  const told = explain(
    { phase: "assume-role", awsCode: "ValidationError", awsMessage },
    linkContextWith({ externalId: "k" }),
  );
  expect(told.awsMessage).toBe(awsMessage.replace("'k'", "'(not shown)'"));
});

test("the advice for credentials names the ARNs of the policy", () => {
  expect(explain(ERROR_EXAMPLES[1] as ErrorExample).advice).toBe(
    "in account 222222222222 (redshift account), role arn:aws:iam::222222222222:role/analytics-data: the inline policy must allow redshift:GetClusterCredentials on arn:aws:redshift:ap-northeast-1:222222222222:dbuser:warehouse/analyst and arn:aws:redshift:ap-northeast-1:222222222222:dbname:warehouse/dev; a permissions boundary or a service control policy can refuse too. Within minutes of a deploy or a change in IAM, wait and call again: IAM is eventually consistent",
  );
});

test("a missing grant names the database user of the role's own identity", () => {
  const link = linkContextWith({
    dataRoleArn: "arn:aws-cn:iam::222222222222:role/teams/analytics-data",
    target: { WorkgroupName: "adhoc", Database: "dev" },
  });
  expect(
    explain(
      {
        phase: "sql",
        statementStatus: "FAILED",
        awsMessage: "ERROR: permission denied for schema analytics",
      },
      link,
    ).advice,
  ).toBe(
    'in account 222222222222 (redshift account), workgroup adhoc in ap-northeast-1, database dev: GRANT USAGE ON SCHEMA … TO "IAMR:analytics-data". IAM is not involved',
  );
});

test.each<[Phase, string]>([
  ["assume-role", "assume-role"],
  ...DATA_API_PHASES.map((phase): [Phase, string] => [phase, phase]),
])("an unknown error of %s keeps AWS's code and text, and its hop", (phase, hop) => {
  const { advice, message, ...rest } = explain({
    phase,
    awsCode: "BrandNewException",
    awsMessage: "something new",
  });
  expect(rest).toEqual({ code: "UNKNOWN", hop, awsCode: "BrandNewException", awsMessage: "something new" });
  expect(message).toMatch(/^AWS answered with an error this function does not know while /);
  expect(advice).toMatch(/^AWS's own code and text stand beside; /);
});

test("the row is found by the whole text of AWS, what may be a parameter's value is not shown, and where it is is said", () => {
  const failure = {
    phase: "sql",
    statementStatus: "FAILED",
    awsMessage: 'ERROR: relation "hunter2" does not exist',
    statementId: "d9b6c0c9-0747-4bf4-b142-e8883122f766",
  } as const;
  const filter = createTextFilter(
    { sqls: ["select :p"], parameters: [{ name: "p", value: "hunter2" }] },
    LINK_CONTEXT,
  );
  const { code, awsMessage, advice } = explainError(failure, LINK_CONTEXT, filter).fields;
  expect({ code, awsMessage, advice }).toEqual({
    code: "TABLE_NOT_FOUND",
    awsMessage: 'ERROR: relation "(not shown)" does not exist',
    advice:
      "in account 222222222222 (redshift account), cluster warehouse in ap-northeast-1, database dev: write the name with its schema, or create the table. What AWS's text says beside this may be a parameter's value and is not shown; the whole text: in the database, as its user or a superuser: SELECT start_time, error_message FROM sys_query_history WHERE status = 'failed' ORDER BY start_time DESC; or, as the data role alone, aws redshift-data describe-statement --id d9b6c0c9-0747-4bf4-b142-e8883122f766 --region ap-northeast-1",
  });
});

test("the text of a refused call is in CloudTrail", () => {
  const filter = createTextFilter({ sqls: [] }, LINK_CONTEXT);
  const failure = { phase: "submit", awsCode: "ValidationException", awsMessage: "near hunter2" } as const;
  const { awsMessage, advice } = explainError(failure, LINK_CONTEXT, filter).fields;
  expect(awsMessage).toBe("near (not shown)");
  expect(advice).toMatch(
    /; the whole text: CloudTrail of account 222222222222 in ap-northeast-1, errorMessage of the call$/,
  );
});

test("a code of AWS that is a parameter's value is not told", () => {
  const texts = { sqls: ["select :p"], parameters: [{ name: "p", value: "hunterException" }] };
  const failure = { phase: "submit", awsCode: "HunterException", awsMessage: "" } as const;
  expect(explainError(failure, LINK_CONTEXT, createTextFilter(texts, LINK_CONTEXT)).fields.awsCode).toBe(
    undefined,
  );
});

test("a text of AWS in which a pattern could begin anywhere is not read to its end", () => {
  const awsMessage = "S3ServiceException ".repeat(2_000_000);
  expect(explain({ phase: "sql", statementStatus: "FAILED", awsMessage }).code).toBe("SQL_FAILED");
});

test("a text of AWS without end is cut", () => {
  const { awsMessage } = explain({ phase: "submit", awsCode: "X", awsMessage: "y".repeat(100_000) });
  expect(awsMessage).toBe("y".repeat(2048));
});

test("the error carries its fields as JSON, and no stack", () => {
  const error = explainError(
    { phase: "submit", awsCode: "X", awsMessage: "y", statementId: "id" },
    LINK_CONTEXT,
    OPEN_TEXTS,
  );
  expect(JSON.parse(error.message)).toEqual(error.fields);
  expect({ name: error.name, stack: error.stack }).toEqual({
    name: "QueryError",
    stack: "QueryError: UNKNOWN",
  });
  expect(error.fields.statementId).toBe("id");
});
