/** What keys of states that are kept like one of a link begin and end with; between them is a name. */
export interface KeyPattern {
  readonly prefix: string;
  readonly suffix: string;
  /** What the name is like. */
  readonly name: RegExp;
}

/** Of a link. */
const LINK_NAME = /^[a-z][a-z0-9-]{0,40}$/;

/** Of any object. */
const ANY_NAME = /^[^/]+$/;

/**
 * Where the states of other links would be, if they were named as this one: the link's name in the key is what differs, or, in a
 * key without it, the name of the object.
 *
 * @param key for example `analytics/terraform.tfstate`, whose pattern is `<name>/terraform.tfstate`
 */
export function keyPattern(key: string, linkName: string): KeyPattern {
  // As a word: `terraform.tfstate` holds the name of link `a`, and of link `terraform` behind its folder.
  const found = new RegExp(`(?<![a-z0-9-])${linkName}(?![a-z0-9-])`).exec(key);
  if (found !== null) {
    const end = found.index + linkName.length;
    return { prefix: key.slice(0, found.index), suffix: key.slice(end), name: LINK_NAME };
  }
  const folder = key.lastIndexOf("/") + 1;
  const extension = key.lastIndexOf(".");
  return {
    prefix: key.slice(0, folder),
    suffix: extension > folder ? key.slice(extension) : "",
    name: ANY_NAME,
  };
}
