import { type Check, ok, problem } from "../check";

const OLDEST_MAJOR = 20;

/** Node.js is one the project runs on (`engines` of package.json). */
export const nodeVersion: Check<{ readonly nodeVersion: string }> = {
  id: "node-version",
  lookedAt: () => "the Node.js that runs this command",
  expected: () => `${OLDEST_MAJOR}.9 or newer`,
  run: async ({ nodeVersion: version }) => {
    const [major = 0, minor = 0] = version.split(".").map(Number);
    if (major > OLDEST_MAJOR || (major === OLDEST_MAJOR && minor >= 9)) return ok(`Node.js ${version}`);
    return problem(`Node.js ${version}`, "install a newer Node.js; .nvmrc names one that is tested");
  },
};
