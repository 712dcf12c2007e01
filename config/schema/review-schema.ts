import { z } from "zod";
import { section, text } from "./fields";

const RULE_ID = text(
  /^[a-z][a-z0-9-]*$/,
  "the id of a rule, like unexpected-access; copy it from the review",
);

const ADDRESS = text(
  /^[a-z]\w*(?:\.[\w-]+)*$/,
  "a Terraform address, like aws_iam_role.data_role; copy it from the review",
);

/** Reports print it, in terminals and in pull requests: one line, without what either would act upon. */
const LINE = /^(?=[^`\p{Cc}\p{Cf}]+$).*\S.{8,}/u;

/** Why something is accepted. */
export const REASON = text(
  LINE,
  "a reason of at least ten characters on one line, without backticks; say why the finding is accepted",
);

const MESSAGE = text(
  /^[^\p{Cc}\p{Cf}]{10,}$/u,
  "at least ten characters of the finding's message, on one line; copy them from the review",
);

/** What a last day has to be. */
export const EXPIRES_TEXT = "a day as YYYY-MM-DD; write the day on which to look at it again";

/** What `npm run review` accepts in this link. */
export const reviewSchema = section({
  suppress: z
    .array(
      section({
        rule: RULE_ID.describe("Rule whose finding is accepted. Required."),
        address: ADDRESS.describe("Terraform address of the finding, as the review shows it. Required."),
        message: MESSAGE.describe(
          "Part of the finding's message. Required for rules of severity error, whose next finding at the same address " +
            "may be another access. Default: every message.",
        ).exactOptional(),
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
