import { createServer } from "node:http";
import { text } from "node:stream/consumers";
import type { KeptState } from "./kept-state";
import { localServer } from "./local-server";

const [USER, PASSWORD] = ["keeper", "only-in-the-environment"];

/**
 * A service that keeps one state over HTTP by Terraform's protocol, as GitLab does: at `/state`, its lock at `/lock`.
 *
 * @see https://developer.hashicorp.com/terraform/language/backend/http
 */
export async function startHttpStatesService(): Promise<KeptState> {
  const expected = `Basic ${Buffer.from(`${USER}:${PASSWORD}`).toString("base64")}`;
  let [state, lock]: (string | undefined)[] = [];
  const isHolder = (id: unknown) => lock === undefined || JSON.parse(lock).ID === id;

  function answerTo(
    asked: string,
    id: string | null,
    body: string,
  ): readonly [status: number, body?: string] {
    switch (asked) {
      case "GET /state":
        return state === undefined ? [204] : [200, state];
      case "POST /state":
        if (!isHolder(id)) return [409];
        state = body;
        return [200];
      case "LOCK /lock":
        if (lock !== undefined) return [423, lock];
        lock = body;
        return [200];
      case "UNLOCK /lock":
        if (!isHolder(JSON.parse(body).ID)) return [409];
        lock = undefined;
        return [200];
      default:
        return [404];
    }
  }

  const server = createServer(async (request, response) => {
    const body = await text(request);
    const { pathname, searchParams } = new URL(request.url ?? "", "http://service");
    const [status, answer] =
      request.headers.authorization === expected
        ? answerTo(`${request.method} ${pathname}`, searchParams.get("ID"), body)
        : [401];
    response.writeHead(status).end(answer);
  });
  return {
    ...(await localServer(server)),
    env: { TF_HTTP_USERNAME: USER, TF_HTTP_PASSWORD: PASSWORD },
    state: () => state,
    keep: (kept) => {
      state = kept;
    },
    lock: () => lock,
    lockFor: (info) => {
      lock = JSON.stringify(info);
    },
    unlock: () => {
      lock = undefined;
    },
  };
}
