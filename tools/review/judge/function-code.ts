import {
  type CarriedCode,
  commentedCode,
  describedCode,
} from "../../../access/terraform/carried/carried-code";
import { CARRYING_OUTPUT } from "../../../access/terraform/carried/carrying-output";
import { isOfOthers } from "../../../access/terraform/carried/parts-of-others";
import { resourceAt } from "../../../access/terraform/terraform-stack";
import { OWN_HANDLER } from "../../../functions/run-query/contract";
import type { Violation } from "./finding";
import type { LinkSubject } from "./subject";

/** Whose code the function of a stack is: nothing for the project's own. A plan says it only in its configuration. */
export function codeOf(stackJson: unknown): CarriedCode | undefined {
  return commentedCode(stackJson) ?? describedCode(stackJson);
}

/** Whose code it is, in a few words. */
export function codeInWords({ kind, file }: CarriedCode): string {
  return kind === "entry"
    ? `runs a handler of its own, ${file}`
    : `runs an archive of its own, ${file}: nobody here knows its sources`;
}

/** What is called in the function, and by which runtime, is what its code needs; and a plan says the same of it as the stack. */
export function mismatchedCode(subject: LinkSubject): readonly Violation[] {
  const { json, origin, link } = subject;
  // Values of a plan: its configuration is reviewed beside them.
  if (origin === "plan") return [];
  const { address } = link.queryFunction;
  // Whose code it is that others deploy, they alone know.
  if (isOfOthers(address)) return [];
  const code = codeOf(json);
  const { handler, runtime } = resourceAt(subject, address)?.block ?? {};
  return [
    ...(code?.kind === "archive" || handler === OWN_HANDLER.handler
      ? []
      : [{ address, message: `the function calls ${String(handler)}, not ${OWN_HANDLER.handler}` }]),
    ...(code?.kind === "archive" || String(runtime).startsWith("nodejs")
      ? []
      : [{ address, message: `the function is JavaScript, and its runtime is ${String(runtime)}` }]),
    ...(origin !== "synth" || JSON.stringify(describedCode(json)) === JSON.stringify(commentedCode(json))
      ? []
      : [
          {
            address: `output.${CARRYING_OUTPUT}`,
            message: "a plan would say of whose code the function is otherwise than the stack",
          },
        ]),
  ];
}
