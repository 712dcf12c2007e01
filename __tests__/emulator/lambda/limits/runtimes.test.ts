import { checkRunnable } from "../../../../emulator/lambda/limits/runtimes";

test("what is not JavaScript is not run, and the error names the lack", () => {
  for (const runtime of ["nodejs22.x", "nodejs24.x", ""]) expect(() => checkRunnable(runtime)).not.toThrow();
  for (const runtime of ["python3.13", "java21", "provided.al2023"]) {
    expect(() => checkRunnable(runtime)).toThrow(
      `LOCAL_LACK: functions of ${runtime} are not run by the local accounts, which have Node.js only; Lambda runs them.`,
    );
  }
});
