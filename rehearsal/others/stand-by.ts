import { join } from "node:path";
import type { Link } from "../../config/link";
import type { EmulatorEvent } from "../../emulator/emulator-event";
import { ToolError } from "../../tools/lib/terminal/tool-error";
import { type SynthesizedStack, stackOf, synthesize } from "../../tools/lib/terraform/synthesize";
import type { Owners } from "./owners";
import { hasPartsOfOthers, type PartToMake, partsInOrder } from "./parts-in-order";

/** What others make in accounts that stay up, and who is told of it. */
interface StandBy {
  readonly links: readonly Link[];
  /** What came of {@link stacksToStandInFor}. */
  readonly synthesized: PromiseSettledResult<readonly SynthesizedStack[]>;
  readonly owners: Owners;
  readonly tell: (line: string) => void;
}

/** What the owners of one link do once nothing more is needed of it, one after the other. */
interface OwnersOfLink {
  /** Of the link. */
  readonly name: string;
  readonly parts: readonly PartToMake[];
  areMade: boolean;
  work: Promise<void>;
}

/**
 * The stacks that tell what others make: none is synthesized where the links make all of their parts.
 *
 * @param folder of the run
 * @throws ToolError `SYNTH_FAILED`
 */
export async function stacksToStandInFor(
  links: readonly Link[],
  folder: string,
  env: NodeJS.ProcessEnv,
  signal: AbortSignal,
): Promise<readonly SynthesizedStack[]> {
  return links.some(hasPartsOfOthers) ? synthesize(join(folder, "cdktf.out"), env, signal) : [];
}

/** Who stands in for the owners of parts. */
interface StandingBy {
  /** What the accounts do: nothing of it may be kept back, from the start. */
  readonly hear: (event: EmulatorEvent) => void;
  /** Resolves when all that needs nothing of the links is made, or told. Rejects with a synth's failure that is nothing of the user's. */
  readonly begun: Promise<void>;
}

/**
 * Stands in for the owners of the parts that links do not make, in accounts that stay up: at once for what needs nothing of the
 * links, and for the rest as soon as a deploy has made the role that it names. What cannot be made is told; the accounts stay up.
 */
export function standBy(options: StandBy): StandingBy {
  const waiting = new Map<string, OwnersOfLink>();
  return {
    begun: begin(waiting, options),
    hear: (event) => {
      const ofLink = event.kind === "role-created" ? waiting.get(event.roleArn) : undefined;
      if (ofLink === undefined) return;
      ofLink.work = ofLink.work.then(() => (ofLink.areMade ? renew(ofLink, options) : make(ofLink, options)));
    },
  };
}

async function begin(waiting: Map<string, OwnersOfLink>, options: StandBy): Promise<void> {
  const { synthesized, owners, tell } = options;
  const links = options.links.filter(hasPartsOfOthers);
  if (synthesized.status === "rejected") return tellNotSynthesized(synthesized.reason, links, tell);
  const atOnce: OwnersOfLink[] = [];
  for (const link of links) {
    const { name } = link;
    const { before, after } = partsInOrder({ link, stack: stackOf(name, synthesized.value) }, owners);
    for (const parts of byNeed([...before, ...after])) {
      const ofLink = { name, parts, areMade: false, work: Promise.resolve() };
      const needed = parts[0]?.needs;
      if (needed === undefined) {
        atOnce.push(ofLink);
        continue;
      }
      waiting.set(needed.arn, ofLink);
      tell(
        `For link ${name}, as soon as a deploy makes role ${needed.name}: ${named(parts)}, in the place of their owners`,
      );
    }
  }
  for (const ofLink of atOnce) await make(ofLink, options);
}

/** The function runs as a role that is there: where the hand-off has it last, that is for what it is asked then. */
function byNeed(parts: readonly PartToMake[]): readonly (readonly PartToMake[])[] {
  const needed = new Set(parts.map(({ needs }) => needs?.arn));
  return [...needed].map((arn) => parts.filter(({ needs }) => needs?.arn === arn));
}

function tellNotSynthesized(error: unknown, links: readonly Link[], tell: StandBy["tell"]): void {
  if (!(error instanceof ToolError)) throw error;
  const names = links.map(({ name }) => name).join(", ");
  tell(`Nobody makes the parts of others for ${names}, because the synth that names them failed:`);
  for (const line of error.message.split("\n")) tell(`  ${line}`);
  tell("Correct that and start again.");
}

function named(parts: readonly PartToMake[]): string {
  return parts.map(({ what }) => what).join(", ");
}

/** Each part needs the one before it. */
async function make(ofLink: OwnersOfLink, { owners, tell }: StandBy): Promise<void> {
  for (const { what, make: makePart } of ofLink.parts) {
    try {
      await makePart();
    } catch (error) {
      tellFailure(`${what} is not made`, error, ofLink, { owners, tell });
      return;
    }
  }
  ofLink.areMade = true;
  tell(`For link ${ofLink.name}, made in the place of their owners: ${named(ofLink.parts)}`);
}

/** A role that was destroyed and made again is another one, and a trust policy still names the first. */
async function renew(ofLink: OwnersOfLink, { owners, tell }: StandBy): Promise<void> {
  for (const { what, renew: renewPart } of ofLink.parts) {
    if (renewPart === undefined) continue;
    try {
      await renewPart();
      tell(`For link ${ofLink.name}, written again in the place of its owner: the trust policy of ${what}`);
    } catch (error) {
      tellFailure(`the trust policy of ${what} is not written again`, error, ofLink, { owners, tell });
    }
  }
}

function tellFailure(
  what: string,
  error: unknown,
  { name }: OwnersOfLink,
  { owners, tell }: Pick<StandBy, "owners" | "tell">,
): void {
  // Whoever ends the accounts wants no report.
  if (owners.signal.aborted) return;
  const reason = error instanceof Error ? `${error.name}: ${error.message}` : String(error);
  tell(`For link ${name}, ${what} (${reason}); make it yourself, as cdktf.out/handoff/${name}.md says`);
}
