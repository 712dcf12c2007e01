/** A change made outside Terraform, as another person would make it: `undo` puts back exactly what was there. */
export interface OutsideChange {
  undo(): Promise<void>;
}

/** A text and what takes its place while the change lasts. */
export type Replacement = readonly [from: string, to: string];

/** Replaces every occurrence of a text. @throws Error when there is none: the change would be none */
export function replacing([from, to]: Replacement): (text: string) => string {
  return (text) => {
    const changed = text.replaceAll(from, to);
    if (changed === text) throw new Error(`there is no ${from} in ${text}`);
    return changed;
  };
}
