import type { NamedDocument, PrincipalPolicies } from "../iam/decision";
import type { AccessRequest } from "./access-request";

/** One number for all documents that say the same. A document is an object that nobody changes, so it is read once. */
export class DocumentNumbers {
  readonly #byText = new Map<string, number>();
  readonly #byObject = new WeakMap<object, number>();

  /** @param document IAM's JSON as an object, or whatever stands in its place */
  of(document: unknown): number {
    if (typeof document !== "object" || document === null) return this.#numberOf(document);
    const number = this.#byObject.get(document) ?? this.#numberOf(document);
    this.#byObject.set(document, number);
    return number;
  }

  #numberOf(document: unknown): number {
    const text = String(JSON.stringify(document));
    const number = this.#byText.get(text) ?? this.#byText.size;
    this.#byText.set(text, number);
    return number;
  }
}

/** A request as one text, the same for requests that ask the same of the same policies. */
export function requestKey(request: AccessRequest, documents: DocumentNumbers): string {
  switch (request.kind) {
    case "assume-role": {
      const { caller, role, ...rest } = request;
      const { policies, ...who } = caller;
      const { trust, ...what } = role;
      return JSON.stringify([rest, who, numbered(policies, documents), what, documents.of(trust)]);
    }
    case "service-trust": {
      const { trust, ...rest } = request;
      return JSON.stringify([rest, documents.of(trust)]);
    }
    case "identity": {
      const { policies, ...rest } = request;
      return JSON.stringify([rest, numbered(policies, documents)]);
    }
  }
}

/** The policies, each with the number of its document in the document's place. */
function numbered({ identity, boundary, session }: PrincipalPolicies, documents: DocumentNumbers): unknown {
  const number = ({ name, document }: NamedDocument) => [name, documents.of(document)];
  return [
    identity.map(number),
    boundary === undefined ? null : number(boundary),
    session === undefined ? null : session.map(number),
  ];
}
