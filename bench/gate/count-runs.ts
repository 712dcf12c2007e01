import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";

/** How often a program was run, by its command. */
export interface CountedRuns {
  byCommand(): ReadonlyMap<string, number>;
}

/**
 * Puts a program of the same name into a folder for the front of `PATH`: it notes the command and becomes the program, so that
 * signals, output and exit code are the program's own.
 *
 * @param program absolute path, with commands as Terraform has them: the first argument that is no option
 */
export function countRuns(program: string, folder: string): CountedRuns {
  const log = join(folder, "commands");
  const script = `#!/bin/sh
for argument; do
  case $argument in -*) ;; *) break ;; esac
done
echo "$argument" >>'${log}'
exec '${program}' "$@"
`;
  writeFileSync(join(folder, "terraform"), script, { mode: 0o755 });
  return {
    byCommand() {
      const commands = existsSync(log) ? readFileSync(log, "utf8").split("\n").slice(0, -1) : [];
      const counts = new Map<string, number>();
      for (const command of commands) counts.set(command, (counts.get(command) ?? 0) + 1);
      return counts;
    },
  };
}
