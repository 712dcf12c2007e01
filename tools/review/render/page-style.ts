/** The page's style: light and dark by the reader's setting, readable on a phone, plain when printed. */
export const PAGE_STYLE = `
:root{color-scheme:light dark;--bg:#fff;--fg:#1b1f24;--dim:#57606a;--line:#d0d7de;--panel:#f6f8fa;--ok:#116329;--bad:#b42318;--warn:#8a4600;--link:#0550ae}
@media(prefers-color-scheme:dark){:root{--bg:#0d1117;--fg:#e6edf3;--dim:#9aa5b1;--line:#30363d;--panel:#161b22;--ok:#57c96b;--bad:#ff8178;--warn:#e3b341;--link:#79b8ff}}
*{box-sizing:border-box}
body{margin:0 auto;max-width:1120px;padding:24px 20px 64px;background:var(--bg);color:var(--fg);font:15px/1.55 system-ui,sans-serif}
h1{font-size:24px;margin:0 0 4px}h2{font-size:20px;margin:40px 0 4px;padding-top:20px;border-top:1px solid var(--line)}h3{font-size:16px;margin:28px 0 8px}
p{margin:4px 0}.dim{color:var(--dim)}a{color:var(--link)}
:focus-visible{outline:3px solid var(--link);outline-offset:2px}
nav ul{display:flex;flex-wrap:wrap;gap:4px 18px;list-style:none;padding:0;margin:12px 0}
code,pre,.mono{font:13px/1.5 ui-monospace,SFMono-Regular,Menlo,Consolas,"DejaVu Sans Mono",monospace}
.scroll{overflow-x:auto;border:1px solid var(--line);border-radius:8px;background:var(--bg)}
table{border-collapse:collapse;width:100%}th,td{text-align:left;vertical-align:top;padding:8px 12px;border-top:1px solid var(--line)}
thead th{border-top:0;background:var(--panel);font-weight:600;white-space:nowrap}td{overflow-wrap:anywhere}td.answer{white-space:nowrap;overflow-wrap:normal}
summary{cursor:pointer;color:var(--dim)}pre{margin:8px 0;padding:10px;background:var(--panel);border-radius:6px;overflow-x:auto;white-space:pre-wrap}
.ok{color:var(--ok)}.bad{color:var(--bad)}.warn{color:var(--warn)}.answer,.severity{font-weight:600}
.findings{list-style:none;padding:0;margin:0}.findings li{border:1px solid var(--line);border-left:5px solid var(--warn);border-radius:6px;padding:10px 14px;margin:10px 0;overflow-wrap:anywhere}
.findings li.error{border-left-color:var(--bad)}.findings li.note{border-left-color:var(--line)}
.picture{display:block;min-width:760px;width:100%;height:auto;font-family:system-ui,sans-serif}
.account{fill:var(--panel);stroke:var(--line)}.box{fill:var(--bg);stroke:var(--dim)}
.picture text{fill:var(--fg);font-size:14px}.picture .kind{fill:var(--dim);font-size:13px}.picture .strong{font-weight:600}
.picture .name{font:600 14px ui-monospace,Menlo,Consolas,"DejaVu Sans Mono",monospace}.picture .label{font:12.5px ui-monospace,Menlo,Consolas,"DejaVu Sans Mono",monospace;white-space:pre}
.picture text.ok{fill:var(--ok)}.picture text.bad{fill:var(--bad)}
.arrow{stroke-width:2.5}.arrow.ok{stroke:var(--ok)}.arrow.bad{stroke:var(--bad);stroke-dasharray:7 5}.head.ok{fill:var(--ok)}.head.bad{fill:var(--bad)}
@media(max-width:640px){body{padding:16px 12px 48px}table{min-width:640px}th,td{padding:6px 8px}}
@media print{:root{--bg:#fff;--fg:#000;--dim:#444;--line:#bbb;--panel:#f4f4f4;--ok:#116329;--bad:#b42318;--warn:#8a4600}body{max-width:none;padding:0;font-size:11pt}nav{display:none}.scroll{overflow:visible}.picture{min-width:0}tr,li,svg{break-inside:avoid}details::details-content{display:block;content-visibility:visible}}
`;
