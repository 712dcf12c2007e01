import { connectDataApi, connectSts } from "./aws-clients";
import { systemClock } from "./clock";
import { createHandler } from "./create-handler";
import { readEnvironment } from "./read-environment";

const settings = readEnvironment(process.env);

/** Entry point in Lambda: runs one SQL statement in the redshift account and returns its rows. */
export const handler = createHandler({
  settings,
  sts: connectSts(settings.lambdaRegion),
  connect: (credentials) => connectDataApi(settings.redshiftRegion, credentials),
  clock: systemClock,
  log: (line) => console.log(line),
});
