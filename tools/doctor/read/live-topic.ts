import { GetTopicAttributesCommand, NotFoundException, type SNSClient } from "@aws-sdk/client-sns";
import { presentMembers } from "../../../aws/json";

/** A topic as SNS has it right now. */
export interface LiveTopic {
  /** Its policy, decoded. Absent: it has none, and only its owner's IAM decides. */
  readonly policy?: unknown;
  /** Key that encrypts it: an id, an ARN or an alias. Absent: it is not encrypted. */
  readonly keyId?: string;
}

/**
 * Reads a topic; `undefined` when there is none.
 *
 * @see https://docs.aws.amazon.com/sns/latest/api/API_GetTopicAttributes.html
 */
export async function readLiveTopic(sns: SNSClient, TopicArn: string): Promise<LiveTopic | undefined> {
  try {
    const { Attributes = {} } = await sns.send(new GetTopicAttributesCommand({ TopicArn }));
    const { Policy, KmsMasterKeyId } = Attributes;
    return presentMembers({
      policy: Policy === undefined || Policy === "" ? undefined : JSON.parse(Policy),
      keyId: KmsMasterKeyId === "" ? undefined : KmsMasterKeyId,
    });
  } catch (error) {
    if (error instanceof NotFoundException) return undefined;
    throw error;
  }
}
