/** Colours by name: light, dark, and on paper. Text in them has a contrast of at least 4.5 on each of their backgrounds. */
const LIGHT =
  "--bg:#fff;--fg:#1b1f24;--dim:#57606a;--line:#d0d7de;--panel:#f6f8fa;--ok:#116329;--bad:#b42318;--warn:#8a4600;--link:#0550ae;--gone:#ffebe9;--come:#dcfce4";
const DARK =
  "--bg:#0d1117;--fg:#e6edf3;--dim:#9aa5b1;--line:#30363d;--panel:#161b22;--ok:#57c96b;--bad:#ff8178;--warn:#e3b341;--link:#79b8ff;--gone:#3c1618;--come:#10331d";
const PAPER =
  "--bg:#fff;--fg:#000;--dim:#444;--line:#bbb;--panel:#fff;--ok:#116329;--bad:#b42318;--warn:#8a4600;--link:#000;--gone:#fff;--come:#fff";

const MONO = `ui-monospace,SFMono-Regular,Menlo,Consolas,"DejaVu Sans Mono",monospace`;

const TEXT = `
*{box-sizing:border-box}
[hidden]{display:none!important}
html{-webkit-text-size-adjust:100%}
body{margin:0 auto;max-width:1180px;padding:24px 24px 64px;background:var(--bg);color:var(--fg);font:15px/1.5 system-ui,sans-serif;overflow-wrap:anywhere}
h1{font-size:22px;margin:0}h2{font-size:20px;line-height:1.3;margin:0 0 6px}h3{font-size:16px;margin:24px 0 8px}h4{font-size:15px;margin:16px 0 4px}
p{margin:0}ul{list-style:none;margin:0;padding:0}figure{margin:0}section{margin-top:36px}
section.link{border-top:1px solid var(--line);padding-top:24px}
a{color:var(--link)}:focus-visible{outline:3px solid var(--link);outline-offset:2px}
code,pre,.name{font:13px/1.5 ${MONO}}
pre{margin:6px 0;padding:10px 12px;background:var(--panel);border:1px solid var(--line);border-radius:6px;overflow-x:auto;overflow-wrap:normal}
summary{cursor:pointer;padding:6px 0}details>p{padding-left:18px}
.dim,.kind,.place,footer{color:var(--dim)}.ok{color:var(--ok)}.bad{color:var(--bad)}.warn{color:var(--warn)}
.sign{display:inline-block;min-width:1.1em;font-weight:700;text-align:center}
.unseen,.picture>figcaption{position:absolute;width:1px;height:1px;overflow:hidden;clip-path:inset(50%);white-space:nowrap}
.source{font-size:14px}.way{margin-left:8px;white-space:nowrap}
.marked>li{display:flex;gap:6px;padding:1px 0}.marked>li>:first-child{flex:none}.marked>li>:last-child{min-width:0}
`;

const VERDICT = `
.verdict{margin:16px 0 0;padding:12px 16px;border:1px solid;border-left-width:6px;border-radius:6px;font-size:18px;color:var(--fg)}
.verdict.ok{border-color:var(--ok)}.verdict.bad{border-color:var(--bad)}.verdict p:first-child{display:flex;gap:6px}.verdict p+p{font-size:15px;padding-left:26px}
#filter{display:flex;flex-wrap:wrap;align-items:center;gap:6px 12px;margin:0 0 10px}
#filter input[type=search]{flex:1 1 220px;max-width:360px;padding:6px 10px;font:inherit;color:var(--fg);background:var(--bg);border:1px solid var(--dim);border-radius:6px}
#filter .check{display:flex;gap:6px;align-items:center}#filter output{color:var(--dim)}
.summary{border-collapse:collapse;width:100%}.summary th,.summary td{text-align:left;vertical-align:top;padding:6px 12px;border-top:1px solid var(--line);font-weight:400}
.summary td,.summary thead th{overflow-wrap:normal}.summary thead th{vertical-align:bottom;border-top:0;background:var(--panel);font-weight:600}.summary th:nth-child(2){width:46%}.summary td:nth-child(6){white-space:nowrap}.summary td:nth-child(3),.summary td:nth-child(4){white-space:nowrap}
.summary tbody th a{font-weight:600}.place{margin-left:8px;font-size:13px}#filter ::placeholder{color:var(--dim);opacity:1}
.findings>li{border:1px solid var(--line);border-left:5px solid var(--line);border-radius:6px;padding:10px 14px;margin:8px 0}
.findings>li>p+p{margin-top:3px}.findings>.error{border-left-color:var(--bad)}.findings>.warning,.findings>.unchecked{border-left-color:var(--warn)}
.requests>li{display:grid;grid-template-columns:1.4em minmax(0,5fr) minmax(0,7fr);gap:0 12px;padding:7px 4px;border-top:1px solid var(--line)}
.requests>li:first-child{border-top:0}.requests>li>div{font-size:14px;color:var(--dim)}.quote summary{padding:2px 0}.quote>p{padding:0}.quote>pre{color:var(--fg)}.requests p .dim{font-size:13px;white-space:nowrap}
.tag{display:inline-block;padding:0 6px;border:1px solid;border-radius:4px;font-size:13px}.messages{list-style:disc;padding-left:20px}
.edit{margin:10px 0}.edit figcaption{font-weight:600}
.edit pre{padding:8px 0}.edit .line{display:block;padding:0 12px;text-decoration:none;min-width:max-content}
.edit del{background:var(--gone);color:var(--bad)}.edit ins{background:var(--come);color:var(--ok)}
`;

