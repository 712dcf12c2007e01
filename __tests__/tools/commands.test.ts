import { execFileSync, spawn } from "node:child_process";
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { basename, join } from "node:path";
import { packagesLoadedWith } from "../../testing/architecture/imports";
import { asNpmStarts } from "../../testing/processes/command";
import { PROJECT_ROOT } from "../../tools/lib/process/project-root";
import { TOOL_ERROR_CODES } from "../../tools/lib/terminal/tool-error";

const TOOLS = join(PROJECT_ROOT, "tools");
const COMMANDS = readdirSync(TOOLS).filter((folder) => folder !== "lib");
const DOORS = COMMANDS.map((command) => `tools/${command}/${command}.ts`);
/** Commands of other rooms, which are started in the same way. */
const OTHER_DOORS = ["rehearsal/rehearse.ts", "bench/bench.ts"];

/** A command with more files than this has a folder for each of its steps. */
const MAX_FILES_WITHOUT_FOLDERS = 4;
const STEPS = ["judge", "read", "render"];

/** What every flag of every command means. A flag that two commands have stands here once. */
const FLAGS: Readonly<Record<string, RegExp>> = {
  "--account <lambda|redshift>": /^only this account/,
  "--against <path>": /^also say what changes against an older/,
  "--before-cdktf": /^what follows -- is a command line of cdktf/,
  "--consistency <strong|eventual>": /^eventual: decisions see each change of a role, user or policy/,
  "--csv": /^short for --format csv$/,
  "--detach": /^take the copy role of the link away/,
  "--env <name>": /^environment that the links are of/,
  "--event <file>": /^send the function the event in this JSON file/,
  "--format": /^how the report is printed on stdout \(default: text\)$/,
  "--help": /^this text$/,
  "--imports <folder>": /^where the import blocks are written/,
  "--json": /^short for --format json$/,
  "--link <name>": /^rehearse this link only/,
  "--mirror <folder>": /^take the providers from this file system mirror/,
  "--no-rebuild": /^do not bundle the function afresh/,
  "--null <name>": /^NULL as the value of this parameter/,
  "--out <folder>": /^where the synthesized output is/,
  "--param <name=value>": /^value of :name in the SQL/,
  "--plan <file>": /^review a plan instead/,
  "--policy-texts <file>": /^with --plan: the texts of boundaries and managed policies/,
  "--port <number>": /^port of the local accounts/,
  "--query <name>": /^ask for this named query of the link/,
  "--render": /^measure nothing; write the page again/,
  "--seed <number>": /^which delays, 0 to 999999999/,
  "--serve": /^keep the local accounts up/,
  "--smoke": /^run every path at a size that measures nothing/,
  "--sql <statement>": /^run this through the deployed function/,
  "--table <schema.table>": /^also: may the function's database user SELECT from it\?/,
  "--timeout <seconds>": /^stop a Terraform that takes longer/,
  "--upgrade": /^lock the newest version that the link allows/,
  "--yes": /^do not ask/,
};

/** What tools/lib is made of, from the bottom: a wall may use those before it. */
const WALLS = ["aws", "process", "provider", "states", "report", "terminal", "terraform", "link"];

const scripts: Readonly<Record<string, string>> = JSON.parse(
  readFileSync(join(PROJECT_ROOT, "package.json"), "utf8"),
).scripts;

/** Small ones, of commands that are nothing without them. */
const LIGHT_PACKAGES = ["fflate", "lossless-json"];

test.each([...DOORS, "rehearsal/rehearse.ts"])(
  "%s tells its usage before it loads what it works with",
  (door) => {
    expect(packagesLoadedWith(door).filter((name) => !LIGHT_PACKAGES.includes(name))).toEqual([]);
  },
);

/** What a command prints on stdout with these arguments, and its exit code. */
function run(door: string, ...args: string[]): Promise<{ readonly code: number; readonly stdout: string }> {
  const child = spawn(process.execPath, [...asNpmStarts(door), ...args], { cwd: PROJECT_ROOT });
  let stdout = "";
  child.stdout.setEncoding("utf8").on("data", (text: string) => {
    stdout += text;
  });
  return new Promise((resolve, reject) => {
    child.once("error", reject).once("close", (code) => resolve({ code: code ?? 1, stdout }));
  });
}

/** The sections of a help text by their headings; the first is the purpose, and notes have none. */
function sectionsOf(help: string): readonly (readonly [heading: string, lines: readonly string[]])[] {
  return help
    .trimEnd()
    .split("\n\n")
    .map((section, index) => {
      const heading = index === 0 ? "purpose" : (/^(usage|options|exit code):/.exec(section)?.[1] ?? "notes");
      return [heading, section.split("\n")] as const;
    });
}

function filesBelow(folder: string, ending: RegExp): readonly string[] {
  return readdirSync(folder, { recursive: true, encoding: "utf8" }).filter((file) => ending.test(file));
}

