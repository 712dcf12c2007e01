import type { Container } from "./container";

/** A container with what is made once for it and used by each of its invocations. */
export interface PooledContainer {
  readonly container: Container;
  readonly logStreamName: string;
  /** Until when its credentials are valid, milliseconds since 1970. */
  readonly expiresAtMilliseconds: number;
  /** Runs when the container is gone. */
  readonly dispose: () => void;
}

interface FunctionContainers {
  readonly fingerprint: string;
  readonly idle: PooledContainer[];
  readonly all: Set<PooledContainer>;
}

/** A container while one invocation has it. */
export interface Lease extends PooledContainer {
  readonly coldStart: boolean;
  /** Returns the container to the pool; ends it when its process has died or its function has changed. */
  release(): Promise<void>;
}

/** Keeps containers warm, one set per version of a function; a change of code or configuration starts a new set. */
export class ContainerPool {
  private readonly functions = new Map<string, FunctionContainers>();
  /** Every container that runs, also those of a function that has changed since, until their last invocation ends. */
  private readonly alive = new Set<PooledContainer>();
  private closed = false;

  /**
   * A container for one invocation: an idle one, else a new one.
   *
   * @param functionArn unqualified
   * @param fingerprint changes with everything that a container takes from the function's configuration
   */
  async lease(
    functionArn: string,
    version: string,
    fingerprint: string,
    start: () => PooledContainer,
  ): Promise<Lease> {
    const key = `${functionArn}:${version}`;
    const containers = await this.current(key, fingerprint);
    const idle = await this.takeIdle(containers);
    if (this.closed) throw new Error("the gateway is closed, no invocation can start");
    const pooled = idle ?? start();
    containers.all.add(pooled);
    this.alive.add(pooled);
    return {
      ...pooled,
      coldStart: idle === undefined,
      release: async () => {
        const keep = this.functions.get(key) === containers && !pooled.container.isEnded;
        if (keep) containers.idle.push(pooled);
        else await this.end(containers, pooled);
      },
    };
  }

  /** Invocations of all versions that run now. */
  busyCount(functionArn: string): number {
    return this.keysOf(functionArn).reduce((count, key) => {
      const containers = this.functions.get(key);
      return containers === undefined ? count : count + containers.all.size - containers.idle.length;
    }, 0);
  }

  /** Ends the idle containers of all versions of a function now and the busy ones after their invocation. */
  async retire(functionArn: string): Promise<void> {
    await Promise.all(this.keysOf(functionArn).map((key) => this.retireSet(key)));
  }

  /** Ends every container, busy or not. */
  async close(): Promise<void> {
    this.closed = true;
    this.functions.clear();
    await Promise.all([...this.alive].map((pooled) => this.discard(pooled)));
  }

  private keysOf(functionArn: string): string[] {
    return [...this.functions.keys()].filter((key) => key.startsWith(`${functionArn}:`));
  }

  private async retireSet(key: string): Promise<void> {
    const containers = this.functions.get(key);
    this.functions.delete(key);
    if (containers === undefined) return;
    await Promise.all(containers.idle.splice(0).map((pooled) => this.end(containers, pooled)));
  }

  private async current(key: string, fingerprint: string): Promise<FunctionContainers> {
    const known = this.functions.get(key);
    if (known?.fingerprint === fingerprint) return known;
    const fresh = { fingerprint, idle: [], all: new Set<PooledContainer>() };
    const retired = this.retireSet(key);
    this.functions.set(key, fresh);
    await retired;
    return fresh;
  }

  private async takeIdle(containers: FunctionContainers): Promise<PooledContainer | undefined> {
    for (let pooled = containers.idle.pop(); pooled !== undefined; pooled = containers.idle.pop()) {
      if (!pooled.container.isEnded && pooled.expiresAtMilliseconds > Date.now()) return pooled;
      await this.end(containers, pooled);
    }
    return undefined;
  }

  private end(containers: FunctionContainers, pooled: PooledContainer): Promise<void> {
    containers.all.delete(pooled);
    return this.discard(pooled);
  }

  private async discard(pooled: PooledContainer): Promise<void> {
    await pooled.container.kill();
    if (this.alive.delete(pooled)) pooled.dispose();
  }
}
