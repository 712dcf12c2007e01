import { type Check, ok, problem } from "../check";

/** The oldest release of each line that will do; every line after the last is newer than all of them. */
const OLDEST = ["20.19", "22.13", "24.0"];

function runsOn(version: string): boolean {
  const [major = 0, minor = 0] = version.split(".").map(Number);
  const oldest = OLDEST.map((release) => release.split(".").map(Number));
  return (
    oldest.some(([line, first = 0]) => line === major && minor >= first) ||
    oldest.every(([line = 0]) => major > line)
  );
}

/** Node.js is one the project runs on (`engines` of package.json). */
export const nodeVersion: Check<{ readonly nodeVersion: string }> = {
  id: "node-version",
  lookedAt: () => "the Node.js that runs this command",
  expected: () => `${OLDEST.join(", ")} or newer`,
  run: async ({ nodeVersion: version }) => {
    if (runsOn(version)) return ok(`Node.js ${version}`);
    return problem(`Node.js ${version}`, "install a newer Node.js; .nvmrc names one that is tested");
  },
};
