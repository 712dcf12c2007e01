const { packModules, readPack } = require("../../synth/module-pack.cjs");

const ROOT = "/project";
const FILE = "/project/node_modules/some/index.js";
/** V8's kept code begins with what V8 checks: its version, the text's length, the options. */
const CHECKED_BYTES = 16;

/** Reads a pack of one module; V8 remembers a text that it has compiled, and looks at no kept code of it again. */
function packOf(text: string, code?: Buffer) {
  const { pieces } = packModules(ROOT, { modules: new Map([[FILE, text]]), resolutions: new Map() });
  return readPack(ROOT, Buffer.concat(pieces), code);
}

/** Loads the module, and gives what it exports. */
function loaded(pack: ReturnType<typeof packOf>): unknown {
  const exports = {};
  pack.functionOf(FILE)(exports);
  return exports;
}

const codeOf = (pack: ReturnType<typeof packOf>): Buffer[] => pack.codeCache();

describe("V8's kept code of a pack", () => {
  const first = packOf("exports.answer = 42;");

  it("is to be made where there is none, and not again", () => {
    expect(loaded(first)).toEqual({ answer: 42 });
    expect(first.isCodeOld()).toBe(true);
    const second = packOf("exports.answer = 42;", Buffer.concat(codeOf(first)));
    expect(loaded(second)).toEqual({ answer: 42 });
    expect(second.isCodeOld()).toBe(false);
  });

  it("is to be made again where V8 refuses it, as code of other options", () => {
    const refused = codeOf(first).map((piece) =>
      piece.length > 2 * CHECKED_BYTES ? Buffer.from(piece).fill(0, 0, CHECKED_BYTES) : piece,
    );
    const pack = packOf("exports.answer = 43;", Buffer.concat(refused));
    expect(loaded(pack)).toEqual({ answer: 43 });
    expect(pack.isCodeOld()).toBe(true);
  });
});
