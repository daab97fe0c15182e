import type { Block, IncidentDocument } from "./contracts/document.ts";
import { partsOf } from "./contracts/document-parts.ts";
import { sparkline } from "./sparkline.ts";

type Source = Pick<IncidentDocument, "title" | "blocks" | "figures">;

/** A document as Markdown, its figures in words. */
export function documentToMarkdown({ title, blocks, figures }: Source): string {
  const fill = (words: string): string =>
    partsOf(words)
      .map((part) => (typeof part === "string" ? part : (figures[part.figure]?.words ?? "unknown")))
      .join("");
  return [`## ${title}`, ...blocks.map((block) => blockToMarkdown(block, fill))].join("\n\n");
}

function blockToMarkdown(block: Block, fill: (words: string) => string): string {
  switch (block.kind) {
    case "heading":
      return `### ${fill(block.text)}`;
    case "text":
      return fill(block.text);
    case "fields":
      return block.fields.map(({ label, value }) => `- **${fill(label)}**: ${fill(value)}`).join("\n");
    case "table":
      return [row(block.head), row(block.head.map(() => "---")), ...block.rows.map((cells) => row(cells.map(fill)))].join("\n");
    case "checklist":
      return block.items.map(({ text, isDone }, index) => `${index + 1}. [${isDone ? "x" : " "}] ${fill(text)}`).join("\n");
    case "list":
      return block.items.map((item) => `- ${fill(item)}`).join("\n");
    case "chart":
      return `- ${block.title}: \`${sparkline(block.values)}\`${block.changeAt ? `, shifts at ${block.changeAt.slice(11, 16)} UTC` : ""} [${block.evidence}]`;
    default:
      return block satisfies never;
  }
}

function row(cells: string[]): string {
  return `| ${cells.map((cell) => cell.replaceAll("|", "\\|").replaceAll("\n", " ")).join(" | ")} |`;
}
