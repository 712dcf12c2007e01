import { randomBytes } from "node:crypto";

/**
 * The trace header that Lambda hands to a function and answers with: the caller's trace when it sent one, else a new one. Nothing
 * is sampled, because there is no X-Ray.
 *
 * @param sent value of `X-Amzn-Trace-Id`
 */
export function traceIdOf(
  sent: string | undefined,
  functionArn: string,
  nowSeconds = Date.now() / 1000,
): string {
  const members = new Map(
    (sent ?? "").split(";").map((member) => {
      const [name = "", value = ""] = member.split("=");
      return [name.trim().toLowerCase(), value.trim()] as const;
    }),
  );
  const root = members.get("root");
  const sampled = members.get("sampled");
  const parts = [
    `Root=${root !== undefined && isRoot(root) ? root : newRoot(nowSeconds)}`,
    `Parent=${randomBytes(8).toString("hex")}`,
    `Sampled=${sampled === "1" ? "1" : "0"}`,
    `Lineage=1:${lineageOf(functionArn)}:0`,
  ];
  return parts.join(";");
}

function isRoot(root: string): boolean {
  return /^1-[0-9a-f]{8}-[0-9a-f]{24}$/i.test(root);
}

function newRoot(nowSeconds: number): string {
  const seconds = Math.floor(nowSeconds).toString(16).padStart(8, "0");
  return `1-${seconds}-${randomBytes(12).toString("hex")}`;
}

/** A short name of the function, the same in each of its invocations. */
function lineageOf(functionArn: string): string {
  let hash = 0x811c9dc5;
  for (const character of functionArn) hash = Math.imul(hash ^ (character.codePointAt(0) ?? 0), 0x01000193);
  return (hash >>> 0).toString(16).padStart(8, "0");
}
