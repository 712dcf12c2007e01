import type { LinkChanges } from "./link-changes";
import type { OutsideChange } from "./outside-change";

/** Makes a change; it is undone after the observation. */
export type StartChange = () => Promise<OutsideChange>;

/** Observes a link while these changes last, made in the order given and with no session left from before; undoes them. */
export async function whileChanged<T>(
  link: Pick<LinkChanges, "forgetSessions">,
  starts: readonly StartChange[],
  observe: () => Promise<T>,
): Promise<T> {
  const made: OutsideChange[] = [];
  try {
    for (const start of starts) made.unshift(await start());
    await link.forgetSessions();
    return await observe();
  } finally {
    for (const { undo } of made) await undo();
  }
}
