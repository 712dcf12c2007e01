import { createServer } from "node:http";
import { storedLinkState } from "../../../testing/links/link-state";
import { BASE, linkWith } from "../../../testing/links/links";
import { startHttpStatesService } from "../../../testing/states/http-states-service";
import type { KeptState } from "../../../testing/states/kept-state";
import { localServer } from "../../../testing/states/local-server";
import { httpStates } from "../../../tools/lib/states/http-states";
import { lookAtStates } from "../../../tools/states/look-at-states";

const { signal } = new AbortController();
const ADDRESS = "https://states.test/state";

describe("a state that a service keeps over HTTP", () => {
  let service: KeptState;
  beforeAll(async () => {
    service = await startHttpStatesService();
  });
  afterAll(() => service.close());

  const read = (env: NodeJS.ProcessEnv = service.env, path = "/state") =>
    httpStates(env, signal)(`${service.url}${path}`);

  test("is read with the user and password of Terraform's variables; one that is not there is none", async () => {
    expect(await read()).toBeUndefined();
    expect(await read(service.env, "/elsewhere")).toBeUndefined();
    service.keep("kept");
    expect(await read()).toBe("kept");
  });

  test("is not read without them, and a refusal says neither", async () => {
    const wrong = { TF_HTTP_USERNAME: "keeper", TF_HTTP_PASSWORD: "hunter2" };
    for (const env of [{}, wrong]) await expect(read(env)).rejects.toThrow(/^the answer has status 401$/);
  });

  test("is not looked for where a service sends on: the password is for nobody else", async () => {
    const asked: (string | undefined)[] = [];
    const server = createServer(({ url }, response) => {
      asked.push(url);
      response.writeHead(302, { location: `${service.url}/state` }).end();
    });
    const { url, close } = await localServer(server);
    await expect(httpStates(service.env, signal)(`${url}/state`)).rejects.toThrow(
      "the answer has status 302",
    );
    await close();
    expect(asked).toEqual(["/state"]);
    await expect(httpStates({}, signal)(`${url}/state`)).rejects.toThrow(
      "there was no answer (ECONNREFUSED)",
    );
  });

  test("of other accounts refuses its link by name; one that cannot be read is a note", async () => {
    const elsewhere = { ...BASE.redshiftAccount, id: "333333333333", deployRoleArn: undefined };
    const link = linkWith({ redshiftAccount: elsewhere, backend: { type: "http", address: ADDRESS } });
    const look = async (readAddress: (address: string) => Promise<string | undefined>) => {
      const { check, warnings, unread } = await lookAtStates({
        ...{ links: [link], chosen: [link], linksFile: "links.yaml", folder: "/nowhere", readAddress },
        openBucket: () => {
          throw new Error("no bucket is looked into");
        },
      });
      return { problems: check(link).map(({ path, message }) => `${path}: ${message}`), warnings, unread };
    };
    service.keep(JSON.stringify(storedLinkState(linkWith())));
    expect(await look(() => read())).toEqual({
      problems: [
        `name: is "analytics", expected a name whose state is of the link's accounts; ${ADDRESS} holds aws_iam_role.data_role in account 222222222222, not in redshift account 333333333333; each environment needs a state of its own: give this link another backend.address. Only if the link itself moves to other accounts: npm run destroy -- analytics with the old ones first`,
      ],
      ...{ warnings: [], unread: [] },
    });
    expect(await look(() => read({}))).toEqual({
      ...{ problems: [], warnings: [] },
      unread: [`${ADDRESS}, the state of link analytics, could not be read: GET: the answer has status 401`],
    });
  });
});
