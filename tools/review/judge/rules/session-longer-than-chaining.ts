import { MAX_CHAINED_SESSION_SECONDS } from "../../../../aws/quotas";
import { eachOf, type Rule } from "../rule";

export const sessionLongerThanChaining: Rule = {
  id: "session-longer-than-chaining",
  severity: "warning",
  needs: "link",
  title: "the data role's sessions last no longer than role chaining allows",
  why: `a role assumed with the credentials of another role gets ${MAX_CHAINED_SESSION_SECONDS} seconds at most, whatever its maximum says; a longer request is refused`,
  fix: `set max_session_duration to ${MAX_CHAINED_SESSION_SECONDS} or leave it out`,
  check: ({ resources, link: { dataRole } }) =>
    eachOf(
      resources.filter(
        ({ address, block }) => address === dataRole.address && block.max_session_duration !== undefined,
      ),
      ({ address, block }) =>
        Number(block.max_session_duration) <= MAX_CHAINED_SESSION_SECONDS
          ? []
          : [
              {
                address,
                message: `max_session_duration of ${dataRole.name} is ${block.max_session_duration} seconds`,
              },
            ],
    ),
};
