/** Element of an IAM answer → prefix of the unique ids in it (IAM User Guide, "IAM identifiers", "Understanding unique ID prefixes"). */
const PREFIXES = { UserId: "AIDA", GroupId: "AGPA", InstanceProfileId: "AIPA", PolicyId: "ANPA" } as const;

/** Characters of a unique id after its prefix. */
const LENGTH = 17;

const ID_ELEMENT = new RegExp(`<(${Object.keys(PREFIXES).join("|")})>([^<]*)</\\1>`, "g");

/** The unique id that stands for the one moto gives, which has neither IAM's prefix nor its capitals; the same for the same. */
export function uniqueId(element: keyof typeof PREFIXES, motoId: string): string {
  const prefix = PREFIXES[element];
  return motoId.startsWith(prefix) ? motoId : `${prefix}${motoId.slice(0, LENGTH).toUpperCase()}`;
}

/** An IAM answer with unique ids as IAM gives them. Those of roles are so already. */
export function withUniqueIds(xml: string): string {
  return xml.replace(ID_ELEMENT, (_match, element: keyof typeof PREFIXES, motoId: string) => {
    return `<${element}>${uniqueId(element, motoId)}</${element}>`;
  });
}
