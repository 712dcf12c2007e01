import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { errorsPage } from "./errors-page";

/** `npm run errors`: writes docs/errors.md. */
writeFileSync(join(__dirname, "../../../docs/errors.md"), errorsPage());
console.log("wrote docs/errors.md");