/** The path: side by side where there is room, one below the other where there is none. Arrows are borders. */
const PICTURE = `
.path{display:flex;flex-direction:column;gap:0;margin:14px 0 0}
.path-name{margin:18px 0 0;font-weight:600}.path-name+.path{margin-top:6px}
.account{background:var(--panel);border:1px solid var(--line);border-radius:10px;padding:12px 16px 16px;display:flex;flex-direction:column}
.account-name{margin-bottom:10px}.account-name>*{display:block}.account-name>.kind{font-size:14px}
.node{display:block;padding:8px 12px;background:var(--bg);border:1px solid var(--dim);border-radius:6px}
.node.others{border:2px dashed var(--warn)}
.node>.kind{display:block;font-size:13px}.name{font-weight:600;font-size:14px}
.arrow{position:relative;padding:8px 0 18px 36px;margin-left:16px}
.arrow .marked{font:12.5px/1.5 ${MONO}}
.arrow::before,.arrow::after{content:"";position:absolute}
.arrow::before{left:10px;top:0;bottom:8px;border-left:3px solid var(--warn)}
.arrow::after{left:4.5px;bottom:0;border:7px solid transparent;border-top:11px solid var(--warn);border-bottom:0;forced-color-adjust:none}
.arrow.allowed::before{border-color:var(--ok)}.arrow.allowed::after{border-top-color:var(--ok)}
.arrow.denied::before{border-left-style:dashed;border-color:var(--bad)}.arrow.denied::after{border-top-color:var(--bad)}
.arrow.could-not-check::before{border-left-style:dotted}.arrow.partly-allowed::before{border-left-style:double;border-left-width:5px;left:9px}
.unwanted{margin-top:12px;padding:10px 14px;border:2px solid var(--bad);border-radius:10px}.unwanted.suppressed{border:2px dashed var(--warn)}
.unwanted .from{display:grid;grid-template-columns:minmax(0,26fr) 84px minmax(0,62fr);align-items:center;margin-top:8px;font-size:14px}
.unwanted .node ul{list-style:disc;padding-left:18px}.unwanted .node li+li{margin-top:2px}
.unwanted .node{border-color:currentColor}
.arrow.across{margin:0 4px;padding:0 0 12px;text-align:center;font-size:13px}
.arrow.across::before{left:0;right:8px;top:auto;bottom:6px;border-left:0;border-top:3px dashed var(--bad)}
.arrow.across::after{left:auto;right:0;bottom:.5px;border:7px solid transparent;border-left:11px solid var(--bad);border-right:0}
.suppressed .arrow.across::before{border-top-color:var(--warn)}.suppressed .arrow.across::after{border-left-color:var(--warn)}
@media(min-width:860px),print{
.path{display:grid;grid-template-columns:minmax(0,26fr) minmax(0,29fr) minmax(0,45fr)}
.path.transfer{grid-template-columns:minmax(0,45fr) minmax(0,22fr) minmax(0,33fr)}
.transfer .hop-4{order:1}.transfer .redshift{order:2}
.query-role,.copy-role{order:1}.runs-as,.hop-3{order:2}.function,.transfer .target{order:3}
.path>.account>.arrow{flex:1}
.arrow:is(.runs-as,.hop-3)::before{top:8px;bottom:0}.arrow:is(.runs-as,.hop-3)::after{bottom:auto;top:0;border:7px solid transparent;border-bottom:11px solid var(--warn);border-top:0}
.arrow:is(.runs-as,.hop-3){padding-top:16px}
.arrow:is(.runs-as,.hop-3).allowed::after{border-bottom-color:var(--ok)}
.arrow:is(.runs-as,.hop-3).denied::after{border-bottom-color:var(--bad)}
.arrow:is(.hop-1,.hop-4){margin:92px 0 0;padding:14px 12px 0 14px}
.arrow:is(.hop-1,.hop-4)::before{left:-16px;right:-8px;top:0;bottom:auto;border-left:0;border-top:3px solid var(--warn)}
.arrow:is(.hop-1,.hop-4)::after{left:auto;right:-16px;top:-5.5px;bottom:auto;border:7px solid transparent;border-left:11px solid var(--warn);border-right:0}
.arrow:is(.hop-1,.hop-4).allowed::before{border-color:var(--ok)}.arrow.hop-1.allowed::after{border-left-color:var(--ok)}
.arrow:is(.hop-1,.hop-4).denied::before{border-top:3px dashed var(--bad)}.arrow.hop-1.denied::after{border-left-color:var(--bad)}
.arrow:is(.hop-1,.hop-4).could-not-check::before{border-top-style:dotted}
.arrow.hop-4::before{left:-8px;right:-16px}
.arrow.hop-4::after{left:-16px;right:auto;border-left:0;border-right:11px solid var(--warn)}
.arrow.hop-4.allowed::after{border-right-color:var(--ok)}.arrow.hop-4.denied::after{border-right-color:var(--bad)}
}
`;

