/** Path of the links file: environment variable LINKS_FILE, default `links.yaml` in the working directory. */
export function linksFile(): string {
  return process.env.LINKS_FILE || "links.yaml";
}

/** Whether LINKS_FILE names the links file of this run. */
export function isLinksFileNamed(): boolean {
  return Boolean(process.env.LINKS_FILE);
}

/** Environment that this run is for: `--env`, or the environment variable LINKS_ENVIRONMENT. Absent: the links file may name one. */
export function environmentOfRun(): string | undefined {
  return process.env.LINKS_ENVIRONMENT || undefined;
}
