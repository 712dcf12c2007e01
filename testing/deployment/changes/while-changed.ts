import type { LinkChanges } from "./link-changes";
import type { OutsideChange } from "./outside-change";

/** Makes a change; it is undone after the observation. */
export type StartChange = () => Promise<OutsideChange>;

/**
 * Observes while these changes last, made in the order given; undoes them in reverse.
 *
 * @throws AggregateError when some could not be undone; the others were
 */
export async function whileMade<T>(starts: readonly StartChange[], observe: () => Promise<T>): Promise<T> {
  const made: OutsideChange[] = [];
  try {
    for (const start of starts) made.unshift(await start());
    return await observe();
  } finally {
    await undoEach(made);
  }
}

/** As {@link whileMade}, of a link with no session left from before the changes. */
export function whileChanged<T>(
  link: Pick<LinkChanges, "forgetSessions">,
  starts: readonly StartChange[],
  observe: () => Promise<T>,
): Promise<T> {
  return whileMade(starts, async () => {
    await link.forgetSessions();
    return await observe();
  });
}

async function undoEach(changes: readonly OutsideChange[]): Promise<void> {
  const errors: unknown[] = [];
  for (const { undo } of changes) {
    try {
      await undo();
    } catch (error) {
      errors.push(error);
    }
  }
  if (errors.length > 0) throw new AggregateError(errors, "what a test changed could not be undone");
}