test.each(COMMANDS)("%s has one door, which npm run starts", (command) => {
  const doors = readdirSync(join(TOOLS, command))
    .filter((file) => file.endsWith(".ts"))
    .filter((file) => readFileSync(join(TOOLS, command, file), "utf8").includes("runCommand("));
  expect(doors).toEqual([`${command}.ts`]);
  expect(scripts[command]).toBe(`node synth/command.cjs tools/${command}/${command}.ts`);
});

test("every script of package.json that starts a tool starts a door", () => {
  const started = Object.values(scripts).flatMap((script) => script.match(/tools\/\S+\.ts/g) ?? []);
  expect([...new Set(started)].sort()).toEqual([...DOORS].sort());
});

test.each(COMMANDS)("%s reads, judges and renders, each in a folder of its own", (command) => {
  const folder = join(TOOLS, command);
  if (filesBelow(folder, /\.ts$/).length <= MAX_FILES_WITHOUT_FOLDERS) return;
  expect(STEPS.filter((step) => existsSync(join(folder, step)))).toEqual(STEPS);
});

test("the steps go one way: what reads knows nothing of judging, what judges nothing of rendering", () => {
  const wrong = COMMANDS.flatMap((command) =>
    filesBelow(join(TOOLS, command), /^(read|judge)\/.*\.ts$/).filter((file) => {
      const later = file.startsWith("read/") ? /"(?:\.\.\/)+(?:judge|render)\// : /"(?:\.\.\/)+render\//;
      return later.test(readFileSync(join(TOOLS, command, file), "utf8"));
    }),
  );
  expect(wrong).toEqual([]);
});

test("tools/lib holds walls only, and each uses those below it", () => {
  expect(readdirSync(join(TOOLS, "lib")).sort()).toEqual([...WALLS].sort());
  const wrong = WALLS.flatMap((wall, level) =>
    filesBelow(join(TOOLS, "lib", wall), /\.ts$/).flatMap((file) => {
      const text = readFileSync(join(TOOLS, "lib", wall, file), "utf8");
      const used = [...text.matchAll(/"\.\.\/(\w+)\//g)].map(([, other = ""]) => other);
      return used
        .filter((other) => WALLS.indexOf(other) > level)
        .map((other) => `${wall}/${file} -> ${other}`);
    }),
  );
  expect(wrong).toEqual([]);
});

describe("--help", () => {
  const helps = new Map<string, string>();
  beforeAll(async () => {
    for (const door of [...DOORS, ...OTHER_DOORS]) {
      const { code, stdout } = await run(door, "--help");
      expect([door, code]).toEqual([door, 0]);
      helps.set(door, stdout);
    }
  });

  test.each([...DOORS, ...OTHER_DOORS])("%s has the sections of every command, in their order", (door) => {
    const sections = sectionsOf(helps.get(door) ?? "");
    const headings = sections.map(([heading]) => heading);
    expect(headings).toEqual([
      "purpose",
      "usage",
      "options",
      ...(headings.includes("notes") ? ["notes"] : []),
      "exit code",
    ]);
    const script = basename(door, ".ts");
    // Behind a shorter form, where it has one.
    expect(sections[1]?.[1].at(-1)).toMatch(
      new RegExp(`^(?:usage:| {3}or:) npm run ${script} -- (\\S+ )*\\[options\\]$`),
    );
    expect(sections[2]?.[1].at(-1)).toMatch(/^ {2}--help +this text$/);
    expect(sections.at(-1)?.[1].at(-1)).toMatch(/^ {2}130 {2}interrupted/);
    expect((helps.get(door) ?? "").split("\n").filter((line) => line.length > 120)).toEqual([]);
  });

  test("no flag means two things, and no two flags mean one", () => {
    const told = [...helps].flatMap(([door, help]) => {
      const [, lines = []] = sectionsOf(help).find(([heading]) => heading === "options") ?? [];
      return lines.slice(1).flatMap((line) => {
        const [, flag, value, meaning = ""] = /^ {2}(--[a-z-]+)( <\S+>)? {2,}(.*)$/.exec(line) ?? [];
        if (flag === undefined) return [];
        return [{ door, flag: flag === "--format" ? flag : `${flag}${value ?? ""}`, meaning }];
      });
    });
    expect([...new Set(told.map(({ flag }) => flag))].sort()).toEqual(Object.keys(FLAGS));
    expect(told.filter(({ flag, meaning }) => FLAGS[flag]?.test(meaning) !== true)).toEqual([]);
  });
});

test("every code of a failure is thrown somewhere", () => {
  const sources = execFileSync("git", ["ls-files", "*.ts"], { cwd: PROJECT_ROOT, encoding: "utf8" })
    .split("\n")
    .filter((file) => /^(tools|rehearsal|emulator)\//.test(file) && !file.endsWith("tool-error.ts"))
    .map((file) => readFileSync(join(PROJECT_ROOT, file), "utf8"))
    .join("\n");
  expect(TOOL_ERROR_CODES.filter((code) => !sources.includes(`"${code}"`))).toEqual([]);
});
