import { randomUUID } from "node:crypto";
import type { LocalDataApi } from "./local-data-api";

/** Who runs a statement: one of two sessions, or a connection of its own. */
type Client = "A" | "B" | "-";

/** A statement, and what comes of it: the rows, the error, or that it is done. */
export type Step = readonly [client: Client, sql: string, outcome: readonly (readonly unknown[])[] | string];

/** What a step without rows or error has come to. */
export const DONE = "done";

/** Runs statements in sessions that open with their first statement. */
export class SessionScript {
  private readonly sessions = new Map<Client, unknown>();

  constructor(private readonly local: LocalDataApi) {}

  /** The steps as they ended. */
  async run(steps: readonly Step[]): Promise<Step[]> {
    const ended: Step[] = [];
    for (const [client, sql] of steps) ended.push([client, sql, await this.outcome(client, sql)]);
    return ended;
  }

  private async outcome(client: Client, sql: string): Promise<Step[2]> {
    const { Id, SessionId } = await this.submit(client, sql);
    if (client !== "-") this.sessions.set(client, SessionId);
    const { Status, Error: error, HasResultSet } = await this.local.call("DescribeStatement", { Id });
    if (Status === "FAILED") return String(error);
    return HasResultSet === true ? this.local.rows(Id) : DONE;
  }

  private submit(client: Client, sql: string) {
    const more = { WaitTimeSeconds: 30, ClientToken: randomUUID() };
    if (client === "-") return this.local.submit(sql, more);
    const SessionId = this.sessions.get(client);
    if (SessionId !== undefined) return this.local.call("ExecuteStatement", { SessionId, Sql: sql, ...more });
    return this.local.submit(sql, { SessionKeepAliveSeconds: 3600, ...more });
  }
}
