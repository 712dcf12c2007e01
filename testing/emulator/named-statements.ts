import { LOCAL_WORKGROUP, type LocalDataApi, session } from "./local-data-api";

const SERVERLESS = { ClusterIdentifier: undefined, DbUser: undefined, WorkgroupName: "analytics" };

/** ARN of the local workgroup. */
export const LOCAL_WORKGROUP_ARN = `arn:aws:redshift-serverless:ap-northeast-1:222222222222:workgroup/${LOCAL_WORKGROUP.id}`;

/** What is listed, and no name of it: an entry of ListStatements or ListSessions. */
type Entry = Record<string, unknown>;

/** Statements and sessions with names of ours: lists tell them by ids. */
export class NamedStatements {
  private readonly names = new Map<unknown, string>();
  private readonly sessions = new Map<string, unknown>();

  constructor(private readonly local: LocalDataApi) {}

  /**
   * Statements of every kind that a list can tell apart, each submitted a second after the other, and the sessions that some of
   * them open. A minute has passed since.
   */
  async submitAll(): Promise<void> {
    const { local } = this;
    const sleeping = { Sql: "SELECT pg_sleep(90000)" };
    await this.submit("report-1", {});
    await this.submit("report-2", SERVERLESS);
    await this.submit("Report-3", { ...SERVERLESS, WorkgroupName: LOCAL_WORKGROUP_ARN, Database: "archive" });
    await this.submit("failed", { DbUser: "stranger" });
    await this.submit("running", sleeping);
    await this.submit("elsewhere", {}, session("reader", "another"));
    await this.submit("not-mine", {}, session("writer"));
    await this.submit("idle", { SessionKeepAliveSeconds: 86_400 });
    await this.submit("closed", { SessionKeepAliveSeconds: 5 });
    await this.submit("serverless", { ...SERVERLESS, Database: "archive", SessionKeepAliveSeconds: 600 });
    await this.submit("busy", { SessionKeepAliveSeconds: 600, ...sleeping });
    await this.submit("same-role", { SessionKeepAliveSeconds: 600 }, session("reader", "another"));
    await this.submit("foreign", { SessionKeepAliveSeconds: 600 }, session("writer"));
    await this.submit("refused", { SessionKeepAliveSeconds: 600, DbUser: "stranger" });
    await local.pass(60);
  }

  sessionId(name: string): unknown {
    return this.sessions.get(name);
  }

  nameOf(id: unknown): string | undefined {
    return this.names.get(id);
  }

  /** The names of what a request lists, in its order. */
  async listed(operation: "ListSessions" | "ListStatements", input: object): Promise<(string | undefined)[]> {
    const { Sessions, Statements } = await this.local.call(operation, input);
    return ((Sessions ?? Statements) as Entry[]).map(({ SessionId, Id }) => this.nameOf(Id ?? SessionId));
  }

  /** The same, one entry a page. */
  async pages(operation: "ListSessions" | "ListStatements"): Promise<(string | undefined)[]> {
    const seen: (string | undefined)[] = [];
    for (let NextToken: unknown, first = true; first || NextToken !== undefined; first = false) {
      seen.push(...(await this.listed(operation, { MaxResults: 1, NextToken })));
      ({ NextToken } = await this.local.call(operation, { MaxResults: 1, NextToken }));
    }
    return seen;
  }

  private async submit(name: string, more: object, caller = session("reader")): Promise<void> {
    const { Id, SessionId } = await this.local.submit("SELECT 1", { StatementName: name, ...more }, caller);
    this.names.set(Id, name);
    if (SessionId !== undefined) this.names.set(SessionId, name);
    this.sessions.set(name, SessionId);
    await this.local.pass(0);
  }
}
