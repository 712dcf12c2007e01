import { awsErrorText } from "../../lib/aws/aws-error";
import { CouldNotCheck } from "../read/could-not-check";

/**
 * What was read, or which permission the deploy credentials lack.
 *
 * @param account as its checks call it: `lambda account`
 * @throws CouldNotCheck where it is refused; another failure as it is
 */
export async function permitted<T>(reading: Promise<T>, permission: string, account: string): Promise<T> {
  return reading.catch((error: unknown) => {
    if (!(error instanceof Error) || !/AccessDenied/.test(error.name)) throw error;
    throw new CouldNotCheck(
      awsErrorText(error),
      `the deploy credentials of the ${account} need ${permission} to look at this`,
    );
  });
}
