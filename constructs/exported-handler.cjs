"use strict";
/*
 * What an entry exports under the name that Lambda calls, where the text of its bundle says so for certain. Plain JavaScript, as the
 * program that asks. It reads esbuild's own layout, in which a statement of a module begins its line.
 */
const { runInNewContext } = require("node:vm");

const PLAIN_VALUES = [
  [/^(?:true|false)$/, "a boolean"],
  [/^-?(?:\d[\w.]*|\.\d+|Infinity)$/, "a number"],
  [/^(["'])(?:(?!\1)[^\\]|\\.)*\1$/, "a text"],
  [/^`(?:[^`\\$]|\\.|\$(?!\{))*`$/s, "a text"],
  [/^null$/, "null"],
];

/** What marks a function as one that answers in pieces, which has a third parameter of its own. */
const STREAMS = "aws.lambda.runtime.handler.streaming";

/**
 * @param {string} bundle of an entry and all its modules, as ES module, not minified
 * @param {string} exportedName
 * @param {boolean} isCommonJs whether the entry is written so
 * @param {number} [mostParameters] that the runtime takes a handler with; any, if not given
 * @returns {string | undefined} what it is, if it is surely nothing that can be called as a handler; undefined: a function, or not known
 */
function exportedNoHandler(bundle, exportedName, isCommonJs, mostParameters = Infinity) {
  const found = foundIn(bundle, exportedName, isCommonJs);
  if (typeof found !== "number") return found;
  return found > mostParameters && !bundle.includes(STREAMS)
    ? `a function of ${found} parameters`
    : undefined;
}

/** @returns {string | number | undefined} what it is; of a function, its length */
function foundIn(bundle, exportedName, isCommonJs) {
  // What it loads stands above it, and may export the same name.
  if (isCommonJs) return assignedAs(bundle.slice(bundle.lastIndexOf("__commonJS({")), exportedName);
  const [, name] = new RegExp(`^  (?:([\\w$]+) as )?${exportedName},?$`, "m").exec(exportsOf(bundle)) ?? [];
  return declaredAs(bundle, name ?? exportedName);
}

function exportsOf(bundle) {
  return bundle.slice(bundle.lastIndexOf("\nexport {\n") + 1);
}

function declaredAs(bundle, name) {
  const word = name.replaceAll("$", "\\$");
  if (new RegExp(`^(?:async )?function\\* ${word}\\(`, "m").test(bundle)) return "a generator";
  const declarations = [
    ...bundle.matchAll(
      new RegExp(
        `^(?:(?:var|let|const|class) ${word}(?: = |;$| (?=\\{|extends))|(?:async )?function ${word}(?=\\())`,
        "gm",
      ),
    ),
  ];
  if (declarations.length !== 1) return undefined;
  const [{ 0: text, index }] = declarations;
  if (text.startsWith("class")) return "a class";
  const rest = bundle.slice(index + text.length);
  const others = `${bundle.slice(0, index)}\n${rest.replace(exportsOf(rest), "")}`;
  const isSetElsewhere = new RegExp(
    `(?<![\\w$.])${word}\\s*(?:[-+*/%&|^<>?]{0,3}=(?![=>])|\\+\\+|--)|[{[,:]\\s*${word}\\s*[,}\\]]`,
  );
  if (isSetElsewhere.test(others)) return undefined;
  if (text.endsWith(word)) return lengthOf(rest, /^ \{/);
  return text.endsWith(";") ? "undefined" : kindOf(rest);
}

/** Of a module of CommonJS: each place that sets the name, where all of them set something that is known. */
function assignedAs(text, exportedName) {
  const places = [
    ...text.matchAll(new RegExp(`\\bexports\\.${exportedName} = `, "g")),
    ...text.matchAll(new RegExp(`\\bmodule\\.exports = \\{(?:[^{}()]*,)?\\s*${exportedName}: `, "g")),
  ];
  const kinds = new Set(places.map(({ 0: { length }, index }) => kindOf(text.slice(index + length))));
  const [kind] = kinds;
  // What TypeScript sets first, and defines later.
  return kinds.size === 1 && kind !== "undefined" ? kind : undefined;
}

/** @param {string} text that an expression begins */
function kindOf(text) {
  if (/^(?:async )?function\*/.test(text)) return "a generator";
  const [start] = /^(?:async )?(?:function(?: [\w$]+)?(?=\()|(?=\())/.exec(text) ?? [];
  if (start !== undefined)
    return lengthOf(text.slice(start.length), start.includes("function") ? /^ \{/ : /^ => /);
  if (/^void 0[;,\s}]/.test(text)) return "undefined";
  if (/^class\b[\w\s.$]*\{/.test(text))
    return endsAt(text, behindBracket(text, text.indexOf("{"))) ? "a class" : undefined;
  if (text.startsWith("{")) return endsAt(text, behindBracket(text, 0)) ? "an object" : undefined;
  if (text.startsWith("[")) return endsAt(text, behindBracket(text, 0)) ? "a list" : undefined;
  const [value] = /^(?:(["'])(?:(?!\1)[^\\\n]|\\.)*\1|`(?:[^`\\]|\\.)*`|[^\s;,}]+)/s.exec(text) ?? [""];
  if (!endsAt(text, value.length)) return undefined;
  return PLAIN_VALUES.find(([form]) => form.test(value))?.[1];
}

/**
 * As the function's own `length`, which leaves out what has a default and what is behind it. Nothing of the list is called.
 *
 * @param {string} text that a list of parameters begins
 * @param {RegExp} follows what has to stand behind the list
 */
function lengthOf(text, follows) {
  const end = behindBracket(text, 0);
  if (end === undefined || !follows.test(text.slice(end))) return undefined;
  try {
    return runInNewContext(`(${text.slice(0, end)} => 0).length`);
  } catch {
    return undefined;
  }
}

/** Whether an expression is over: what stands behind it is the end of a statement or of a member. */
function endsAt(text, at) {
  return at !== undefined && /^\s*[;,}]/.test(text.slice(at));
}

/** Where the bracket at a place is closed; undefined where a slash may begin a comment, an expression of its own or a division. */
function behindBracket(text, start) {
  const open = [];
  for (let at = start; at < text.length; at++) {
    const character = text[at];
    const isInTemplate = open.at(-1) === "`";
    if (character === "\\") at++;
    else if (character === "`") isInTemplate ? open.pop() : open.push("`");
    else if (isInTemplate) {
      if (character === "$" && text[at + 1] === "{") {
        at++;
        open.push("{");
      }
    } else if (character === '"' || character === "'") {
      const [string] = /^(["'])(?:(?!\1)[^\\\n]|\\.)*\1/s.exec(text.slice(at)) ?? [];
      if (string === undefined) return undefined;
      at += string.length - 1;
    } else if (character === "/") return undefined;
    else if ("{[(".includes(character)) open.push(character);
    else if ("}])".includes(character)) open.pop();
    if (open.length === 0) return at + 1;
  }
  return undefined;
}

module.exports = { exportedNoHandler };
