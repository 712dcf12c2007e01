import { existsSync, readFileSync } from "node:fs";
import { dirname, resolve } from "node:path";
import { unzipSync } from "fflate";
import { isJson } from "../../../aws/json";
import { QUERIES_FILE } from "../../../functions/run-query/contract";
import { decodeQueries } from "../../../functions/run-query/queries";
import { ENVIRONMENT } from "../../../redshift-data/link/environment-names";

/** A named query as its archive holds it. */
type DeployedQuery = NonNullable<ReturnType<typeof decodeQueries>>[number];

/** What the function of a stack runs beside, or in the place of, SQL that its events bring. */
export interface DeployedQueries {
  /** Whether events may bring SQL of their own. */
  readonly rawSql: boolean;
  /** `unknown`: nobody could read them, as of a plan, which holds no archive. */
  readonly queries: readonly DeployedQuery[] | "unknown";
}

/** More is no archive of ours. */
const MAX_QUERIES_BYTES = 16 * 1024 * 1024;

/**
 * The named queries of a stack: what is deployed, not what a file says of it.
 *
 * @param stackFile the stack's `cdk.tf.json`. Absent: there is no archive beside it, as of a plan
 * @param json its content
 * @returns nothing for a stack whose function has no named queries and runs any SQL
 */
export function deployedQueries(stackFile: string | undefined, json: unknown): DeployedQueries | undefined {
  const block = functionOf(json);
  if (block === undefined) return undefined;
  const rawSql = variablesOf(block)[ENVIRONMENT.rawSql] !== "false";
  const queries =
    stackFile === undefined ? "unknown" : queriesIn(resolve(dirname(stackFile), String(block.filename)));
  // Of a plan, only what is refused is known.
  const isUsual = rawSql && (queries === "unknown" ? stackFile === undefined : queries.length === 0);
  return isUsual ? undefined : { rawSql, queries };
}

function functionOf(json: unknown) {
  const resource = isJson(json) && isJson(json.resource) ? json.resource : {};
  const functions = isJson(resource.aws_lambda_function) ? resource.aws_lambda_function : {};
  const [block, ...more] = Object.values(functions).filter(isJson);
  return more.length === 0 ? block : undefined;
}

function variablesOf(block: Readonly<Record<string, unknown>>): Readonly<Record<string, unknown>> {
  const { environment } = block;
  const [first] = Array.isArray(environment) ? environment : [environment];
  return isJson(first) && isJson(first.variables) ? first.variables : {};
}

function queriesIn(archive: string): DeployedQueries["queries"] {
  if (!existsSync(archive)) return "unknown";
  try {
    const files = unzipSync(readFileSync(archive), {
      filter: ({ name, originalSize }) => name === QUERIES_FILE && originalSize <= MAX_QUERIES_BYTES,
    });
    const bytes = files[QUERIES_FILE];
    if (bytes === undefined) return [];
    return decodeQueries(new TextDecoder().decode(bytes)) ?? "unknown";
  } catch {
    return "unknown";
  }
}
