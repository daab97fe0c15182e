import type { PostmortemGround } from "../contracts/postmortem.ts";
import { ACTION_ITEM_STATE_LABELS } from "../contracts/postmortem-terms.ts";
import type { DocMark, DocNode } from "./node.ts";

/** A document as one page by itself: no scripts, no other files, ready for print. Everything in it is escaped. Pure. */
export function toHtml(title: string, lines: readonly (readonly [string, string])[], blocks: readonly DocNode[], ground: PostmortemGround): string {
  const head = lines.map(([label, value]) => `<dt>${escapeHtml(label)}</dt><dd>${escapeHtml(value)}</dd>`).join("");
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${escapeHtml(title)}</title>
<style>${STYLE}</style>
</head>
<body>
<main>
<h1>${escapeHtml(title)}</h1>
<dl>${head}</dl>
${blocks.map((block) => blockHtml(block, ground)).join("\n")}
</main>
</body>
</html>
`;
}

/** Only the blocks, for a page that has its own frame. */
export function blocksToHtml(blocks: readonly DocNode[], ground: PostmortemGround): string {
  return blocks.map((block) => blockHtml(block, ground)).join("\n");
}

const STYLE = `
:root { color-scheme: light dark; --ink: light-dark(#1f2328, #e6e8eb); --soft: light-dark(#57606a, #9aa4af); --line: light-dark(#d8dee4, #343a42); --ground: light-dark(#fff, #15181c); }
body { margin: 0; background: var(--ground); color: var(--ink); font: 15px/1.6 system-ui, sans-serif; }
main { max-width: 46rem; margin: 0 auto; padding: 2.5rem 1.25rem 4rem; }
h1 { font-size: 1.7rem; line-height: 1.25; margin: 0 0 1rem; } h2 { font-size: 1.2rem; margin: 2.2rem 0 .6rem; } h3 { font-size: 1rem; margin: 1.4rem 0 .4rem; }
dl { display: grid; grid-template-columns: max-content 1fr; gap: .15rem 1rem; margin: 0 0 1.5rem; color: var(--soft); font-size: .9rem; } dd { margin: 0; color: var(--ink); }
table { border-collapse: collapse; width: 100%; font-size: .92rem; } th, td { border-bottom: 1px solid var(--line); padding: .4rem .6rem .4rem 0; text-align: left; vertical-align: top; } th { color: var(--soft); font-weight: 600; }
table p, li p { margin: 0; } pre { border: 1px solid var(--line); border-radius: 6px; padding: .8rem; overflow-x: auto; font-size: .82rem; white-space: pre-wrap; overflow-wrap: anywhere; }
blockquote { margin: 1rem 0; padding-left: 1rem; border-left: 3px solid var(--line); color: var(--soft); }
.figure { font-variant-numeric: tabular-nums; border-bottom: 1px dotted var(--soft); } .cite { color: var(--soft); font-size: .75em; vertical-align: super; }
img { max-width: 100%; }
@page { margin: 18mm 16mm; }
@media print { :root { color-scheme: light; } main { max-width: none; padding: 0; } h2, h3 { break-after: avoid; } tr, pre, figure { break-inside: avoid; } a { color: inherit; } }`;

function blockHtml(node: DocNode, ground: PostmortemGround): string {
  const inside = () => (node.content ?? []).map((child) => blockHtml(child, ground)).join("");
  switch (node.type) {
    case "heading":
      return `<h${Number(node.attrs?.level ?? 2)}>${inside()}</h${Number(node.attrs?.level ?? 2)}>`;
    case "paragraph":
      return `<p>${inside()}</p>`;
    case "bulletList":
      return `<ul>${inside()}</ul>`;
    case "orderedList":
      return `<ol>${inside()}</ol>`;
    case "listItem":
      return `<li>${inside()}</li>`;
    case "blockquote":
      return `<blockquote>${inside()}</blockquote>`;
    case "codeBlock":
      return `<pre><code>${inside()}</code></pre>`;
    case "table":
      return `<table>${inside()}</table>`;
    case "tableRow":
      return `<tr>${inside()}</tr>`;
    case "tableHeader":
      return `<th scope="col">${inside()}</th>`;
    case "tableCell":
      return `<td>${inside()}</td>`;
    case "horizontalRule":
      return "<hr>";
    case "hardBreak":
      return "<br>";
    case "image":
      return picture(node);
    case "evidence":
      return evidence(String(node.attrs?.id ?? ""), ground);
    case "actionItems":
      return actionItems(ground);
    case "figure":
      return figure(String(node.attrs?.name ?? ""), ground);
    case "cite":
      return `<span class="cite" title="${escapeHtml(citeTitle(String(node.attrs?.ref ?? ""), ground))}"> [${escapeHtml(String(node.attrs?.ref ?? ""))}]</span>`;
    case "mention":
      return `@${escapeHtml(String(node.attrs?.name ?? node.attrs?.handle ?? ""))}`;
    case "text":
      return (node.marks ?? []).reduce(marked, escapeHtml(node.text ?? ""));
    default:
      return inside();
  }
}

const TAGS: Record<string, string> = { bold: "strong", italic: "em", strike: "s", code: "code" };

function marked(text: string, { type, attrs }: DocMark): string {
  const href = String(attrs?.href ?? "");
  if (type === "link") return /^(https?:|mailto:|\/)/i.test(href) ? `<a href="${escapeHtml(href)}" rel="noreferrer noopener">${text}</a>` : text;
  const tag = TAGS[type];
  return tag ? `<${tag}>${text}</${tag}>` : text;
}

function picture({ attrs }: DocNode): string {
  const source = String(attrs?.src ?? "");
  const alt = escapeHtml(String(attrs?.alt ?? ""));
  return /^(https?:|\/|data:image\/(png|jpeg|webp|gif);)/i.test(source) ? `<img src="${escapeHtml(source)}" alt="${alt}">` : `<p>${alt}</p>`;
}

function figure(name: string, { figures }: PostmortemGround): string {
  const known = figures[name];
  return known
    ? `<span class="figure" title="${escapeHtml(`${known.title}: ${known.formula}`)}">${escapeHtml(known.words)}</span>`
    : `<span class="figure">unknown</span>`;
}

function citeTitle(ref: string, { entries, evidence: all }: PostmortemGround): string {
  if (ref.startsWith("#")) return entries[ref.slice(1)]?.words ?? "";
  return all.find(({ id }) => id === ref)?.title ?? (ref === "opinion" ? "An opinion" : "");
}

function evidence(id: string, { evidence: all }: PostmortemGround): string {
  const found = all.find((one) => one.id === id);
  if (!found) return `<p>${escapeHtml(id)}</p>`;
  return `<figure><figcaption><strong>${escapeHtml(id)}</strong> ${escapeHtml(found.title)} (${escapeHtml(found.source)})</figcaption>${found.excerpt ? `<pre>${escapeHtml(found.excerpt)}</pre>` : ""}</figure>`;
}

function actionItems({ items }: PostmortemGround): string {
  const rows = items.map(
    ({ priority, title, owner, team, dueOn, state }) =>
      `<tr><td>${priority}</td><td>${escapeHtml(title)}</td><td>${escapeHtml(owner?.name ?? (team || "–"))}</td><td>${dueOn ?? "–"}</td><td>${ACTION_ITEM_STATE_LABELS[state]}</td></tr>`,
  );
  return `<table><tr><th scope="col">Priority</th><th scope="col">Action</th><th scope="col">Owner</th><th scope="col">Due date</th><th scope="col">State</th></tr>${rows.join("")}</table>`;
}

export function escapeHtml(text: string): string {
  return text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;").replaceAll('"', "&quot;").replaceAll("'", "&#39;");
}
