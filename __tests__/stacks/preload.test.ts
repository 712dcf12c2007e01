import { sourceOf } from "../../testing/architecture/source-files";
import { appArguments } from "../../tools/lib/terraform/synthesize";

test("the app's command loads what makes a synth fast before main.ts, or it comes too late", () => {
  expect(appArguments()).toEqual(["synth/synth.cjs"]);
  expect(sourceOf("synth/synth.cjs")).toContain('const PROGRAMS = ["stacks/preload.ts", "main.ts"];');
});
