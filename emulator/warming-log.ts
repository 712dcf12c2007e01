import type { EmulatorEvent } from "./emulator-event";

/**
 * Passes events on, and starts databases at each creation of a function: nobody queries before the first, and Terraform then waits
 * for seconds, in which the cores are free. What does not start is told by its first statement, which tries again.
 *
 * @param warm starts them; those that are started stay as they are
 */
export function warmingLog(
  log: (event: EmulatorEvent) => void,
  warm: () => Promise<void>,
): (event: EmulatorEvent) => void {
  return (event) => {
    log(event);
    if (event.kind === "function-created") warm().catch(() => undefined);
  };
}
