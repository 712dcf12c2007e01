import { linkWith } from "../../../testing/links/links";
import { facts } from "../../../testing/tools/doctor-facts";
import { alarmTopic } from "../../../tools/doctor/judge/checks/surroundings/alarm-topic";
import { runCheck } from "../../../tools/doctor/judge/run-check";

const TOPIC = "arn:aws:sns:ap-northeast-1:111111111111:operations";
const LINK = linkWith({ function: { alarms: { topicArn: TOPIC } } });

describe("the topic of the alarms", () => {
  const statement = (changes: object = {}) => ({
    ...{ Effect: "Allow", Principal: { Service: "cloudwatch.amazonaws.com" }, Action: "sns:Publish" },
    Resource: TOPIC,
    ...changes,
  });
  const policy = (...statements: readonly object[]) => ({ Version: "2012-10-17", Statement: statements });
  const said = async (topic: object | undefined) => {
    const { status, found } = await runCheck(alarmTopic, facts({ link: LINK, topic: async () => topic }));
    return [status, found];
  };
  const ALARMS = "arn:aws:cloudwatch:ap-northeast-1:111111111111:alarm:";

  it.each<[string, object]>([
    ["the service", statement()],
    [
      "the service, for alarms of the account",
      statement({
        Condition: {
          StringEquals: { "aws:SourceAccount": "111111111111" },
          ArnLike: { "aws:SourceArn": `${ALARMS}*` },
        },
      }),
    ],
    [
      "everybody of the account, as a new topic does",
      statement({
        Principal: { AWS: "*" },
        Action: ["SNS:Publish", "SNS:Subscribe"],
        Condition: { StringEquals: { "AWS:SourceOwner": "111111111111" } },
      }),
    ],
  ])("lets %s publish", async (_, allowed) => {
    expect(await said({ policy: policy(allowed) })).toEqual(["ok", `${TOPIC} lets CloudWatch publish`]);
  });

  it.each<[string, object]>([
    ["another service", statement({ Principal: { Service: "events.amazonaws.com" } })],
    [
      "another account's alarms",
      statement({ Condition: { StringEquals: { "aws:SourceAccount": "999999999999" } } }),
    ],
    [
      "one alarm only",
      statement({ Condition: { ArnEquals: { "aws:SourceArn": `${ALARMS}analytics-query-failures` } } }),
    ],
    ["another topic", statement({ Resource: `${TOPIC}-other` })],
  ])("that lets %s is a problem", async (_, allowed) => {
    expect(await said({ policy: policy(allowed) })).toEqual([
      "problem",
      expect.stringMatching(
        /^sns:Publish on arn:aws:sns:.* for cloudwatch.amazonaws.com is refused: the policy of the resource/,
      ),
    ]);
  });

  it("that denies, has no policy, or is not there is a problem", async () => {
    const denied = policy(statement(), statement({ Effect: "Deny", Principal: "*" }));
    expect((await said({ policy: denied }))[0]).toBe("problem");
    expect(await said({})).toEqual(["problem", `${TOPIC} has no policy, so CloudWatch may not publish`]);
    expect(await said(undefined)).toEqual([
      "problem",
      `there is no topic ${TOPIC}, so nobody is told of an alarm`,
    ]);
  });

  it("encrypted with AWS's key is a problem, with another one not known", async () => {
    const open = policy(statement());
    expect((await said({ policy: open, keyId: "alias/aws/sns" }))[0]).toBe("problem");
    expect((await said({ policy: open, keyId: "arn:aws:kms:ap-northeast-1:111111111111:key/1" }))[0]).toBe(
      "could-not-check",
    );
  });
});
