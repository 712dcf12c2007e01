import { z } from "zod";
import { REGIONS } from "../../aws/partition";
import { nearestWord } from "../nearest-word";
import { roleArnField } from "./arns";
import { section, text } from "./fields";

const TWELVE_DIGITS = /^\d{12}$/;
const REGION =
  /^(?:us-gov|[a-z]{2})-(?:north|south|east|west|central|northeast|northwest|southeast|southwest)-[1-9]$/;
const UNSUPPORTED_REGION = /^(?:[a-z]{2}-iso[a-z]?|eusc)-/;

const ACCOUNT_ID_IN_QUOTES = 'twelve digits in quotes, like "012345678901"';

function accountIdAllowed(found: unknown): string {
  if (typeof found !== "number") return `${ACCOUNT_ID_IN_QUOTES}; correct it`;
  return `${ACCOUNT_ID_IN_QUOTES}; quote it, because YAML reads it as a number and drops a leading zero`;
}

/** Twelve digits, as text. */
export const accountId = z
  .string({ error: ({ input }) => accountIdAllowed(input) })
  .regex(TWELVE_DIGITS, { error: ({ input }) => accountIdAllowed(input) });

function regionAllowed(found: unknown): string {
  if (UNSUPPORTED_REGION.test(String(found))) {
    return "a region of the partitions aws, aws-cn or aws-us-gov; isolated and sovereign partitions are not supported";
  }
  const nearest = REGION.test(String(found)) ? nearestWord(String(found), REGIONS) : undefined;
  return nearest === undefined
    ? "a region like eu-west-1, cn-north-1 or us-gov-west-1; correct it"
    : `one of AWS's regions, as far as this version knows them; did you mean ${nearest}?`;
}

/** Region of one of the three supported partitions. */
export const region = z
  .string({ error: "a region like eu-west-1; write it as text" })
  .regex(REGION, { error: ({ input }) => regionAllowed(input), abort: true })
  .refine((found) => (REGIONS as readonly string[]).includes(found), {
    error: ({ input }) => regionAllowed(input),
  });

/** Name of a profile in the shared AWS configuration. */
export const profile = text(
  /^[\w.@+=:/-]{1,128}$/,
  "a profile name of up to 128 letters, digits and _.@+=:/-; correct it",
);

/** One of the two accounts. */
export const accountSchema = section({
  id: accountId.describe(
    "Account id: twelve digits in quotes, because a leading zero would be lost in a number. Required.",
  ),
  region: region.describe("Region, for example eu-west-1. Both accounts must be in one partition. Required."),
  deployRoleArn: roleArnField
    .describe(
      "Role in this account that Terraform assumes to deploy. Excludes profile. Default: none, the caller's credentials.",
    )
    .exactOptional(),
  profile: profile
    .describe(
      "Profile of the shared AWS configuration that Terraform uses for this account. Excludes deployRoleArn. " +
        "Default: none, the caller's credentials.",
    )
    .exactOptional(),
}).meta({ not: { required: ["deployRoleArn", "profile"] } });
