/** What runs on after a client was answered, and what waits in it, so that closing ends both. */
export class BackgroundWork {
  private readonly running = new Set<Promise<unknown>>();
  private readonly wakers = new Set<() => void>();
  private closed = false;

  /** @param failed told what nobody else is: work of which nobody waits for the end */
  constructor(private readonly failed: (error: unknown) => void) {}

  get isClosed(): boolean {
    return this.closed;
  }

  add(work: Promise<unknown>): void {
    const settled = work
      .catch((error: unknown) => {
        // Closing ends containers under work that runs.
        if (!this.closed) this.failed(error);
      })
      .finally(() => this.running.delete(settled));
    this.running.add(settled);
  }

  /** Resolves after the time, or at once when everything closes. */
  wait(milliseconds: number): Promise<void> {
    if (this.closed) return Promise.resolve();
    return new Promise((resolve) => {
      const wake = () => {
        clearTimeout(timer);
        this.wakers.delete(wake);
        resolve();
      };
      const timer = setTimeout(wake, milliseconds);
      this.wakers.add(wake);
    });
  }

  /** Wakes what waits. What runs sees it. */
  close(): void {
    this.closed = true;
    for (const wake of [...this.wakers]) wake();
  }

  /** Resolves when nothing runs any more. */
  async ended(): Promise<void> {
    while (this.running.size > 0) await Promise.all(this.running);
  }
}
