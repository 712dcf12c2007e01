/** Tag keys that are AWS's own, in any case (IAM User Guide, "Rules for tagging in IAM and AWS STS"). */
export function isReservedTag(key: string): boolean {
  return /^aws:/i.test(key);
}

/** AWS's sentence for somebody else's tag with such a key. */
export const RESERVED_TAG = "aws: prefixed tag key names are not allowed for external use.";
