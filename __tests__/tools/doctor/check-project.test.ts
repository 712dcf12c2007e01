import { setImmediate } from "node:timers/promises";
import { parseLinks } from "../../../config/parse-links";
import { BASE } from "../../../testing/links/links";
import { ok } from "../../../tools/doctor/judge/check";
import { checkProject } from "../../../tools/doctor/judge/check-project";
import type { LinkCheckReport } from "../../../tools/doctor/judge/report";
import type { Project, ProjectLink } from "../../../tools/doctor/read/read-project";
import { Interrupted } from "../../../tools/lib/terminal/interruption";
import type { Progress } from "../../../tools/lib/terminal/progress";

const NAMES = ["first", "second", "third", "fourth", "fifth"];

const LINKS = parseLinks(
  JSON.stringify({ links: NAMES.map((name) => ({ ...BASE, name, queryRole: {}, dataRole: {} })) }),
  "links.yaml",
  {},
);

const unasked = async (): Promise<never> => {
  throw new Error("nobody asks Terraform here");
};

const PROJECT: Project = {
  nodeVersion: "24.0.0",
  linksFile: { file: "links.yaml", links: LINKS },
  links: LINKS.map((link) => ({
    link,
    stackFolder: unasked,
    terraform: { version: unasked, provider: unasked, state: unasked },
  })),
};

function reportOf({ link }: ProjectLink): LinkCheckReport {
  return {
    name: link.name,
    lambdaAccountId: link.lambdaAccount.id,
    redshiftAccountId: link.redshiftAccount.id,
    checks: [{ id: "state", lookedAt: "", expected: "", ...ok(`looked at ${link.name}`) }],
  };
}

/** Checks that end when a test says so, and the steps told meanwhile. */
class Checks {
  readonly lines: string[] = [];
  readonly open = new Map<string, () => void>();
  mostAtOnce = 0;

  readonly checkLink = async (link: ProjectLink): Promise<LinkCheckReport> => {
    await new Promise<void>((resolve) => this.open.set(link.link.name, resolve));
    return reportOf(link);
  };

  readonly progress: Pick<Progress, "step"> = {
    step: async (title, work, describe) => {
      const result = await work();
      this.lines.push(`${title}: ${describe(result)}`);
      return result;
    },
  };

  /** Ends the newest check under way, until all have ended. */
  async endLastFirst(): Promise<void> {
    for (await setImmediate(); this.open.size > 0; await setImmediate()) {
      this.mostAtOnce = Math.max(this.mostAtOnce, this.open.size);
      const [name = "", end] = [...this.open].at(-1) ?? [];
      this.open.delete(name);
      end?.();
    }
  }
}

it("checks so many links at a time as there are workers, and reports them in the order of the file", async () => {
  const checks = new Checks();
  const { signal } = new AbortController();
  const reading = checkProject(PROJECT, { ...checks, workers: 3, signal });
  await checks.endLastFirst();
  const report = await reading;
  expect(checks.mostAtOnce).toBe(3);
  expect(report.links.map(({ name }) => name)).toEqual(NAMES);
  expect(report.links.map(({ checks: [check] }) => check?.found)).toEqual(
    NAMES.map((name) => `looked at ${name}`),
  );
  // Each line names its link, whichever ends first.
  expect(checks.lines).toEqual(
    ["third", "fourth", "fifth", "second", "first"].map(
      (name) => `check link ${name}: 1 ok, 0 problems, 0 could not be checked`,
    ),
  );
});

it("an interruption ends it without a report, and starts no other link", async () => {
  const checks = new Checks();
  const controller = new AbortController();
  const reading = checkProject(PROJECT, { ...checks, workers: 2, signal: controller.signal });
  await setImmediate();
  const started = [...checks.open.keys()];
  controller.abort(new Interrupted("SIGINT"));
  await Promise.all([checks.endLastFirst(), expect(reading).rejects.toThrow("stopped by SIGINT")]);
  expect(started).toEqual(["first", "second"]);
  expect(checks.lines).toEqual([]);
  expect(checks.mostAtOnce).toBe(2);
});
