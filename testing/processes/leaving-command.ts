import { createProcessFolder, removeProcessFolder } from "../../tools/lib/process/process-folder";

/** Ends without having removed one of its folders, as a second Ctrl-C ends a command. */
const [parent = ""] = process.argv.slice(2);
const [first, second] = [createProcessFolder(parent, "leaving"), createProcessFolder(parent, "leaving")];
removeProcessFolder(second);
process.stdout.write(`made ${[first, second].length}, removed 1\n`, () => process.exit(130));
