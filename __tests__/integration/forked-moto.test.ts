import { once } from "node:events";
import { realpathSync } from "node:fs";
import { connect } from "node:net";
import { CreateRoleCommand, ListPoliciesCommand, ListRolesCommand } from "@aws-sdk/client-iam";
import { motoIamClient } from "../../emulator/moto/moto-iam-client";
import { describeWith } from "../../testing/deployment/required-programs";
import { startMotoServer } from "../../testing/emulator/moto-server";
import { findProgram } from "../../tools/lib/process/find-program";

const created = (RoleName: string) =>
  new CreateRoleCommand({ RoleName, AssumeRolePolicyDocument: '{"Version":"2012-10-17","Statement":[]}' });

/** Tests start many moto servers; each is a fork of one that was loaded once (`testing/moto/forked_moto.py`). */
describeWith(["moto_server", "bash"], "moto servers of the tests", () => {
  test("know nothing of each other, give ids of their own, and end when they are stopped", async () => {
    const servers = [await startMotoServer(), await startMotoServer()];
    const clients = servers.map(({ socket }) =>
      motoIamClient({ socket, accountId: "111111111111", region: "us-east-1" }),
    );
    const ended = servers.map(({ socket }) => once(connect(socket), "close"));
    try {
      expect(realpathSync(findProgram("moto_server") ?? "")).toContain("/moto/moto_server");
      const [one, other] = clients;
      const [first, second] = [await one?.send(created("made")), await other?.send(created("made"))];
      expect(first?.Role?.Arn).toBe(second?.Role?.Arn);
      expect(first?.Role?.RoleId).not.toBe(second?.Role?.RoleId);
      await one?.send(created("own"));
      const roles = (await other?.send(new ListRolesCommand({})))?.Roles;
      expect(roles?.map(({ RoleName }) => RoleName)).toEqual(["made"]);
      const managed = await other?.send(new ListPoliciesCommand({ Scope: "AWS", MaxItems: 1 }));
      expect(managed?.Policies?.map(({ Arn }) => Arn?.split(":")[4])).toEqual(["aws"]);
    } finally {
      for (const client of clients) client.destroy();
      for (const { stop } of servers) await stop();
    }
    // What was open to a server closes when its process is gone.
    await Promise.all(ended);
  });
});
