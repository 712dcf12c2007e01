"use strict";
/*
 * Answers as far as the start of moto asks, and writes the environment that it was started with.
 *
 * usage: node fake-moto-server.cjs <file for the environment> -H unix://<socket>
 */
const { writeFileSync } = require("node:fs");
const { createServer } = require("node:http");

const [file, , address = ""] = process.argv.slice(2);
writeFileSync(file, JSON.stringify(process.env));
createServer((_request, response) => response.end("{}")).listen(address.slice("unix://".length));
process.on("SIGINT", () => process.exit(0));
