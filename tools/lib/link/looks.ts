/**
 * What drift looks at in the accounts themselves, because no plan holds it: everything that may invoke the function, be handed
 * what it says, or bound its roles, and for which one simple call exists. The id of each, what it is in words, and the IAM
 * actions that looking takes. The plan policies allow these actions; `docs/drift.md` has the same list.
 */
export const LOOKS = {
  "function-policy": {
    what: "the resource policy of the function, of its aliases and its versions",
    actions: ["lambda:GetPolicy"],
  },
  "function-url": { what: "URLs of the function and its aliases", actions: ["lambda:GetFunctionUrlConfig"] },
  "function-alias": { what: "aliases of the function", actions: ["lambda:ListAliases"] },
  "function-version": {
    what: "published versions of the function",
    actions: ["lambda:ListVersionsByFunction"],
  },
  "event-source": {
    what: "event source mappings that invoke the function",
    actions: ["lambda:ListEventSourceMappings"],
  },
  "async-config": {
    what: "destinations and retries of asynchronous invocations of the function, its aliases and its versions",
    actions: ["lambda:GetFunctionEventInvokeConfig"],
  },
  "log-subscription": {
    what: "subscription filters of the function's log group",
    actions: ["logs:DescribeSubscriptionFilters"],
  },
  "policy-text": {
    what: "the text of the permissions boundaries and managed policies that the link names",
    actions: ["iam:GetPolicy", "iam:GetPolicyVersion"],
  },
} as const satisfies Readonly<Record<string, { readonly what: string; readonly actions: readonly string[] }>>;

/** One thing that drift looks at beside the plan. */
export type LookId = keyof typeof LOOKS;
