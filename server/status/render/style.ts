/** Which of black and white reads better on a colour given as #rrggbb (WCAG 2 relative luminance). */
export function inkOn(colour: string): "#fff" | "#000" {
  const [red = 0, green = 0, blue = 0] = [1, 3, 5].map((at) => {
    const value = Number.parseInt(colour.slice(at, at + 2), 16) / 255;
    return value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4;
  });
  const luminance = 0.2126 * red + 0.7152 * green + 0.0722 * blue;
  return 1.05 / (luminance + 0.05) >= (luminance + 0.05) / 0.05 ? "#fff" : "#000";
}

/** The whole style of a page: one text that goes into it, so that it comes in one piece. Both themes, print, right to left. */
export function styleOf(accent: string): string {
  return `:root{color-scheme:light dark;--a:${accent};--ai:${inkOn(accent)};--ink:#17181c;--soft:#4d505a;--faint:#666a75;--line:#e1e2e7;--bg:#fdfdfe;--up:#3f9d7c;--ok:#146c43;--warn:#8f4d00;--warnbar:#c97400;--bad:#b3261e;--info:#2952a3;--infobar:#5b84d6;--slow:#8a6100;--slowbar:#d9b23a;--none:#dcdde3;--warnbg:#fff4e2;--badbg:#fdeeec;--infobg:#eef3fd}
@media(prefers-color-scheme:dark){:root{--ink:#ecedf1;--soft:#b9bcc7;--faint:#9a9eab;--line:#2c2f37;--bg:#121318;--up:#2f9671;--ok:#63cfa0;--warn:#f2b25c;--warnbar:#d98a1c;--bad:#ff9d94;--info:#9fc0ff;--infobar:#5b84d6;--slow:#e6c65a;--slowbar:#b8962f;--none:#33363f;--warnbg:#241c10;--badbg:#2a1614;--infobg:#151d2e}}
*{box-sizing:border-box;margin:0}
body{font:400 15px/1.55 system-ui,-apple-system,"Segoe UI",Roboto,"Noto Sans",sans-serif;color:var(--ink);background:var(--bg);font-variant-numeric:tabular-nums;overflow-wrap:break-word;border-block-start:3px solid var(--a)}
.w{max-width:736px;margin:0 auto;padding:24px 20px 56px}
a{color:inherit;text-underline-offset:2px}
a:focus-visible,button:focus-visible,input:focus-visible,summary:focus-visible,textarea:focus-visible{outline:2px solid var(--ink);outline-offset:2px;border-radius:4px}
header{display:flex;align-items:center;gap:12px;margin-block-end:24px;flex-wrap:wrap}
header img{max-height:32px;max-width:160px;display:block}
header .n{font-size:17px;font-weight:700;text-decoration:none}
.b{margin-inline-start:auto;background:var(--a);color:var(--ai);border:0;border-radius:6px;padding:8px 14px;font:inherit;font-size:14px;font-weight:700;text-decoration:none;cursor:pointer}
.d{color:var(--soft);margin-block:-12px 24px}
.k{border:1px solid var(--line);border-radius:10px;padding:16px 18px}
.k+.k,.x+.k{margin-block-start:12px}
h1{font-size:20px;line-height:1.35;font-weight:700;letter-spacing:-.01em}
.t{font-size:16px;font-weight:700;line-height:1.4}h1+.t,h1+form,.t+form{margin-block-start:16px}
.v{font-size:13px;color:var(--soft);font-weight:700;margin:32px 0 8px;display:flex;gap:12px}
.o{margin-block-start:12px}.v span{margin-inline-start:auto;font-weight:400;color:var(--faint)}
.i{font-size:15px;font-weight:700;display:inline}
.s{display:inline-flex;gap:6px;align-items:baseline;white-space:nowrap;font-size:13px;font-weight:700}
.operational{color:var(--ok)}.maintenance{color:var(--info)}.degraded{color:var(--slow)}.partial{color:var(--warn)}.major{color:var(--bad)}
.t-degraded,.t-partial{background:var(--warnbg);border-color:color-mix(in srgb,var(--warnbar) 45%,transparent)}.t-major{background:var(--badbg);border-color:color-mix(in srgb,var(--bad) 45%,transparent)}.t-maintenance{background:var(--infobg);border-color:color-mix(in srgb,var(--infobar) 45%,transparent)}
h1 .s{font-size:inherit;margin-inline-end:8px}
.m{display:flex;gap:4px 18px;flex-wrap:wrap;margin-block-start:10px;font-size:13px;color:var(--soft)}
.m b{color:var(--ink);font-weight:700}
.late{color:var(--bad)}
ol.u{list-style:none;padding:0;margin-block-start:16px}
ol.u>li{position:relative;padding:0 0 14px;padding-inline-start:20px;border-inline-start:2px solid var(--line);margin-inline-start:5px}
ol.u>li:last-child{padding-block-end:0}
ol.u>li::before{content:"";position:absolute;inset-inline-start:-6px;inset-block-start:7px;width:10px;height:10px;border-radius:50%;background:var(--bg);border:2px solid var(--faint);box-sizing:border-box}
ol.u>li:first-child::before{background:currentColor;border-color:currentColor}
time{white-space:nowrap}
.i+time,.r time{color:var(--faint);font-size:13px;margin-inline-start:6px}
.p{white-space:pre-wrap;color:var(--soft);margin-block-start:2px}
.x{font-size:13px;color:var(--soft);margin-block-start:6px;border-inline-start:3px solid var(--line);padding-inline-start:10px}
.r{display:flex;gap:8px;align-items:baseline;flex-wrap:wrap}
.r>.s{margin-inline-start:auto}
.c .i{font-weight:700}.c .p{font-size:13px}
.bars{display:block;width:100%;height:28px;margin-block-start:10px;-webkit-mask:linear-gradient(90deg,#000 74%,#0000 0) 0 0/calc(100%/90);mask:linear-gradient(90deg,#000 74%,#0000 0) 0 0/calc(100%/90)}
[dir=rtl] .bars{transform:scaleX(-1)}
.bars rect{fill:var(--up)}.bars .unknown{fill:var(--none)}.bars .maintenance{fill:var(--infobar)}.bars .degraded{fill:var(--slowbar)}.bars .partial{fill:var(--warnbar)}.bars .major{fill:var(--bad)}
.l{display:flex;justify-content:space-between;font-size:12px;color:var(--faint);margin-block-start:4px}
details{font-size:13px;color:var(--soft);margin-block-start:8px}summary{cursor:pointer}
ul{list-style:none;padding:0}
.g>li+li{border-block-start:1px solid var(--line);margin-block-start:14px;padding-block-start:14px}
footer{margin-block-start:40px;padding-block-start:16px;border-block-start:1px solid var(--line);font-size:13px;color:var(--soft);display:flex;gap:6px 18px;flex-wrap:wrap}
footer p{flex-basis:100%;white-space:pre-wrap}
.old{background:var(--warnbg);border:1px solid var(--warnbar);border-radius:6px;padding:10px 14px;margin-block-end:16px;font-size:14px}
table{border-collapse:collapse;width:100%;font-size:14px;margin-block-start:8px}th,td{text-align:start;padding:5px 0;padding-inline-end:14px;vertical-align:top;border-block-end:1px solid var(--line)}th{font-weight:500;color:var(--soft)}
form{display:grid;gap:12px;max-width:480px}label{display:grid;gap:4px;font-size:14px;font-weight:700}fieldset{border:1px solid var(--line);border-radius:6px;padding:10px 14px}fieldset label{display:flex;gap:8px;font-weight:400;padding-block:3px}legend{font-size:14px;font-weight:700;padding-inline:4px}
input:not([type=checkbox]),textarea{font:inherit;font-weight:400;color:inherit;background:var(--bg);border:1px solid var(--faint);border-radius:6px;padding:8px 10px;width:100%}
form .b{justify-self:start;margin:0}
@media print{body{border:0;font-size:11pt;background:#fff;color:#000}.w{max-width:none;padding:0}.b,footer a,.noprint{display:none}.k{break-inside:avoid}.bars{print-color-adjust:exact;-webkit-print-color-adjust:exact}details>*{display:block}}
@media(forced-colors:active){.bars{forced-color-adjust:none}}`.replace(/\n/g, "");
}
