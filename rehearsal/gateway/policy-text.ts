/** Decodes a policy document as IAM answers it: JSON, percent-encoded or not. */
export function decodeDocument(text: string | undefined): unknown {
  return JSON.parse(plainDocument(text ?? "{}"));
}

/** The JSON text of a document that may be percent-encoded. */
export function plainDocument(text: string): string {
  return text.startsWith("%") ? decodeURIComponent(text) : text;
}

/** Characters of a policy that count towards IAM's quotas: whitespace outside strings does not. */
export function countedLength(text: string): number {
  return JSON.stringify(JSON.parse(text)).length;
}
