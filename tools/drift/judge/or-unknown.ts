import { AccessError } from "../../../access/iam/access-error";

/** A value, or why it is not known. */
export type OrUnknown<T> = { readonly value: T } | { readonly unknown: string };

/** The value, or why it is not known. */
export function orUnknown<T>(work: () => T): OrUnknown<T> {
  try {
    return { value: work() };
  } catch (error) {
    return unknownBecauseOf(error);
  }
}

/** The value, or why it is not known. */
export async function orUnknownAsync<T>(work: () => Promise<T>): Promise<OrUnknown<T>> {
  try {
    return { value: await work() };
  } catch (error) {
    return unknownBecauseOf(error);
  }
}

/** Why something is not known. @throws whatever is no {@link AccessError}: a bug must not pass for an unknown */
function unknownBecauseOf(error: unknown): { readonly unknown: string } {
  if (error instanceof AccessError) return { unknown: error.message };
  throw error;
}
