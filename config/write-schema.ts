import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { linksJsonSchema } from "./links-json-schema";

/** `npm run schema`: writes the JSON Schema that editors use. */
const file = join(__dirname, "links.schema.json");
writeFileSync(file, `${JSON.stringify(linksJsonSchema(), null, 2)}\n`);
console.log("wrote config/links.schema.json");
