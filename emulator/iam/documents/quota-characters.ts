/** Characters of a policy that count towards IAM's quotas: whitespace outside strings does not (IAM quotas). */
export function quotaCharacters(document: unknown): number {
  return JSON.stringify(document).length;
}
