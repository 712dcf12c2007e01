import { EmulatorError } from "../../emulator/emulator-error";
import { withStartAdvice } from "../../rehearsal/start-advice";
import { ToolError } from "../../tools/lib/terminal/tool-error";

test.each([
  ["PORT_IN_USE", "choose another one with --port, or leave it out"],
  ["POLICY_REFUSED", "correct its document below policyTexts in the links file"],
  [
    "SCRIPT_REFUSED",
    "correct the statement; it ran as a superuser, where the database users of the links exist already. Nothing was deployed",
  ],
] as const)("a user is told what to do about %s", (code, advice) => {
  const error = new EmulatorError(code, "what is wrong.");
  expect(withStartAdvice(error)).toEqual(new ToolError(code, `what is wrong; ${advice}`, { cause: error }));
  expect(withStartAdvice(error)).toMatchObject({ name: "ToolError", code, cause: error });
});

test.each([
  new EmulatorError("ROLE_ARN_INVALID", "a link names it, so this is a fault of the program"),
  new EmulatorError("POLICY_ARN_INVALID", "likewise"),
  new Error("anything else"),
])("what no user can do anything about stays as it is: %s", (error) => {
  expect(withStartAdvice(error)).toBe(error);
});
