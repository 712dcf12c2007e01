import { z } from "zod";
import { dataRoleSchema, permissionsSchema, queryRoleSchema, trustSchema } from "./schema/access-schema";
import { accountSchema } from "./schema/account-schema";
import { backendSchema } from "./schema/backends/backend-schema";
import { bucketRoleField, bucketsSchema, copyRoleField } from "./schema/buckets-schema";
import { driftSchema } from "./schema/drift-schema";
import { defaultsSchema, environmentSchema, includeSchema } from "./schema/environment-schema";
import { extendSchema } from "./schema/extend-schema";
import { flag, section, text } from "./schema/fields";
import { functionSchema } from "./schema/function-schema";
import { ssmOutputsSchema } from "./schema/operations/ssm-outputs-schema";
import { policyTextsSchema } from "./schema/policy-text-schema";
import { providerSchema } from "./schema/provider-schema";
import { queriesSchema, rawSqlSchema } from "./schema/queries-schema";
import { rehearsalSchema } from "./schema/rehearsal-schema";
import { reviewSchema } from "./schema/review-schema";
import { targetSchema } from "./schema/target-schema";

const LINK_NAME = text(
  /^[a-z][a-z0-9-]{0,40}$/,
  "1 to 41 lowercase letters, digits and hyphens that start with a letter; correct it",
);

/** IAM's characters. IAM compares keys without case, so `tags-check.ts` refuses two that differ in case only. */
const TAG_KEY = text(
  /^(?!\s*[aA][wW][sS]:)[\p{L}\p{Z}\p{N}_.:/=+@-]{1,128}$/u,
  "1 to 128 letters, digits, spaces and _.:/=+-@, not starting with aws:, which AWS reserves; rename it",
);

const TAG_VALUE = text(
  /^[\p{L}\p{Z}\p{N}_.:/=+@-]{0,256}$/u,
  "text of up to 256 letters, digits, spaces and _.:/=+-@; correct or quote it",
);

/** One link as a user writes it. */
export const linkSchema = section({
  name: LINK_NAME.describe(
    "Names the stack, and by default the function and both roles. 1 to 41 lowercase letters, digits and hyphens. " +
      "Unique in the file. It names the state too: a renamed link is a new one, and the old one stays deployed unless its state is moved (docs/pipelines.md). Required.",
  ),
  lambdaAccount: accountSchema.describe("Account that runs the function. Required."),
  redshiftAccount: accountSchema.describe("Account that holds Redshift. Required."),
  sameAccount: flag()
    .describe(
      "Set to true when both accounts are one on purpose; otherwise equal ids are refused as a mistake.",
    )
    .default(false),
  target: targetSchema,
  queryRole: queryRoleSchema.describe("Role of the function, in the lambda account."),
  dataRole: dataRoleSchema.describe("Role with the permissions on Redshift, in the redshift account."),
  trust: trustSchema.describe("How the two roles trust each other."),
  permissions: permissionsSchema.describe("What the data role may do."),
  policyTexts: policyTextsSchema,
  function: functionSchema.describe("The function that runs the queries."),
  queries: queriesSchema,
  rawSql: rawSqlSchema,
  buckets: bucketsSchema,
  copyRole: copyRoleField,
  bucketRole: bucketRoleField,
  tags: z
    .record(TAG_KEY, TAG_VALUE, { error: "a map of tag keys to texts; indent them below it" })
    .describe(
      "Tags of every resource in both accounts, at most 50. Keys up to 128 and values up to 256 characters.",
    )
    .default({}),
  backend: backendSchema,
  provider: providerSchema,
  ssmOutputs: ssmOutputsSchema,
  extend: extendSchema,
  review: reviewSchema.describe("What the review of this link accepts."),
  drift: driftSchema.describe("What drift accepts in this link."),
});

const AT_LEAST_ONE_LINK = "a list with at least one link; begin it with `- name:`";

/** The whole file. */
export const linksFileSchema = section({
  environment: environmentSchema,
  defaults: defaultsSchema,
  include: includeSchema,
  links: z
    .array(linkSchema, { error: AT_LEAST_ONE_LINK })
    .min(1, { error: AT_LEAST_ONE_LINK })
    .describe("The links: one function, two roles, one stack and one state each."),
  rehearsal: rehearsalSchema.describe("How npm start and npm run rehearse try all links of this file."),
}).describe("Links between a lambda account and a redshift account.");

/** A file that another one includes. Its links are read as parts of the whole. */
export const includedFileSchema = section({
  defaults: defaultsSchema,
  include: includeSchema,
  links: z.array(z.unknown(), { error: AT_LEAST_ONE_LINK }).exactOptional(),
});

/** What a user may write for one link; fields with a default may be absent. */
export type UserLink = z.input<typeof linkSchema>;

/** The same after parsing: simple defaults applied, names still to be derived. */
export type ParsedLink = z.output<typeof linkSchema>;
