/**
 * What happens when a function has nothing left to do. The channel to the emulator would keep the process busy for ever;
 * during an invocation it does not count, so that Node.js notices that the event loop is empty.
 */
export class IdleListener {
  private listener: () => void = () => undefined;

  constructor() {
    process.on("beforeExit", () => this.listener());
  }

  /** Called once the event loop is empty; takes the place of the one before. */
  set(listener: () => void): void {
    this.listener = listener;
  }

  reset(): void {
    this.listener = () => undefined;
  }

  /** From here on an empty event loop is noticed. */
  watch(): void {
    process.channel?.unref();
  }

  /** From here on the process waits for its next event. */
  rest(): void {
    process.channel?.ref();
  }
}
