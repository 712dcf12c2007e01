import { styledFor } from "../../../../tools/lib/terminal/styled";

test.each([
  ["a terminal", true, {}, "\u001b[31mx\u001b[39m"],
  ["a file", false, {}, "x"],
  ["a terminal under NO_COLOR", true, { NO_COLOR: "1" }, "x"],
  ["a pipeline's terminal", true, { CI: "true" }, "x"],
])("%s", (_, isTTY, env, text) => {
  expect(styledFor({ isTTY } as NodeJS.WriteStream, env)("red", "x")).toBe(text);
});
