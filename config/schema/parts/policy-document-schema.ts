import { z } from "zod";
import { section, text } from "../fields";

const TEXTS = "a text or a list of texts; quote what YAML would take for a number";

/** A number would lose the leading zero of an account id. */
const texts = z.union([z.string(), z.array(z.string()).min(1)], { error: TEXTS });

const CONDITION = z.record(
  z.string(),
  z.record(
    z.string(),
    z.union([z.string(), z.boolean(), z.array(z.union([z.string(), z.boolean()]))], { error: TEXTS }),
    {
      error: "a map of condition keys to values; indent them below it",
    },
  ),
  { error: "a map of condition operators, like StringEquals; indent them below it" },
);

const EFFECT = text(/^(?:Allow|Deny)$/, "Allow or Deny; choose one of them");

const SID = z.string({ error: "a text" }).exactOptional();

const LIST = "a list of statements; copy them from the policy, a single one as a list of one";

function documentOf<const Statement extends z.ZodType>(statement: Statement) {
  return section({
    Version: text(
      /^20(?:12-10-17|08-10-17)$/,
      "2012-10-17 or 2008-10-17; copy it from the policy",
    ).exactOptional(),
    Id: z.string({ error: "a text" }).exactOptional(),
    Statement: z.array(statement, { error: LIST }).min(1, { error: LIST }),
  });
}

/** A policy of an identity, decoded. The simulator says what is wrong with it beyond its shape. */
export const identityPolicySchema = documentOf(
  section({
    Sid: SID,
    Effect: EFFECT,
    Action: texts.exactOptional(),
    NotAction: texts.exactOptional(),
    Resource: texts.exactOptional(),
    NotResource: texts.exactOptional(),
    Condition: CONDITION.exactOptional(),
  }),
);

const PRINCIPAL = z.union(
  [
    z.literal("*"),
    section({
      AWS: texts.exactOptional(),
      Service: texts.exactOptional(),
      Federated: texts.exactOptional(),
      CanonicalUser: texts.exactOptional(),
    }),
  ],
  { error: 'a map of AWS, Service or Federated to texts, or "*"; copy it from the policy' },
);

/** A role's trust policy, decoded. */
export const trustPolicySchema = documentOf(
  section({
    Sid: SID,
    Effect: EFFECT,
    Principal: PRINCIPAL.exactOptional(),
    NotPrincipal: PRINCIPAL.exactOptional(),
    Action: texts.exactOptional(),
    NotAction: texts.exactOptional(),
    Condition: CONDITION.exactOptional(),
  }),
);