const NARROW = `
@media(max-width:640px){
body{padding:16px 12px 48px}
.account{padding:10px 12px 12px}
.place{display:block;margin:0}
.summary,.summary tbody{display:block}.summary thead{position:absolute;width:1px;height:1px;overflow:hidden;clip-path:inset(50%)}
.summary tr{position:relative;display:flex;flex-wrap:wrap;gap:0 14px;padding:8px 0 8px 26px;border-top:1px solid var(--line)}.summary tbody tr:first-child{border-top:0}
.summary tbody td,.summary tbody th{border:0;padding:0;max-width:100%}.summary tbody td:first-child{position:absolute;left:0;width:auto}.summary tbody th{flex:1 0 100%}
.summary td[data-title]::before{content:attr(data-title) " ";color:var(--dim);font-size:13px}
.requests>li{grid-template-columns:1.4em minmax(0,1fr)}.requests>li>div{grid-column:2}
.unwanted .from{grid-template-columns:minmax(0,1fr)}
.arrow.across{margin:0 0 0 16px;padding:6px 0 16px 36px;text-align:left}
.arrow.across::before{left:10px;right:auto;top:0;bottom:8px;border-top:0;border-left:3px dashed var(--bad)}
.arrow.across::after{left:4.5px;right:auto;bottom:0;border:7px solid transparent;border-top:11px solid var(--bad);border-bottom:0}
.suppressed .arrow.across::before{border-left-color:var(--warn)}.suppressed .arrow.across::after{border-top-color:var(--warn)}
}
`;

/**
 * Paper shows what is folded too, but neither the statements that a sentence beside them names nor the links that need no reader: their
 * row of the table says all. Of requests that are denied as they must be, it has the sentence alone.
 */
const PRINT = `
@media print{
:root{${PAPER}}
body{max-width:none;padding:0;font-size:10pt}
section{margin-top:20px}section.link{padding-top:14px}
#filter,.quote,.way,.quiet>summary{display:none}
details:not(.quiet)::details-content{display:block;content-visibility:visible}
summary{list-style:none;font-weight:600}summary::-webkit-details-marker{display:none}
.held .requests{columns:2}.held .requests>li{grid-template-columns:1.4em 1fr;padding:2px 0;border:0;font-size:9pt}.held .requests>li>div{display:none}
.requests>li>div,.unwanted .from{font-size:9pt}.requests>li{padding:4px 0}
pre{white-space:pre-wrap}.edit .line{min-width:0}
.picture .path,.unwanted .from,.messages>li,.requests>li,.edit,tr{break-inside:avoid}h2,h3,h4,summary{break-after:avoid}
}
`;

/** The page's style: light and dark by the reader's setting, readable on a phone, plain when printed. */
export const PAGE_STYLE = `
:root{color-scheme:light dark;${LIGHT}}
@media(prefers-color-scheme:dark){:root{${DARK}}}${TEXT}${VERDICT}${PICTURE}${NARROW}${PRINT}`;
