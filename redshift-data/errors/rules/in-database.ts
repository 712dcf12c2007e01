import { type LinkContext, redshiftSide, targetName } from "../../link/link-context";

/** `in account … (redshift account), cluster … in <region>, database …`. */
export function inDatabase(link: LinkContext): string {
  return `${redshiftSide(link)}, ${targetName(link)}, database ${link.settings.target.Database}`;
}
