import { createHash } from "node:crypto";
import { createServer } from "node:http";
import { text as textOf } from "node:stream/consumers";
import type { KeptState } from "./kept-state";
import { localServer } from "./local-server";

interface StoredObject {
  readonly content: string;
  readonly generation: number;
}

/** Of a request, what the service looks at. */
interface Asked {
  readonly method: string;
  readonly path: string;
  readonly query: URLSearchParams;
  readonly body: string;
}

type Answer = readonly [status: number, body?: string | object];

/**
 * The part of Google Cloud Storage that Terraform's backend uses, with one bucket; objects are written on the condition that they are of
 * a generation (0: not there), which is how Terraform locks. Google's client finds it by `STORAGE_EMULATOR_HOST` and needs no
 * credentials there.
 *
 * @see https://cloud.google.com/storage/docs/json_api/v1/objects
 */
export async function startGcsService(bucket: string, prefix: string): Promise<KeptState> {
  const objects = new Map<string, StoredObject>();
  let generation = 1000;
  const put = (name: string, content: string) => {
    generation++;
    objects.set(name, { content, generation });
  };
  const described = (name: string, { content, generation: of }: StoredObject) => ({
    ...{ kind: "storage#object", bucket, name, generation: String(of), size: String(content.length) },
    md5Hash: createHash("md5").update(content).digest("base64"),
  });
  const isOfGeneration = (name: string, query: URLSearchParams) => {
    const wanted = query.get("ifGenerationMatch");
    return wanted === null || Number(wanted) === (objects.get(name)?.generation ?? 0);
  };

  function answerTo({ method, path, query, body }: Asked): Answer {
    const [, json, name = ""] = new RegExp(`^(/storage/v1/b)?/${bucket}(?:/o)?/(.+)$`).exec(path) ?? [];
    if (method === "GET" && path === `/storage/v1/b/${bucket}/o`) {
      const found = [...objects].filter(([key]) => key.startsWith(query.get("prefix") ?? ""));
      return [200, { kind: "storage#objects", items: found.map(([key, object]) => described(key, object)) }];
    }
    if (method === "POST" && path === `/upload/storage/v1/b/${bucket}/o`) return write(query, body);
    const object = objects.get(name);
    if (object === undefined) return [404, { error: { code: 404, message: "No such object" } }];
    if (method === "GET") return [200, json === undefined ? object.content : described(name, object)];
    if (method !== "DELETE") return [501];
    if (!isOfGeneration(name, query)) return [412];
    objects.delete(name);
    return [204];
  }

  /** An upload in one piece: its description, then its content. */
  function write(query: URLSearchParams, body: string): Answer {
    const [, description = "", content = ""] = body
      .split(/^--\w+(?:--)?\r\n/m)
      .map((part) => part.slice(part.indexOf("\r\n\r\n") + 4).replace(/\r\n$/, ""));
    const { name } = JSON.parse(description);
    if (!isOfGeneration(name, query)) return [412, { error: { code: 412, message: "conditionNotMet" } }];
    put(name, content);
    return [200, described(name, objects.get(name) ?? { content, generation })];
  }

  const server = createServer(async (request, response) => {
    const { pathname, searchParams } = new URL(request.url ?? "", "http://service");
    const [status, answer = ""] = answerTo({
      ...{ method: request.method ?? "", path: decodeURIComponent(pathname), query: searchParams },
      body: await textOf(request),
    });
    const isText = typeof answer === "string";
    response.writeHead(status, { "content-type": isText ? "text/plain" : "application/json" });
    response.end(isText ? answer : JSON.stringify(answer));
  });
  const local = await localServer(server);
  const [state, lock] = [`${prefix}/default.tfstate`, `${prefix}/default.tflock`];
  return {
    ...local,
    env: { STORAGE_EMULATOR_HOST: local.url.replace("http://", "") },
    state: () => objects.get(state)?.content,
    keep: (text) => put(state, text),
    lock: () => objects.get(lock)?.content,
    lockFor: (info) => put(lock, JSON.stringify(info)),
    unlock: () => objects.delete(lock),
  };
}
