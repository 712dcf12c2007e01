/** What a command prints, watched from its start to its end. */
export interface Output {
  /** Aborts when whoever read standard output has gone: nobody learns any more how the command goes on. */
  readonly unread: AbortSignal;
  /**
   * Resolves once everything is with its reader, however slow that is. Resolves to the error when standard output could not
   * be written; a reader that went before the end got all that it wanted.
   */
  written(): Promise<NodeJS.ErrnoException | undefined>;
}

/** Whoever read this has gone. */
function isOfReader({ code }: NodeJS.ErrnoException): boolean {
  return code === "EPIPE" || code === "ECONNRESET";
}

/** Watches standard output and standard error, on which an error would otherwise end the process with a stack trace. */
export function watchOutput(): Output {
  const controller = new AbortController();
  let failure: NodeJS.ErrnoException | undefined;
  process.stdout.on("error", (error: NodeJS.ErrnoException) => {
    if (isOfReader(error)) controller.abort();
    else failure ??= error;
  });
  // Where nothing can be complained, nobody can be told of it.
  process.stderr.on("error", () => undefined);
  return {
    unread: controller.signal,
    async written() {
      await Promise.all([process.stdout, process.stderr].map(drained));
      return failure;
    },
  };
}

/** A pipe takes 64 KiB at a time, and `process.exit` waits for none of it. */
function drained(stream: NodeJS.WriteStream): Promise<void> {
  return new Promise((resolve) => {
    // Called in the order of the writes, with an error where the stream has failed. That is then told by its listener, later.
    stream.write("", () => setImmediate(resolve));
  });
}
