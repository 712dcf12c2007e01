import { LinksFileError } from "../../config/links-file-error";
import { type LinksOfFile, type LinksOptions, parseLinksFile } from "../../config/parse-links";

/** Files by the names that messages give them; the first one is the links file. */
export type LinksFolder = Readonly<Record<string, string>>;

/** The links of files that are on no disk. */
export function linksOfFolder(files: LinksFolder, options: LinksOptions = {}): LinksOfFile {
  const [[name, text] = ["", ""]] = Object.entries(files);
  return parseLinksFile(text, name, {
    readText: (file) => {
      const found = files[file];
      if (found === undefined) throw Object.assign(new Error(`${file} is not there`), { code: "ENOENT" });
      return found;
    },
    ...options,
  });
}

/** The lines of the report about such files, without its head; empty when they are accepted. */
export function problemsOfFolder(files: LinksFolder, options?: LinksOptions): readonly string[] {
  try {
    linksOfFolder(files, options);
    return [];
  } catch (error) {
    if (!(error instanceof LinksFileError)) throw error;
    return error.message.split("\n  ").slice(1);
  }
}
