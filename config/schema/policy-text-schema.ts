import { z } from "zod";
import { policyArn } from "./arns";
import { identityPolicySchema } from "./parts/policy-document-schema";

/** Texts of policies that a link only names, by ARN: the synthesized stack says them to whoever judges it. */
export const policyTextsSchema = z
  .record(policyArn, identityPolicySchema, {
    error: "a map of policy ARNs to their documents; indent them below it",
  })
  .describe(
    "Documents of the permissions boundaries and managed policies that this link names and somebody else writes, by ARN. " +
      "The review and the rehearsal decide with them; drift compares them with those in the account. JSON is YAML: paste the " +
      "document behind the ARN. AWS managed policies whose text the project keeps need none.",
  )
  .default({});
