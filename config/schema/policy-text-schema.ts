import { z } from "zod";
import { policyArn } from "./arns";
import { section, text } from "./fields";

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

const STATEMENT = section({
  Sid: z.string({ error: "a text" }).exactOptional(),
  Effect: text(/^(?:Allow|Deny)$/, "Allow or Deny; choose one of them"),
  Action: texts.exactOptional(),
  NotAction: texts.exactOptional(),
  Resource: texts.exactOptional(),
  NotResource: texts.exactOptional(),
  Condition: CONDITION.exactOptional(),
});

const LIST = "a list of statements; copy them from the policy, a single one as a list of one";

/** A policy of an identity, decoded. The simulator says what is wrong with it beyond its shape. */
const DOCUMENT = section({
  Version: text(
    /^20(?:12-10-17|08-10-17)$/,
    "2012-10-17 or 2008-10-17; copy it from the policy",
  ).exactOptional(),
  Id: z.string({ error: "a text" }).exactOptional(),
  Statement: z.array(STATEMENT, { error: LIST }).min(1, { error: LIST }),
});

/** Texts of policies that a link only names, by ARN: the synthesized stack says them to whoever judges it. */
export const policyTextsSchema = z
  .record(policyArn, DOCUMENT, { error: "a map of policy ARNs to their documents; indent them below it" })
  .describe(
    "Documents of the permissions boundaries and managed policies that this link names and somebody else writes, by ARN. " +
      "The review and the rehearsal decide with them; drift compares them with those in the account. JSON is YAML: paste the " +
      "document behind the ARN. AWS managed policies whose text the project keeps need none.",
  )
  .default({});
