import type { LinkContext } from "../../link/link-context";
import type { ErrorCode } from "../error-codes";
import { explainError } from "../explain-error";
import type { QueryErrorFields } from "../query-error";
import { REPEAT, type Repeat } from "../repeat";
import { OPEN_TEXTS } from "../shown-text";
import { type ErrorExample, EXAMPLE_TARGETS } from "./error-example";
import { ERROR_EXAMPLES } from "./examples";
import { OWN_ERRORS } from "./own-errors";

/** The link of the page, so that its advice reads as in an error. */
function exampleLink({ target = "cluster-db-user" }: ErrorExample): LinkContext {
  return {
    settings: {
      linkName: "analytics",
      dataRoleArn: "arn:aws:iam::222222222222:role/analytics-data",
      roleSessionName: "analytics-query",
      externalId: "analytics-link-2026",
      redshiftAccountId: "222222222222",
      redshiftRegion: "ap-northeast-1",
      lambdaRegion: "ap-northeast-1",
      target: EXAMPLE_TARGETS[target],
      copy: {
        copyRoleArn: "arn:aws:iam::222222222222:role/analytics-copy",
        buckets: [
          {
            name: "acme-landing",
            region: "ap-northeast-1",
            bucketRoleArn: "arn:aws:iam::111111111111:role/analytics-landing",
            copyFrom: ["incoming/"],
            unloadTo: ["exports/"],
          },
        ],
      },
    },
    lambdaAccountId: "111111111111",
    functionName: "analytics-query",
  };
}

const HEAD = `# Errors of the query function

Written by \`npm run errors\` from the error table (\`redshift-data/errors/\`); a test holds the two together.

A failed invocation has the error type \`QueryError\`; its message is JSON with \`code\` (stable), \`hop\`, \`message\`,
\`awsCode\` (AWS's own, of a call that it refused), \`statementStatus\` (of a statement that did not finish) or
\`networkCode\` (of a connection that failed), \`awsMessage\` (AWS's or the engine's text, [as far as it may be shown](function.md#what-errors-show)), \`statementId\` and \`advice\`.
Below, per code: what AWS says, where on the way that was, whose console to open and which line of which policy to read
there, the advice as the function gives it, for a link from account 111111111111 (lambda account) to account
222222222222 (redshift account), and what becomes of the same event when it is sent again with nothing changed
(\`redshift-data/errors/repeat.ts\`). A failed statement is repeated under a **new \`clientToken\`** only: for 8 hours AWS answers
the old one with the statement that failed. Unless the event has its own, the token is Lambda's request id, which is new in every
invocation but for those that Lambda itself repeats.

What a statement quotes decides no code: the engine repeats data in its texts, so a row is found by who speaks (a call of AWS,
the login, the engine) and by how that text begins.

The first two are the errors that everyone meets first. Neither says which side refused.
`;

/** docs/errors.md: every code, explained by the function itself. */
export function errorsPage(): string {
  const codes = [...new Set(ERROR_EXAMPLES.map(({ code }) => code))];
  const sections = codes.map((code) =>
    section(
      code,
      ERROR_EXAMPLES.filter((example) => example.code === code),
    ),
  );
  return [HEAD, ...sections, ownErrors()].join("\n");
}

/** Failures of one call that are explained in the same words. */
interface Entry {
  readonly fields: QueryErrorFields;
  readonly examples: [ErrorExample, ...ErrorExample[]];
}

function section(code: ErrorCode, examples: readonly ErrorExample[]): string {
  const entries = new Map<string, Entry>();
  for (const example of examples) {
    const { fields } = explainError(example, exampleLink(example), OPEN_TEXTS);
    const key = JSON.stringify([fields.message, fields.hop, fields.advice, example.phase]);
    const alike = entries.get(key);
    if (alike === undefined) entries.set(key, { fields, examples: [example] });
    else alike.examples.push(example);
  }
  const repeated = `- repeated: ${REPEATED[REPEAT[code]]}\n`;
  return [`## ${code}\n`, repeated, ...[...entries.values()].map(entryText)].join("\n");
}

function entryText({ fields, examples }: Entry): string {
  const looks = new Set(examples.map(({ look }) => look));
  return `**${sentence(fields.message)}**

${examples.map(symptom).join("\n")}
- hop: \`${fields.hop}\`, ${DOING[examples[0].phase]}
- look: ${[...looks].join("; ")}
- fix: ${fields.advice}
`;
}

function symptom({ awsCode, statementStatus, networkCode, awsMessage }: ErrorExample): string {
  const said = awsMessage === "" ? "" : `: ${code(awsMessage)}`;
  return `- symptom: ${code(awsCode ?? statementStatus ?? networkCode ?? "")}${said}`;
}

const REPEATED: Readonly<Record<Repeat, string>> = {
  fails: "fails again until something is changed",
  "as it is": "can succeed later, as it is",
  "new token": "can succeed later, with a new `clientToken`",
};

const DOING: Readonly<Record<ErrorExample["phase"], string>> = {
  "assume-role": "at sts:AssumeRole",
  submit: "when submitting",
  describe: "when asking for the status",
  result: "when fetching the result",
  cancel: "when cancelling",
  sql: "as the status of the statement",
};

function ownErrors(): string {
  const rows = OWN_ERRORS.map(
    ({ code: name, hop, meaning, fix }) =>
      `| \`${name}\` | \`${hop}\` | ${meaning} | ${fix} | ${REPEATED[REPEAT[name]]} |`,
  );
  return [
    "## Errors without one of AWS",
    "",
    "| code | hop | meaning | fix | repeated |",
    "| --- | --- | --- | --- | --- |",
    ...rows,
    "",
  ].join("\n");
}

function sentence(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}

/** Inline code, on one line. */
function code(text: string): string {
  return `\`${text.replaceAll("\n", " ")}\``;
}
