import { Token } from "cdktf";
import { withoutStackTraces } from "../../stacks/without-stack-traces";

/** Where cdktf says that a token was made. */
function creationStack(): string[] {
  return Token.asAny("value").creationStack;
}

test("a token remembers no place, which costs more than the token", () => {
  expect(creationStack().length).toBeGreaterThan(0);
  expect(withoutStackTraces(creationStack)).toEqual([]);
});

test("an error keeps its own trace, and what the work left undone is put back", () => {
  const { captureStackTrace } = Error;
  const failing = () => {
    throw new Error("refused");
  };
  expect(() => withoutStackTraces(failing)).toThrow(
    expect.objectContaining({ message: "refused", stack: expect.stringContaining("at failing") }),
  );
  expect(Error.captureStackTrace).toBe(captureStackTrace);
});
