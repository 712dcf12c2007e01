const FRAMES = ["⠋", "⠙", "⠹", "⠸", "⠼", "⠴", "⠦", "⠧", "⠇", "⠏"];
const FRAME_MILLISECONDS = 80;

/** Back to the start of the line, and the line emptied. */
const CLEAR_LINE = "\r\u001B[2K";

/**
 * Spins before a text on a terminal until `stop` empties the line. Our own because the usual libraries end the process
 * on Ctrl-C, before anything is torn down.
 */
export function startSpinner(stream: NodeJS.WriteStream, text: string): { stop(): void } {
  let frame = 0;
  const draw = () => {
    const line = `${FRAMES[frame++ % FRAMES.length]} ${text}`;
    stream.write(CLEAR_LINE + line.slice(0, Math.max(0, (stream.columns || line.length + 1) - 1)));
  };
  draw();
  const timer = setInterval(draw, FRAME_MILLISECONDS);
  timer.unref();
  return {
    stop() {
      clearInterval(timer);
      stream.write(CLEAR_LINE);
    },
  };
}
