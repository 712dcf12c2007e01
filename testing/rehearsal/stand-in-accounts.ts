import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { IAMClient } from "@aws-sdk/client-iam";
import { LambdaClient } from "@aws-sdk/client-lambda";
import type { OthersPartName } from "../../access/terraform/carried/parts-of-others";
import type { Link } from "../../config/link";
import { createOperator } from "../../emulator/authentication/operator";
import { existingStack, withExisting } from "../links/existing-parts";
import { linkWith } from "../links/links";

const [LAMBDA_OPERATOR, ...OTHER_OPERATORS] = ["111111111111", "222222222222"].map((accountId) =>
  createOperator({ partition: "aws", accountId }, "AIDAOPERATOR"),
);

/** Two accounts of which nobody answers: what is asked of them, {@link recordCalls} keeps. */
export function silentAccounts() {
  if (LAMBDA_OPERATOR === undefined) throw new Error("there is no operator");
  return { url: "http://127.0.0.1:9", operators: [LAMBDA_OPERATOR, ...OTHER_OPERATORS] } as const;
}

/**
 * Keeps what IAM and Lambda are asked, in order, as "CreateRole analytics-data"; of tests that restore mocks after each.
 *
 * @param refuse throws what a call is refused with. @default - none is
 */
export function recordCalls(calls: string[], refuse: (call: string) => void = () => undefined): void {
  for (const client of [IAMClient, LambdaClient]) {
    jest.spyOn(client.prototype, "send").mockImplementation(async (command: object) => {
      const { input } = command as {
        input: { RoleName?: string; FunctionName?: string; PolicyName?: string };
      };
      const name = [input.RoleName ?? input.FunctionName, input.PolicyName].filter(Boolean).join(" ");
      const call = `${command.constructor.name.replace("Command", "")} ${name}`;
      calls.push(call);
      refuse(call);
      return { Configuration: { State: "Active" } };
    });
  }
}

/**
 * A link of which others make these parts, with its stack in a folder.
 *
 * @param queryRole fields beside `existing`
 * @param fields of the link beside its parts
 */
export function linkOfOthers(
  folder: string,
  parts: readonly OthersPartName[],
  queryRole: object = {},
  fields: object = {},
): { readonly link: Link; readonly stack: { readonly name: string; readonly folder: string } } {
  const link = linkWith({ ...fields, ...withExisting(parts, queryRole) });
  const told = parts.map((part) => [part, part === "queryRole" ? queryRole : {}] as const);
  writeFileSync(join(folder, "cdk.tf.json"), JSON.stringify(existingStack(fields, Object.fromEntries(told))));
  return { link, stack: { name: link.name, folder } };
}
