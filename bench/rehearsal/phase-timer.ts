/** One step of something long. */
export interface TimedPhase {
  readonly name: string;
  readonly wallMilliseconds: number;
  /** Processor time of this process alone. */
  readonly processorMilliseconds: number;
}

/** Times steps one after the other. */
export class PhaseTimer {
  readonly phases: TimedPhase[] = [];

  async phase<T>(name: string, work: () => Promise<T>): Promise<T> {
    const processorBefore = process.cpuUsage();
    const startedAt = performance.now();
    const result = await work();
    const { user, system } = process.cpuUsage(processorBefore);
    this.phases.push({
      name,
      wallMilliseconds: performance.now() - startedAt,
      processorMilliseconds: (user + system) / 1000,
    });
    return result;
  }
}
