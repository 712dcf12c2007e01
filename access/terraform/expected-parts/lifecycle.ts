import { isJson } from "../../../aws/json";
import { blocks, objectsIn } from "../json-record";
import { isOfForm, listOfOne, textLike } from "./checks";

/** Of a role, the one attribute that a role of the same name does not keep. */
const UNIQUE_ID = /^(aws_iam_role\.[\w-]+)\.unique_id$/;

/** Nothing else of a lifecycle is a link's: it could keep a change away, or a resource beyond its configuration. */
const FORM = { required: { replace_triggered_by: listOfOne(textLike(UNIQUE_ID)) } };

/**
 * The address of the role together with which a resource is replaced: the one lifecycle that a link writes.
 *
 * @returns `undefined` for any other lifecycle, and for none
 */
export function roleReplacedWith(lifecycle: unknown): string | undefined {
  if (!isJson(lifecycle) && objectsIn(lifecycle).length !== 1) return undefined;
  const [block] = blocks(lifecycle);
  if (block === undefined || !isOfForm(block, FORM)) return undefined;
  return UNIQUE_ID.exec(String(block.replace_triggered_by))?.[1];
}
