import { sendingAction } from "../aws/destination";
import type { Statement } from "./statement";

/** Send events to one queue, topic, event bus or function. */
export function sendTo(sid: string, destinationArn: string): Statement {
  const action = sendingAction(destinationArn);
  if (action === undefined) throw new Error(`${destinationArn} is no destination of events`);
  return { sid, actions: [action], resources: [destinationArn] };
}
