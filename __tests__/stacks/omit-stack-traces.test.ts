import { Token } from "cdktf";
import { omitStackTraces } from "../../stacks/omit-stack-traces";

/** Where cdktf says that a token was made. */
function creationStack(): string[] {
  return Token.asAny("value").creationStack;
}

test("a token remembers no place, which costs more than the token", () => {
  expect(creationStack().length).toBeGreaterThan(0);
  const restore = omitStackTraces();
  const omitted = creationStack();
  restore();
  expect(omitted).toEqual([]);
});

test("an error keeps its own trace, and the collection can be brought back", () => {
  const { captureStackTrace } = Error;
  const failing = () => {
    throw new Error("refused");
  };
  const restore = omitStackTraces();
  try {
    expect(failing).toThrow(
      expect.objectContaining({ message: "refused", stack: expect.stringContaining("at failing") }),
    );
  } finally {
    restore();
  }
  expect(Error.captureStackTrace).toBe(captureStackTrace);
});
