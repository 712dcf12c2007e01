import { plainLine } from "../../lib/report/plain-text";
import { hopInWords, type LinkPicture, type PictureHop } from "./link-picture";

/** Signs as the page has them. */
const SIGNS = { allowed: "✓", denied: "✗", "could not check": "?" } as const;

/** More arrows than this are no picture; the page has the table of all. */
const DRAWN_UNWANTED = 8;

/** The picture of a link as Mermaid's text, which GitHub draws. */
export function drawMermaid(picture: LinkPicture): string {
  const { runsAs, hop1, hop2, transfer, unwanted } = picture;
  const label = (title: string, hop: PictureHop) =>
    [
      `${title}: ${hopInWords(hop)}`,
      ...hop.actions.map(({ text, answer }) => `${SIGNS[answer]} ${text}`),
      ...hop.conditions,
    ]
      .map(mermaidText)
      .join("<br/>");
  const node = (kind: string, name: string, part: keyof LinkPicture["others"]) => {
    const word = picture.others[part];
    const told = word === undefined ? "" : `<br/>others': ${word}`;
    return `["${kind}<br/>${mermaidText(name)}${told}"]`;
  };
  const dashed = (id: string, part: keyof LinkPicture["others"]) =>
    picture.others[part] === undefined ? [] : [`  style ${id} stroke-dasharray: 6 4`];
  const arrow = (title: string, hop: PictureHop) =>
    hop.state === "allowed" ? `-- "${label(title, hop)}" -->` : `-. "${label(title, hop)}" .->`;
  const more = unwanted.length - DRAWN_UNWANTED;
  return [
    "```mermaid",
    "flowchart LR",
    `  subgraph L["lambda account ${mermaidText(picture.lambdaAccount)}"]`,
    `    F${node("function", picture.functionName, "function")} ${arrow("runs as", runsAs)} Q${node("query role", picture.queryRole, "query role")}`,
    ...(transfer === undefined
      ? []
      : [
          `    B${node("bucket role", transfer.bucketRole, "bucket role")} ${arrow("uses", transfer.uses)} S[("${["buckets", ...transfer.buckets].map(mermaidText).join("<br/>")}")]`,
        ]),
    "  end",
    `  subgraph R["redshift account ${mermaidText(picture.redshiftAccount)}"]`,
    `    D${node("data role", picture.dataRole, "data role")} ${arrow("hop 2", hop2)} T[("${mermaidText(picture.target)}<br/>${mermaidText(picture.database)}")]`,
    ...(transfer === undefined
      ? []
      : [`    T ${arrow("hop 3", transfer.hop3)} C${node("copy role", transfer.copyRole, "copy role")}`]),
    "  end",
    `  Q ${arrow("hop 1", hop1)} D`,
    // A node stands in the account where it is named first.
    ...(transfer === undefined ? [] : [`  C ${arrow("hop 4", transfer.hop4)} B`]),
    ...unwanted
      .slice(0, DRAWN_UNWANTED)
      .map(
        ({ from, verb, allows }, index) =>
          `  U${index}["${mermaidText(from)}"] == "✗ ${verb}" ==> X${index}["${mermaidText(allows.replaceAll("`", ""))}"]`,
      ),
    ...[...dashed("F", "function"), ...dashed("Q", "query role"), ...dashed("D", "data role")],
    ...[...dashed("C", "copy role"), ...dashed("B", "bucket role")],
    ...(more > 0 ? [`  more["✗ ${more} more unwanted"]`] : []),
    "```",
  ].join("\n");
}

/** Mermaid's own escape for what would end a quoted label or be read as markup. */
function mermaidText(value: string): string {
  return plainLine(value)
    .replace(/\s+/g, " ")
    .replace(/[#"<>`]/g, (character) => `#${character.charCodeAt(0)};`);
}
