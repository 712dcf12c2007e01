/** A block of a page in Markdown. @param content a document, or lines as they are */
export function fence(language: "json" | "hcl" | "sh", content: object | string): string {
  const text = typeof content === "string" ? content.replace(/\n$/, "") : JSON.stringify(content, null, 2);
  return `\`\`\`${language}\n${text}\n\`\`\``;
}
