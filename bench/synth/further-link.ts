import type { Figure } from "../report/measurement";
import { figureOf, inTurns } from "../report/pairs";
import type { SynthUsage } from "./synth-usage";

/**
 * Milliseconds of processor time of the empty app and of each number of links, in turns.
 *
 * @param synth of so many links; 0 is the empty app
 * @returns number of links → one value per turn
 */
export async function processorTimes(
  { counts, turns }: { readonly counts: readonly number[]; readonly turns: number },
  synth: (links: number) => Promise<SynthUsage>,
  signal: AbortSignal,
): Promise<ReadonlyMap<number, readonly number[]>> {
  const timed = (links: number) => async () => (await synth(links)).processorMilliseconds;
  const subjects = Object.fromEntries([0, ...counts].map((links) => [String(links), timed(links)]));
  const times = await inTurns<string>(turns, subjects, signal);
  return new Map(Object.entries(times).map(([links, values]) => [Number(links), values]));
}

/**
 * What one more costs: the slope of the straight line through all sizes, by least squares.
 *
 * @param sizes at least two different ones
 * @param values one of each size
 */
export function slopeOf(sizes: readonly number[], values: readonly number[]): number {
  const mean = (numbers: readonly number[]) =>
    numbers.reduce((sum, number) => sum + number, 0) / numbers.length;
  const [meanSize, meanValue] = [mean(sizes), mean(values)];
  const along = sizes.map((size) => size - meanSize);
  const products = along.map((distance, index) => distance * ((values[index] ?? Number.NaN) - meanValue));
  return mean(products) / mean(along.map((distance) => distance ** 2));
}

/**
 * What one more link takes of an empty app, in processor time, which other programs of the machine disturb least.
 *
 * @param byLinks number of links → milliseconds, one per turn; 0 links is the empty app
 * @param goal the greatest ratio
 */
export function furtherLinkFigure(byLinks: ReadonlyMap<number, readonly number[]>, goal: number): Figure {
  const counts = [...byLinks.keys()].filter((links) => links > 0);
  const empty = byLinks.get(0) ?? [];
  return figureOf(
    {
      what: `one more link, of ${counts.join(", ")}, processor time`,
      unit: "ms",
      subject: "one more link",
      reference: "empty app",
      goal,
    },
    empty.map((_, turn) =>
      slopeOf(
        counts,
        counts.map((links) => byLinks.get(links)?.[turn] ?? Number.NaN),
      ),
    ),
    empty,
  );
}
