import { join } from "node:path";

/** The folder that holds `package.json`. */
export const PROJECT_ROOT = join(__dirname, "../../..");
