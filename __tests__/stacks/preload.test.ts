import { appArguments } from "../../tools/lib/terraform/synthesize";

test("the app's command loads what makes a synth fast before main.ts, or it comes too late", () => {
  const files = appArguments().filter((argument) => argument.endsWith(".ts"));
  expect(files).toEqual(["./stacks/preload.ts", "main.ts"]);
});
