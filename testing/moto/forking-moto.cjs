"use strict";
const { accessSync, constants, mkdirSync, realpathSync, symlinkSync, writeFileSync } = require("node:fs");
const { delimiter, dirname, join } = require("node:path");

const SERVER = join(__dirname, "forked_moto.py");
const START_TENTHS = 600;

/** The absolute path of a program on `PATH`. */
function onPath(name, path) {
  return path
    .split(delimiter)
    .map((folder) => join(folder, name))
    .find((file) => {
      try {
        accessSync(file, constants.X_OK);
        return true;
      } catch {
        return false;
      }
    });
}

/**
 * Without the variables of whoever happens to ask first: the mark of its guard (`guarded-processes.cjs`) above all, by which the guard
 * would end what serves all tests.
 */
const stub = ({ moto, python, folder, run }) => `#!/usr/bin/env bash
cd '${folder}'
if mkdir starting 2>/dev/null; then
  env -i PATH="$PATH" HOME="$HOME" TMPDIR="$TMPDIR" AWS_ACCESS_KEY_ID=moto AWS_SECRET_ACCESS_KEY=moto AWS_EC2_METADATA_DISABLED=true \\
    AWS_CONFIG_FILE=/dev/null AWS_SHARED_CREDENTIALS_FILE=/dev/null MOTO_IAM_LOAD_MANAGED_POLICIES=true \\
    '${python}' '${SERVER}' port ${run} </dev/null >/dev/null 2>log || echo none >port
fi
for ((waited = 0; waited < ${START_TENTHS}; waited++)); do
  [ -s port ] && break
  sleep 0.1
done
read -r port <port
exec 3<>"/dev/tcp/127.0.0.1/$port" || exec '${moto}' "$@"
echo "$*" >&3
exec cat <&3
`;

/**
 * Writes a program `moto_server` whose servers are forks of one that is loaded once (see `forked_moto.py`), at the first one that is
 * asked for, and ends with this process.
 *
 * @param {string} folder is made
 * @param {string} path a search path, of which the first `moto_server` is taken
 * @returns {string} the search path with the new program before; the same where there is no moto, or no bash
 */
exports.beforePath = (folder, path) => {
  const moto = onPath("moto_server", path);
  if (moto === undefined || onPath("bash", path) === undefined) return path;
  // `rehearsal/moto.ts` looks for a Python beside moto: beside the new one there is the same.
  const python = join(dirname(realpathSync(moto)), "python3");
  const found = join(folder, "path");
  mkdirSync(found, { recursive: true });
  const write = (name, text) => writeFileSync(join(folder, name), text, { mode: 0o755 });
  write("moto_server", stub({ moto, python, folder, run: process.pid }));
  write("python3", `#!/bin/sh\nexec '${python}' "$@"\n`);
  symlinkSync("../moto_server", join(found, "moto_server"));
  return [found, path].join(delimiter);
};
