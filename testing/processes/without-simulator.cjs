"use strict";
/*
 * `NODE_OPTIONS=--require …/without-simulator.cjs`: no package under AGPL-3.0 is found, as where npm has left them out.
 */
const Module = require("node:module");

const LEFT_OUT = /^@cloud-copilot\/iam-(?:simulate|policy|utils)(?:\/|$)/;

const resolve = Module._resolveFilename;
Module._resolveFilename = function resolveFilename(request, ...rest) {
  if (LEFT_OUT.test(request)) {
    throw Object.assign(new Error(`Cannot find module '${request}'`), { code: "MODULE_NOT_FOUND" });
  }
  return resolve.call(this, request, ...rest);
};
