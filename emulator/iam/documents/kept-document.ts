import { isJson } from "../../../aws/json";

/** How the `Id` starts of a document that only carries another. */
const CARRIED = "emulator-carries:";

/** A policy on what a principal may do, or on who may assume a role. */
export type DocumentKind = "identity" | "trust";

/**
 * A document that moto stores instead of one that IAM takes and moto refuses, for example an inline policy of version 2008-10-17.
 * It carries that one's text and is never shown or evaluated.
 */
export function carrierOf(text: string, kind: DocumentKind): string {
  const statement = { Effect: "Deny", Action: "sts:AssumeRole" };
  return JSON.stringify({
    Version: "2012-10-17",
    Id: `${CARRIED}${Buffer.from(text).toString("base64url")}`,
    Statement: [kind === "identity" ? { ...statement, Resource: "*" } : statement],
  });
}

/** The document itself: what a carrier carries, anything else as it is. */
export function carriedText(text: string): string {
  if (!text.includes(CARRIED)) return text;
  const document: unknown = JSON.parse(text);
  if (!isJson(document) || typeof document.Id !== "string" || !document.Id.startsWith(CARRIED)) return text;
  return Buffer.from(document.Id.slice(CARRIED.length), "base64url").toString();
}

/** The same of a decoded document. */
export function carriedDocument(document: unknown): unknown {
  if (!isJson(document) || typeof document.Id !== "string" || !document.Id.startsWith(CARRIED))
    return document;
  return JSON.parse(Buffer.from(document.Id.slice(CARRIED.length), "base64url").toString());
}
