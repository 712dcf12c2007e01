import { escapeHtml } from "../../lib/report/escape-html";
import type { LinkPicture, PictureHop } from "./link-picture";

const CHARACTERS_PER_LINE = 40;
const LINE_HEIGHT = 17;

/** Both accounts, the roles, the function, the target and an arrow per hop, as inline SVG; colours come from CSS. */
export function drawLink(picture: LinkPicture, id: string): string {
  const { hop1, hop2 } = picture;
  const hop2Lines = wrap(hop2.lines);
  const hop1Lines = wrap(hop1.lines);
  const targetY = 150 + Math.max(90, hop2Lines.length * LINE_HEIGHT + 40);
  const height = targetY + 110;
  const hop1Y = 112;
  const description = `The function ${picture.functionName} in account ${picture.lambdaAccount} runs as ${picture.queryRole}, assumes ${picture.dataRole} in account ${picture.redshiftAccount} (hop 1) and reaches ${picture.target} (hop 2).`;
  return `<svg class="picture" viewBox="0 0 1060 ${height}" role="img" aria-labelledby="${id}-title ${id}-desc">
<title id="${id}-title">Path of the link</title><desc id="${id}-desc">${escapeHtml(description)}</desc>
<defs>${marker(`${id}-ok`, "ok")}${marker(`${id}-bad`, "bad")}</defs>
${account(10, height, "lambda account", picture.lambdaAccount, 300)}
${account(650, height, "redshift account", picture.redshiftAccount, 400)}
${box(40, targetY, 240, "Lambda function", picture.functionName)}
${box(40, 80, 240, "query role", picture.queryRole)}
${box(680, 80, 340, "data role", picture.dataRole)}
${box(680, targetY, 340, "Redshift", `${picture.target} · ${picture.database}`)}
${arrow(160, targetY, 160, 146, "ok", id)}
<text class="label" x="172" y="${(targetY + 146) / 2 + 4}">runs as</text>
${arrow(280, hop1Y, 678, hop1Y, state(hop1), id)}
${label(330, hop1Y + 24, "hop 1", hop1Lines, hop1)}
${arrow(700, 146, 700, targetY - 2, state(hop2), id)}
${label(716, 168, "hop 2", hop2Lines, hop2)}
</svg>`;
}

function state({ works }: PictureHop): "ok" | "bad" {
  return works ? "ok" : "bad";
}

function account(x: number, height: number, kind: string, id: string, width: number): string {
  return `<rect class="account" x="${x}" y="10" width="${width}" height="${height - 20}" rx="10"/><text class="kind" x="${x + 16}" y="36">${kind}</text><text class="strong" x="${x + 16}" y="57">${escapeHtml(id)}</text>`;
}

function box(x: number, y: number, width: number, kind: string, name: string): string {
  // The width of a monospaced character at 14 px; longer names are cut, the table has them whole.
  const longest = Math.floor((width - 24) / 8.5);
  const shown = name.length > longest ? `${name.slice(0, longest - 1)}…` : name;
  return `<g><title>${escapeHtml(name)}</title><rect class="box" x="${x}" y="${y}" width="${width}" height="64" rx="6"/><text class="kind" x="${x + 12}" y="${y + 24}">${kind}</text><text class="name" x="${x + 12}" y="${y + 47}">${escapeHtml(shown)}</text></g>`;
}

function arrow(x1: number, y1: number, x2: number, y2: number, kind: "ok" | "bad", id: string): string {
  return `<line class="arrow ${kind}" x1="${x1}" y1="${y1}" x2="${x2}" y2="${y2}" marker-end="url(#${id}-${kind})"/>`;
}

function label(x: number, y: number, title: string, lines: readonly string[], hop: PictureHop): string {
  const word = hop.works ? "allowed" : "denied";
  const head = `<text class="strong ${state(hop)}" x="${x}" y="${y}">${title}: ${word}</text>`;
  const rest = lines.map(
    (line, index) =>
      `<text class="label" x="${x}" y="${y + (index + 1) * LINE_HEIGHT}">${escapeHtml(line)}</text>`,
  );
  return [head, ...rest].join("");
}

function marker(id: string, kind: "ok" | "bad"): string {
  return `<marker id="${id}" viewBox="0 0 10 10" refX="9" refY="5" markerWidth="7" markerHeight="7" orient="auto-start-reverse"><path class="head ${kind}" d="M0 0L10 5L0 10z"/></marker>`;
}

/** Breaks at spaces, and inside a word only when it is longer than a line. */
function wrap(lines: readonly string[]): readonly string[] {
  return lines.flatMap((line) => {
    const rows: string[] = [];
    for (const word of line.split(" ")) {
      const last = rows.at(-1);
      if (last !== undefined && last.length + word.length < CHARACTERS_PER_LINE)
        rows[rows.length - 1] = `${last} ${word}`;
      else rows.push(...(word.match(new RegExp(`.{1,${CHARACTERS_PER_LINE}}`, "g")) ?? []));
    }
    return rows.map((row, index) => (index === 0 ? row : `  ${row}`));
  });
}
