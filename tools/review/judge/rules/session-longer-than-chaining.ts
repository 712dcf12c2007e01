import { MAX_CHAINED_SESSION_SECONDS } from "../../../../aws/quotas";
import { eachOf, type Rule } from "../rule";

export const sessionLongerThanChaining: Rule = {
  id: "session-longer-than-chaining",
  severity: "warning",
  needs: "link",
  title: "sessions of the data role and the bucket role last no longer than role chaining allows",
  why: `a role assumed with the credentials of another role gets ${MAX_CHAINED_SESSION_SECONDS} seconds at most, whatever its maximum says; a longer request is refused`,
  fix: `set max_session_duration to ${MAX_CHAINED_SESSION_SECONDS} or leave it out`,
  check: ({ resources, link: { dataRole, transfer } }) => {
    // The roles that a role assumes; Redshift itself assumes the copy role.
    const chained = [dataRole, ...(transfer === undefined ? [] : [transfer.bucketRole])];
    return eachOf(
      resources.flatMap(({ address, block: { max_session_duration: seconds } }) => {
        const role = chained.find((one) => one.address === address);
        return role === undefined || seconds === undefined ? [] : [{ address, name: role.name, seconds }];
      }),
      ({ address, name, seconds }) =>
        Number(seconds) <= MAX_CHAINED_SESSION_SECONDS
          ? []
          : [{ address, message: `max_session_duration of ${name} is ${seconds} seconds` }],
    );
  },
};
