import { z } from "zod";
import { section, text } from "./fields";
import { EXPIRES_TEXT, REASON } from "./review-schema";

const FINGERPRINT = text(
  /^[0-9a-f]{32}$/,
  "32 digits and letters a to f; copy them from the finding of npm run drift",
);

/** What `npm run drift` accepts in this link. */
export const driftSchema = section({
  accept: z
    .array(
      section({
        fingerprint: FINGERPRINT.describe(
          "Of a finding of kind beyond-plan, as drift shows it. Whatever changes of what was found changes it. Required.",
        ),
        reason: REASON.describe("Why it is accepted; the report shows it. Required."),
        expires: z.iso
          .date({ error: EXPIRES_TEXT })
          .describe("Last day on which it counts, YYYY-MM-DD. After it the finding is back. Required."),
      }),
      { error: "a list of what is accepted; begin each with `- fingerprint:`" },
    )
    .describe("What is in the accounts beside the plan on purpose, such as a rule that invokes the function.")
    .default([]),
}).prefault({});
