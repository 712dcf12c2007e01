import type { FaultKind } from "./data-api-faults";
import type { Fault, FaultableCall, FaultPlan } from "./fault-plan";

/** Numbers in [0, 1), the same for the same seed (mulberry32). */
function seededRandom(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

function endsCredentials({ kind }: Fault): boolean {
  return kind === "expire" || kind === "revoke";
}

function happensTo(
  { operations, onlyWaiting = false }: FaultKind,
  { operation, body }: FaultableCall,
): boolean {
  if (operations?.includes(operation) === false) return false;
  return !onlyWaiting || body.includes('"WaitTimeSeconds"');
}

/**
 * Makes a share of the Data API's requests fail. The same requests in the same order meet the same faults in every run
 * with the same seed. A kind that has not happened yet comes before those that have, so that a short run meets every kind
 * whatever the order of its requests. The first request of a session never ends its credentials: STS has just issued them.
 */
export class SeededFaultPlan implements FaultPlan {
  /** How often each kind has happened. */
  readonly counts = new Map<string, number>();
  /** Data API requests seen. */
  requests = 0;
  private readonly usedKeys = new Set<string>();
  private readonly random: () => number;

  constructor(
    private readonly options: {
      readonly seed: number;
      /** Share of the requests that go wrong, 0 to 1. */
      readonly rate: number;
      readonly kinds: readonly FaultKind[];
    },
  ) {
    this.random = seededRandom(options.seed);
  }

  next(call: FaultableCall): Fault | undefined {
    if (call.service !== "redshift-data") return undefined;
    this.requests += 1;
    const [luck, choice] = [this.random(), this.random()];
    const isFirst = !this.usedKeys.has(call.accessKeyId);
    this.usedKeys.add(call.accessKeyId);
    if (luck >= this.options.rate) return undefined;
    const kinds = this.options.kinds.filter(
      (kind) => happensTo(kind, call) && !(isFirst && endsCredentials(kind.fault)),
    );
    const unseen = kinds.filter(({ name }) => !this.counts.has(name));
    const candidates = unseen.length > 0 ? unseen : kinds;
    const kind = candidates[Math.floor(choice * candidates.length)];
    if (kind === undefined) return undefined;
    this.counts.set(kind.name, (this.counts.get(kind.name) ?? 0) + 1);
    return kind.fault;
  }
}
