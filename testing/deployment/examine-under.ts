import type { Consultation, Results } from "./consultation";
import type { Damage, Damager } from "./damage";

/** Breaks something; it is put back after the examination. */
export type Break = () => Promise<Damage>;

/** Examines a link while these things are broken, in the order given, and puts them back. */
export async function examineUnder(
  doctor: Consultation,
  damager: Damager,
  linkName: string,
  breaks: readonly Break[],
): Promise<Results> {
  const done: Damage[] = [];
  try {
    for (const damage of breaks) done.unshift(await damage());
    await damager.forgetSessions();
    return await doctor.examine(linkName);
  } finally {
    for (const damage of done) await damage.undo();
  }
}
