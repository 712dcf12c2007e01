import { decideServiceRequest } from "../../../../../access/iam/simulator";
import { accountOf } from "../../../../../aws/arn";
import {
  alarmArn,
  CLOUDWATCH_SERVICE,
  FUNCTION_ALARM_NAMES,
  functionAlarmName,
} from "../../../../../aws/monitoring/cloudwatch";
import type { LinkFacts } from "../../../read/link-facts";
import { couldNotCheck, type LinkCheck, ok, problem } from "../../check";
import { permitted } from "../../permitted";

/** The key that AWS keeps for SNS lets no other service use it. */
const AWS_KEY = /alias\/aws\/sns$/;

const STATEMENT = "docs/monitoring.md#alarms has the statement";

/** The topic of the alarms is there and lets CloudWatch publish: an alarm that cannot tell shows nowhere else. */
export const alarmTopic: LinkCheck = {
  id: "alarm-topic",
  lookedAt: ({ link }) => `topic ${link.function.alarms?.topicArn ?? ""}: its policy, simulated, and its key`,
  expected: () => `it exists, and lets ${CLOUDWATCH_SERVICE} publish for the function's alarms`,
  run: async (facts) => {
    const { alarms } = facts.link.function;
    if (alarms === undefined) return ok("the function has no alarms");
    const { topicArn } = alarms;
    const permission = `sns:GetTopicAttributes on ${topicArn}`;
    const topic = await permitted(facts.topic(topicArn), permission, "lambda account");
    if (topic === undefined) {
      return problem(
        `there is no topic ${topicArn}, so nobody is told of an alarm`,
        "create it, or name another in function.alarms.topicArn of links.yaml",
      );
    }
    const refusal = await refusalOf(facts, topicArn, topic.policy);
    if (refusal !== undefined) return problem(refusal, `let it in the topic's policy: ${STATEMENT}`);
    if (topic.keyId === undefined) return ok(`${topicArn} lets CloudWatch publish`);
    if (AWS_KEY.test(topic.keyId)) {
      return problem(
        `${topicArn} is encrypted with the key that AWS keeps for SNS, which CloudWatch may not use: no alarm arrives`,
        "encrypt the topic with a key of your own whose policy lets CloudWatch use it, or not at all",
      );
    }
    return couldNotCheck(
      `${topicArn} lets CloudWatch publish; it is encrypted with ${topic.keyId}, whose policy is not the link's to read`,
      `see that the key's policy lets ${CLOUDWATCH_SERVICE} kms:Decrypt and kms:GenerateDataKey*`,
    );
  },
};

/** Why CloudWatch may not publish, in a sentence. Each alarm asks for itself. */
async function refusalOf(
  { link }: LinkFacts,
  topicArn: string,
  document: unknown,
): Promise<string | undefined> {
  if (document === undefined) return `${topicArn} has no policy, so CloudWatch may not publish`;
  const { partition, lambdaAccount } = link;
  const at = { partition, region: lambdaAccount.region, accountId: lambdaAccount.id };
  const owner = accountOf(topicArn);
  for (const alarm of FUNCTION_ALARM_NAMES) {
    const decision = await decideServiceRequest({
      ...{ service: CLOUDWATCH_SERVICE, action: "sns:Publish", resource: topicArn },
      policy: { name: "topic policy", document },
      context: {
        "aws:SourceAccount": lambdaAccount.id,
        "aws:SourceArn": alarmArn(at, functionAlarmName(link.function.name, alarm)),
        // SNS's own, older name, in the policy that a topic is created with.
        "AWS:SourceOwner": owner,
      },
    });
    if (!decision.allowed) return decision.reason;
  }
  return undefined;
}
