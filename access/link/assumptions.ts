import type { TextSource } from "../terraform/carried/parts-of-others";
import type { LinkAccess } from "./link-access";
import type { Question } from "./question";

/** A part that others own, and that an answer takes for what somebody said of it. */
export interface Assumption {
  readonly part: "query role" | "data role" | "function" | "copy role" | "bucket role";
  /** Whose it is: twelve digits. */
  readonly accountId: string;
  readonly from: TextSource;
}

/** Every part of a link that others own. */
export function assumedParts({
  queryRole,
  dataRole,
  queryFunction,
  transfer,
}: LinkAccess): readonly Assumption[] {
  const parts = [
    ["query role", queryRole],
    ["data role", dataRole],
    ["function", queryFunction],
  ] as const;
  const transferParts =
    transfer === undefined
      ? []
      : ([
          ["copy role", transfer.copyRole],
          ["bucket role", transfer.bucketRole],
        ] as const);
  return [...parts, ...transferParts].flatMap(([part, { accountId, assumed: from }]) =>
    from === undefined ? [] : [{ part, accountId, from }],
  );
}

/** What the answer to a question about a link takes for what somebody said of it. Empty: it rests on the stack alone. */
export function assumptionsOf(link: LinkAccess, question: Question): readonly Assumption[] {
  const parts = partsBehind(question);
  return assumedParts(link).filter(({ part }) => parts.includes(part));
}

/** Parts whose policies or settings decide. */
function partsBehind(question: Question): readonly Assumption["part"][] {
  switch (question.kind) {
    case "assume-data-role":
      // What the function sends stands in its environment; a stranger sends the same.
      return question.caller === undefined
        ? ["query role", "data role", "function"]
        : ["data role", "function"];
    case "assume-query-role":
      return question.caller === "data-role" ? ["query role", "data role"] : ["query role"];
    case "assume-as-service":
      return [`${question.role} role`];
    case "assume-as-query-role":
    case "call-as-query-role":
      return ["query role"];
    case "call-as-data-role":
      return ["data role"];
    case "assume-transfer-role":
      return question.caller === "copy-role" ? ["copy role", "bucket role"] : [`${question.role} role`];
    case "assume-as-copy-role":
      return ["copy role"];
    case "call-as-transfer-role":
      return [`${question.role} role`];
  }
}

/** Whose word it is, for people: "the data role is assumed, as the hand-off asks the owner of account 222222222222". */
export function assumptionText({ part, accountId, from }: Assumption): string {
  return from === "hand-off"
    ? `the ${part} is assumed, as the hand-off asks the owner of account ${accountId}`
    : `the ${part} is as declared by its owner, account ${accountId}`;
}
