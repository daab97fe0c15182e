import type { Block, CitedFigure } from "#lib/contracts/document.ts";
import { BlockChart } from "./block-chart.tsx";
import { BlockText } from "./block-text.tsx";

type Figures = Record<string, CitedFigure>;

/** What documents, agents and steps show, block by block. */
export function Blocks({ blocks, figures }: { blocks: readonly Block[]; figures: Figures }) {
  // biome-ignore lint/suspicious/noArrayIndexKey: blocks of one document never change places.
  return blocks.map((block, index) => <OneBlock key={index} block={block} figures={figures} />);
}

function OneBlock({ block, figures }: { block: Block; figures: Figures }) {
  const text = (words: string) => <BlockText words={words} figures={figures} />;
  switch (block.kind) {
    case "heading":
      return <h3 className="pt-1 text-12 font-semibold text-ink-soft">{text(block.text)}</h3>;
    case "text":
      return <div className="whitespace-pre-line">{text(block.text.replaceAll(/\n{2,}/g, "\n"))}</div>;
    case "fields":
      return (
        <dl className="grid grid-cols-[minmax(7rem,auto)_minmax(0,1fr)] gap-x-4 gap-y-1">
          {block.fields.map(({ label, value }) => (
            <Pair key={label} label={text(label)} value={text(value)} />
          ))}
        </dl>
      );
    case "table":
      return <BlockTable head={block.head} rows={block.rows} figures={figures} />;
    case "checklist":
      return (
        <ul className="grid gap-1">
          {block.items.map(({ text: words, isDone }) => (
            <li key={words} className={`flex gap-2 ${isDone ? "text-ink-faint line-through" : ""}`}>
              <span aria-hidden className="font-mono text-12 leading-[22px] text-ink-faint">
                {isDone ? "✓" : "○"}
              </span>
              <span className="sr-only">{isDone ? "done:" : "open:"}</span>
              <span className="min-w-0 [overflow-wrap:anywhere]">{text(words)}</span>
            </li>
          ))}
        </ul>
      );
    case "list":
      return (
        <ul className="grid gap-0.5">
          {block.items.map((words, index) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: two lines may say the same.
            <li key={index} className="[overflow-wrap:anywhere]">
              {text(words)}
            </li>
          ))}
        </ul>
      );
    case "chart":
      return <BlockChart chart={block} />;
    default:
      return block satisfies never;
  }
}

function Pair({ label, value }: { label: React.ReactNode; value: React.ReactNode }) {
  return (
    <>
      <dt className="text-ink-soft">{label}</dt>
      <dd className="min-w-0 [overflow-wrap:anywhere]">{value}</dd>
    </>
  );
}

function BlockTable({ head, rows, figures }: { head: string[]; rows: string[][]; figures: Figures }) {
  return (
    // biome-ignore lint/a11y/useSemanticElements: it is no set of fields, and two tables of a page may have the same head.
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a scrolling region has to be reachable by keyboard.
    <section role="group" className="overflow-x-auto" tabIndex={0} aria-label={head.join(", ")}>
      <table className="w-full text-left">
        <thead>
          <tr className="border-b border-line text-12 text-ink-faint">
            {head.map((name) => (
              <th key={name} scope="col" className="py-1 pr-4 font-medium whitespace-nowrap">
                {name}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((cells, row) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: two rows may say the same.
            <tr key={row} className="border-b border-line last:border-0">
              {cells.map((cell, column) => (
                <td key={head[column] ?? column} className="py-1 pr-4 align-top [overflow-wrap:break-word]">
                  <BlockText words={cell} figures={figures} />
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}
