import type { LinkDraft } from "../link-draft";
import { type LinkProblem, shownValue } from "../problem";
import type { TargetField } from "../schema/target-schema";

/** The fields of the target make up exactly one of the five auth modes. */
export function checkTarget({ target }: LinkDraft): LinkProblem[] {
  if (target === undefined) return [];
  // Presence, not value: a field with a refused value is there, and has its own problem.
  const has = (field: TargetField) => field in target;
  const problem = (field: TargetField, rest: string): LinkProblem => ({
    path: ["target", field],
    message: `is ${has(field) && target[field] === undefined ? "set" : shownValue(target[field])}${rest}`,
  });

  const problems: LinkProblem[] = [];
  if (!has("cluster") && !has("workgroup")) {
    problems.push(
      problem(
        "cluster",
        " and so is workgroup, expected one of the two; name the provisioned cluster or the serverless workgroup",
      ),
    );
  }
  if (has("cluster") && has("workgroup")) {
    problems.push(
      problem(
        "workgroup",
        " beside cluster, expected one of the two; keep cluster for a provisioned cluster, workgroup for serverless",
      ),
    );
  }
  if (has("workgroup") && !has("workgroupId")) {
    problems.push(
      problem(
        "workgroupId",
        ", expected the workgroup's UUID; copy it from the Redshift Serverless console, IAM names a workgroup by it",
      ),
    );
  }
  if (has("workgroupId") && !has("workgroup")) {
    problems.push(
      problem("workgroupId", " without workgroup, expected both or neither; name the workgroup or remove it"),
    );
  }
  if (has("dbUser") && has("secretArn")) {
    problems.push(
      problem(
        "secretArn",
        " beside dbUser, expected one auth mode; keep dbUser for temporary credentials, secretArn for stored ones",
      ),
    );
  }
  if (has("dbUser") && has("workgroup") && !has("cluster")) {
    problems.push(
      problem(
        "dbUser",
        " with a workgroup, expected it only with cluster; remove it to connect as the data role, or use secretArn",
      ),
    );
  }
  if (has("secretKmsKeyArn") && !has("secretArn")) {
    problems.push(
      problem("secretKmsKeyArn", " without secretArn, expected it only with a secret; remove it"),
    );
  }
  return problems;
}
