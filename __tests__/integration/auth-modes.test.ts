import { AUTH_MODES, BASE, TARGETS } from "../support/links";
import { Deployment } from "./support/deployment";
import { describeWith, REHEARSAL_PROGRAMS, temporaryFolder } from "./support/tools";

/** What each mode logs in as: the database user that the engine itself reports. */
const DATABASE_USERS = {
  "cluster-db-user": "analyst",
  "cluster-iam": "IAMR:cluster-iam-data",
  "cluster-secret": "secret_reader",
  "serverless-iam": "IAMR:serverless-iam-data",
  "serverless-secret": "secret_reader",
};

describeWith(REHEARSAL_PROGRAMS, "one links file with a link of every auth mode", () => {
  const links = AUTH_MODES.map((name) => ({ ...BASE, name, target: TARGETS[name] }));
  const deployment = new Deployment(temporaryFolder(), { links });

  beforeAll(() => deployment.start());
  afterAll(() => deployment.stop());

  test.each(AUTH_MODES)("%s: deploys, queries through both hops as its own user", async (mode) => {
    await deployment.apply(mode);
    const sql = "SELECT current_user::varchar AS name, (SELECT count(*) FROM orders) AS orders";
    expect(await deployment.invoke(mode, { sql, format: "rows" })).toMatchObject({
      status: "FINISHED",
      rows: [[DATABASE_USERS[mode], 5000]],
    });
  });
});
