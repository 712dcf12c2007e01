import { RuntimePrograms } from "../../../../emulator/lambda/invocation/runtime-programs";
import { PYTHON_BOOTSTRAP } from "../../../../emulator/lambda/runtime/python-runtime";

const programs = (python: { readonly file: string; readonly sdkFolders: readonly string[] } | undefined) =>
  new RuntimePrograms({
    node: { programFor: async (runtime) => `node of ${runtime}` },
    python: { programFor: async (version) => python && { ...python, version } },
    nodeBootstrap: "/b.cjs",
  });

const SDK = { file: "/usr/bin/python3", sdkFolders: ["/usr/lib/python3/dist-packages"] };
const NO_PYTHON =
  "the local accounts need Python 3.9 or newer with boto3, and this machine has none; install it with: python3 -m pip install boto3";
const OTHERS = "the local accounts run Node.js and Python only; Lambda runs them";

test("each language has the program of its own, with nothing of this machine but the SDK", async () => {
  const started = async (runtime: string) => {
    const { file, arguments: of } = await programs(SDK).programFor(runtime);
    return [file, ...of("/task", 256)];
  };
  expect([await started("nodejs22.x"), await started(""), await started("python3.12")]).toEqual([
    ["node of nodejs22.x", "--max-old-space-size=256", "/b.cjs", "/task"],
    ["node of ", "--max-old-space-size=256", "/b.cjs", "/task"],
    [
      ...["/usr/bin/python3", "-I", "-S", "-B", "-X", "utf8", PYTHON_BOOTSTRAP, "/task", "256"],
      ...SDK.sdkFolders,
    ],
  ]);
});

test.each([
  ["nodejs24.x", SDK, undefined],
  ["python3.13", SDK, undefined],
  ["python3.13", undefined, NO_PYTHON],
  ["java21", SDK, OTHERS],
  ["provided.al2023", SDK, OTHERS],
  ["python2.7", SDK, OTHERS],
])("functions of %s with %j lack %s", async (runtime, python, lack) => {
  expect(await programs(python).lackOf(runtime)).toBe(lack);
  if (lack === undefined) return;
  await expect(programs(python).programFor(runtime)).rejects.toMatchObject({
    code: "InvalidParameterValueException",
    message: `LOCAL_LACK: functions of ${runtime} are not run: ${lack}`,
  });
});
