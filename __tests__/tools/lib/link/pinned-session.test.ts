import { once } from "node:events";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { openPinnedSession } from "../../../../tools/lib/link/pinned-session";

test("STS that never answers keeps nobody who interrupts", async () => {
  const server = createServer(() => undefined);
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const controller = new AbortController();
  const caller = {
    endpoint: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    credentials: { accessKeyId: "AKIA", secretAccessKey: "secret" },
  };
  const account = { id: "111111111111", region: "eu-west-1" };
  const options = { sessionName: "s", caller, signal: controller.signal };
  const opened = openPinnedSession("lambda account", account, options);
  await once(server, "request");
  controller.abort(new Error("interrupted"));
  await expect(opened).rejects.toThrow(/^interrupted$/);
  server.closeAllConnections();
  server.close();
});
