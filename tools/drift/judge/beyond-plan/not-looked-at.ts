/** Something that may change who reaches the function or its data, what runs, or what the roles may do, and that drift does not see. */
export interface NotLookedAt {
  /** Stable, kebab-case: for programs. */
  readonly id: string;
  readonly account: "lambda" | "redshift" | "both" | "neither";
  readonly what: string;
  /** Why not, or who looks. */
  readonly why: string;
}

/**
 * What drift does not look at, whatever it reports: every report ends with this list, and `docs/drift.md` has it. What is taken
 * from here goes to `tools/lib/link/looks.ts`, or into the plan.
 */
export const NOT_LOOKED_AT: readonly NotLookedAt[] = [
  {
    id: "other-principals",
    account: "both",
    what: "identity policies of other principals: who else may invoke the function, pass or change its roles, read its log, run statements",
    why: "they are not the link's; IAM Access Analyzer reads all of an account",
  },
  {
    id: "parts-of-others",
    account: "both",
    what: "parts of a link that links.yaml calls existing: the roles and the function that others make, and what may invoke that function",
    why: "no state holds them, and what the stack tells of them is assumed or declared; npm run doctor looks at them",
  },
  {
    id: "deploy-roles",
    account: "both",
    what: "the deploy roles: what they may do and who may assume them",
    why: "somebody else's stack makes them",
  },
  {
    id: "organization-policies",
    account: "both",
    what: "service and resource control policies",
    why: "only the organization's management account may read them",
  },
  {
    id: "boundary-text-history",
    account: "both",
    what: "whether a text of a permissions boundary or managed policy that links.yaml does not hold changed in what the link does not need",
    why: "no state holds the text; what policyTexts in links.yaml says is compared, and without it the text of today is only asked whether the link still works",
  },
  {
    id: "runtime-management",
    account: "lambda",
    what: "the function's runtime version, its recursion and scaling settings",
    why: "the AWS provider reads none of them",
  },
  {
    id: "layer-content",
    account: "lambda",
    what: "the content of layers and extensions",
    why: "a version of a layer never changes; links.yaml names each, and a layer put on by hand is a finding",
  },
  {
    id: "earlier-versions",
    account: "lambda",
    what: "versions of a function with an alias that are older than the one the last apply published",
    why: "each apply leaves one behind, and nothing tells them from one that was published by hand before the last apply",
  },
  {
    id: "invoking-services",
    account: "lambda",
    what: "rules, schedules, pipes and state machines that invoke the function with a role of their own",
    why: "the function does not know them; what invokes it by its resource policy or a mapping is looked at",
  },
  {
    id: "account-log-policies",
    account: "lambda",
    what: "account-wide subscription filters and resource policies of CloudWatch Logs; metric filters and exports of the log group",
    why: "they are not of one log group, or copy nothing to another account by themselves",
  },
  {
    id: "tracing-and-metrics",
    account: "lambda",
    what: "who reads the function's metrics and traces",
    why: "a link sends traces only as links.yaml says, and a changed tracing mode is a finding",
  },
  {
    id: "buckets",
    account: "lambda",
    what: "buckets that the link names: their policies, encryption and who owns their objects; the policies and grants of the KMS keys that links.yaml names",
    why: "the link names them, and does not own them; npm run doctor looks for an object, and at what a bucket encrypts with, by its own credentials",
  },
  {
    id: "demanded-resources",
    account: "lambda",
    what: "queues, topics, code signing configurations, subnets and security groups that links.yaml names: their policies, rules and content",
    why: "the link names them, and does not own them; that the function names others is a finding",
  },
  {
    id: "copy-role-attachment",
    account: "redshift",
    what: "whether the copy role is attached to the warehouse, and which other roles are",
    why: "the warehouse's owner attaches it, and no plan holds it; npm run doctor looks at it",
  },
  {
    id: "secret-policies",
    account: "redshift",
    what: "the secret: its value, its resource policy, its rotation, and the policy and grants of its KMS key",
    why: "the link names the secret and its key, and does not own them",
  },
  {
    id: "warehouse",
    account: "redshift",
    what: "the warehouse itself: database users and their grants, data shares, endpoints, its own roles and resource policy",
    why: "only its SQL tells; npm run doctor -- --table asks for one table",
  },
  {
    id: "running-sessions",
    account: "both",
    what: "sessions of the two roles that are open, and containers that still run the code of before",
    why: "AWS lists neither; CloudTrail tells who opened a session",
  },
  {
    id: "state",
    account: "neither",
    what: "the Terraform state: who can write it",
    why: "what the state says was applied is believed",
  },
];
