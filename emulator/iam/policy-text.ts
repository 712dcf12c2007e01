/** Characters of a policy that count towards IAM's quotas: whitespace outside strings does not. */
export function countedLength(text: string): number {
  return JSON.stringify(JSON.parse(text)).length;
}
