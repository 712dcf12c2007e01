import { z } from "zod";
import { section, text } from "./fields";

const RULE_ID = text(
  /^[a-z][a-z0-9-]*$/,
  "the id of a rule, like unexpected-access; copy it from the review",
);

const ADDRESS = text(
  /^(?:data\.)?[a-z]\w*\.[\w-]+$/,
  "a Terraform address, like aws_iam_role.data_role; copy it from the review",
);

const REASON = text(/\S.{8,}/, "a reason of at least ten characters; say why the finding is accepted");

const EXPIRES_TEXT = "a day as YYYY-MM-DD; write the day on which to look at it again";

/** What `npm run review` accepts in this link. */
export const reviewSchema = section({
  suppress: z
    .array(
      section({
        rule: RULE_ID.describe("Rule whose finding is accepted. Required."),
        address: ADDRESS.describe("Terraform address of the finding, as the review shows it. Required."),
        reason: REASON.describe("Why it is accepted; the report shows it. Required."),
        expires: z.iso
          .date({ error: EXPIRES_TEXT })
          .describe("Last day on which it counts, YYYY-MM-DD. After it the finding is back. Required."),
      }),
      { error: "a list of suppressions; begin each with `- rule:`" },
    )
    .describe("Accepted findings. One that is expired, or that nothing needs, is itself a finding.")
    .default([]),
}).prefault({});
