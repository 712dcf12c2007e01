import { section, text } from "./fields";

/** A links file is read on other machines too: no absolute path, and nothing that one system alone reads as a path. */
export const FOLDER_PATH = text(
  /^(?!\/)(?!.*\/$)[^\\\p{Cc}:]{1,200}$/u,
  "a folder's path from this file, with / between its parts and none at either end; correct it",
);

/** How the links of the file are rehearsed. */
export const rehearsalSchema = section({
  warehouse: FOLDER_PATH.describe(
    "Folder of the .sql files that make the local warehouses: tables, rows, grants, in Redshift's SQL (rehearsal/README.md). " +
      "From this file. Default: the folder warehouse beside this file, if it is there; otherwise built-in tables.",
  ).exactOptional(),
}).prefault({});
