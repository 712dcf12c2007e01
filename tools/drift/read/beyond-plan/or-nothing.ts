/** How Lambda and CloudWatch Logs say that there is none: of the thing asked for, or of what it would be part of. */
const ABSENT = "ResourceNotFoundException";

/**
 * What was asked for, or nothing when AWS has no such thing.
 *
 * @throws whatever else AWS refused with
 */
export async function orNothing<T>(nothing: T, ask: () => Promise<T>): Promise<T> {
  try {
    return await ask();
  } catch (error) {
    if (error instanceof Error && error.name === ABSENT) return nothing;
    throw error;
  }
}
