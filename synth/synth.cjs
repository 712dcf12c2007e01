"use strict";
/*
 * The app's command in `cdktf.json`: runs `stacks/preload.ts` and `main.ts`, as
 * `node --import tsx --import ./stacks/preload.ts main.ts` does.
 *
 * usage: node synth/synth.cjs
 */
const { launch } = require("./launch.cjs");

const PROGRAMS = ["stacks/preload.ts", "main.ts"];

// What a refused links file has loaded is not what a synth needs.
launch({ name: "app", programs: PROGRAMS, keptAfter: 0 });
