/**
 * A body that was changed, with the one that was given before it in a comment: the lists and SHOW PROCEDURE show that one. In hexadecimal,
 * so that nothing in it ends the comment or begins another.
 */
export function withGivenBody(body: string, given: string): string {
  return body === given ? body : `/*given:${Buffer.from(given).toString("hex")}*/${body}`;
}
