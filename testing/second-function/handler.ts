import { connectLink } from "../../redshift-data/connect-link";
import { type LambdaContext, lambdaInvocation } from "../../redshift-data/lambda-invocation";
import { readSettings } from "../../redshift-data/read-settings";

const client = connectLink(readSettings(process.env));

export async function handler({ table }: { readonly table: string }, context: LambdaContext) {
  const text = { sql: `SELECT count(*) AS n FROM ${table}` };
  const submission = { text, parameters: [], format: "objects" } as const;
  const request = { action: "run", submission, maxRows: 1, onDeadline: "cancel" } as const;
  return client.answer(request, lambdaInvocation(context));
}
