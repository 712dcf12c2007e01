const FRAMES = ["⠋", "⠙", "⠹", "⠸", "⠼", "⠴", "⠦", "⠧", "⠇", "⠏"];
const FRAME_MILLISECONDS = 80;

/** Back to the start of the line, and the line emptied. */
const CLEAR_LINE = "\r\u001B[2K";

export interface Spinner {
  /** Empties the line, for a line of something else; the next frame draws it again below. */
  clear(): void;
  /** Empties the line and ends it. */
  stop(): void;
}

/**
 * Spins before a text on a terminal until it is stopped. Our own because the usual libraries end the process on Ctrl-C,
 * before anything is torn down.
 *
 * @param text asked for at every frame
 */
export function startSpinner(stream: NodeJS.WriteStream, text: () => string): Spinner {
  let frame = 0;
  const clear = () => void stream.write(CLEAR_LINE);
  const draw = () => {
    const line = `${FRAMES[frame++ % FRAMES.length]} ${text()}`;
    stream.write(CLEAR_LINE + line.slice(0, Math.max(0, (stream.columns || line.length + 1) - 1)));
  };
  draw();
  const timer = setInterval(draw, FRAME_MILLISECONDS);
  timer.unref();
  return {
    clear,
    stop() {
      clearInterval(timer);
      clear();
    },
  };
}
