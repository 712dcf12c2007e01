#!/usr/bin/env node
"use strict";
/*
 * Speaks as a Terraform provider that was started with `-debug`, or by a Terraform without TLS: says where it listens, and answers every
 * call with who answers and where it runs, how often it was configured and whether it is being configured; but where a configuration
 * speaks of silence it says nothing of it, and to be configured slowly takes a while. It never answers `…/Hang`, `…/Wait` after the next `…/GoOn`, `…/GetSchema` with a schema, and ends at
 * `…/Shutdown`. Started in any other way it says that it was started by Terraform.
 */
const { createServer } = require("node:http2");
const { mkdtempSync } = require("node:fs");
const { tmpdir } = require("node:os");
const { join } = require("node:path");

const isDebugged = process.argv[2] === "-debug";
if (!isDebugged && process.env.TF_PLUGIN_MAGIC_COOKIE === undefined) {
  process.stdout.write("started by Terraform\n");
  process.exit(0);
}

const SLOW_MILLISECONDS = 300;

/** A field of a protocol buffer. */
const field = (number, content) => Buffer.concat([Buffer.from([(number << 3) | 2, content.length]), content]);
/** A schema that names its provider, and has two types of resources and one of data sources. */
function schema(name) {
  const type = (map, key) => field(map, field(1, Buffer.from(key)));
  const body = Buffer.concat([
    field(1, Buffer.from(name)),
    ...[type(2, "fake_used"), type(2, "fake_unused"), type(3, "fake_used")],
  ]);
  const head = Buffer.alloc(5);
  head.writeUInt32BE(body.length, 1);
  return Buffer.concat([head, body]);
}

let calls = 0;
let configured = 0;
let isBeingConfigured = false;
let goOn = () => undefined;
const server = createServer();
server.on("stream", (stream, headers) => {
  let body = "";
  stream
    .on("error", () => undefined)
    .setEncoding("latin1")
    .on("data", (text) => {
      body += text;
    });
  const method = headers[":path"].slice(headers[":path"].lastIndexOf("/") + 1);
  if (method === "Hang") return;
  if (method === "Wait") {
    goOn = () => respond(stream, method);
    return;
  }
  if (method === "GoOn") goOn();
  stream.once("end", () => (method === "Configure" ? configure(stream, body) : respond(stream, method)));
});

function configure(stream, body) {
  configured += 1;
  isBeingConfigured = true;
  const isDone = () => {
    isBeingConfigured = false;
    respond(stream, body.includes("silence") ? "Silence" : "Configure");
  };
  if (body.includes("slowly")) setTimeout(isDone, SLOW_MILLISECONDS);
  else isDone();
}

function respond(stream, method) {
  calls += 1;
  const answer =
    method === "Silence"
      ? Buffer.alloc(5)
      : JSON.stringify({ pid: process.pid, folder: process.cwd(), configured, isBeingConfigured });
  stream.once("wantTrailers", () => stream.sendTrailers({ "grpc-status": "0" }));
  stream.respond({ ":status": 200, "content-type": "application/grpc" }, { waitForTrailers: true });
  if (method === "Shutdown") stream.once("close", () => process.exit(0));
  stream.end(method === "GetSchema" ? schema(`call ${calls}`) : answer);
}

const path = join(mkdtempSync(join(tmpdir(), "fake-provider-")), "socket");
server.listen(path, () => {
  const address = JSON.stringify({ Addr: { Network: "unix", String: path } });
  process.stdout.write(isDebugged ? `${address}\n` : `1|5|unix|${path}|grpc|\n`);
});
