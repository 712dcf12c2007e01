"use strict";
/*
 * `--env <name>` of every command: the environment that the links are of, handed on in LINKS_ENVIRONMENT, so that whatever the
 * command starts is of the same one.
 */

/** Of words behind `--` another program is told. */
const OPTION = /^--env(?:=(.*))?$/s;

/**
 * Takes the option out of a command line and into the environment of this process. Without a name behind it, it stays, for the
 * program to refuse.
 *
 * @param {readonly string[]} words
 * @returns {string[]} the words without it
 */
function takeEnvironment(words) {
  const end = words.includes("--") ? words.indexOf("--") : words.length;
  const at = words.findIndex((word, index) => index < end && OPTION.test(word));
  if (at < 0) return [...words];
  const [, joined] = OPTION.exec(words[at]);
  const name = joined ?? (at + 1 < end ? words[at + 1] : undefined);
  if (name === undefined || name === "" || name.startsWith("-")) return [...words];
  process.env.LINKS_ENVIRONMENT = name;
  return [...words.slice(0, at), ...words.slice(at + (joined === undefined ? 2 : 1))];
}

module.exports = { takeEnvironment };
