import { type DeployedLinks, deployed } from "../../bench/drift/deployed-links";
import { ON_DEPLOYED_LINK, smokeTests } from "../../testing/bench/smoke";
import { throwAwayEnvironment } from "../../tools/lib/terraform/throw-away-folder";

const { signal } = new AbortController();

/** Drift and the doctor look at the same deployed link, one after the other. */
let deployment: DeployedLinks;
let takeDown: () => void = () => undefined;
let ended: Promise<void> | undefined;

beforeAll(async () => {
  Object.assign(process.env, throwAwayEnvironment({}));
  const options = { count: 1, workers: 1, keptProviders: "for-all", signal } as const;
  await new Promise<void>((resolve, reject) => {
    ended = deployed(options, async (links) => {
      deployment = links;
      resolve();
      await new Promise<void>((down) => {
        takeDown = down;
      });
    });
    ended.catch(reject);
  });
});
afterAll(async () => {
  takeDown();
  await ended;
});

smokeTests(ON_DEPLOYED_LINK, () => ({ deployment }));
