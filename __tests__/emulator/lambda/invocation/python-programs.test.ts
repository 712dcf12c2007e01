import { chmodSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import {
  askPython,
  PythonPrograms,
  pythonCandidates,
} from "../../../../emulator/lambda/invocation/python-programs";

/** File → the version that it says; undefined for one without the SDK. */
function programs(versions: Readonly<Record<string, string | undefined>>) {
  const asked: string[] = [];
  const told: string[] = [];
  const found = new PythonPrograms({
    candidates: () => Object.keys(versions),
    ask: async (file) => {
      asked.push(file);
      const version = versions[file];
      return version === undefined ? undefined : { file, version, sdkFolders: [] };
    },
    tell: (sentence) => told.push(sentence),
  });
  const files = async (...wanted: string[]) => {
    const answers = [];
    for (const version of wanted) answers.push((await found.programFor(version))?.file);
    return answers;
  };
  return { files, asked, told };
}

test("the version's own runs it, else another with the SDK, which is said once; each is asked once", async () => {
  const { files, asked, told } = programs({ bare: undefined, eleven: "3.11", thirteen: "3.13" });
  expect(await files("3.13", "3.11", "3.12", "3.12")).toEqual(["thirteen", "eleven", "eleven", "eleven"]);
  expect([asked, told]).toEqual([
    ["bare", "eleven", "thirteen"],
    [
      "Python 3.12 with boto3 is not on this machine: functions of python3.12 run on Python 3.11, with Lambda's python3.12 around them",
    ],
  ]);
  const none = programs({ bare: undefined });
  expect([await none.files("3.13"), none.told]).toEqual([[undefined], []]);
});

test("programs are looked for in PATH, the version's own first, and where else they may be", () => {
  const folder = mkdtempSync(join(tmpdir(), "pythons-"));
  for (const name of ["python3", "python3.12", "python3.13"]) writeFileSync(join(folder, name), "");
  const others = [join(folder, "python3.12"), join(folder, "gone")];
  const found = pythonCandidates("3.13", { PATH: `/missing::${folder}` }, others);
  rmSync(folder, { recursive: true, force: true });
  expect(found).toEqual(["python3.13", "python3", "python3.12"].map((name) => join(folder, name)));
});

test("a program says what it is, or is none with the SDK", async () => {
  const folder = mkdtempSync(join(tmpdir(), "pythons-"));
  const answer = { file: "/usr/bin/python3", version: "3.12", sdkFolders: ["/lib"] };
  const script = (name: string, text: string) => {
    const file = join(folder, name);
    writeFileSync(file, `#!/bin/sh\n${text}\n`);
    chmodSync(file, 0o755);
    return file;
  };
  const files = [script("a", `echo '${JSON.stringify(answer)}'`), script("b", "exit 1"), join(folder, "c")];
  expect(await Promise.all(files.map(askPython))).toEqual([answer, undefined, undefined]);
  rmSync(folder, { recursive: true, force: true });
});
