/**
 * What comes before every advice about rights: a refusal may be of yesterday's policies.
 *
 * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/troubleshoot.html#troubleshoot_general_eventual-consistency
 */
export const IAM_SETTLES =
  "Within minutes of a deploy or a change in IAM, wait and call again: IAM is eventually consistent";
