"use client";

import { Node } from "@tiptap/core";
import { type NodeViewProps, NodeViewWrapper, ReactNodeViewRenderer } from "@tiptap/react";
import { useSyncExternalStore } from "react";
import { BlockChart } from "#components/blocks/block-chart.tsx";
import type { GroundStore } from "./ground.ts";
import { ItemsTable } from "./items-table.tsx";

type Options = { ground: GroundStore | null };

/** A chart or the lines of a piece of evidence, as they were captured. */
export const EvidenceNode = Node.create<Options>({
  name: "evidence",
  group: "block",
  atom: true,
  addOptions: () => ({ ground: null }),
  addAttributes: () => ({ id: { default: "" } }),
  parseHTML: () => [{ tag: "div[data-evidence-id]", getAttrs: (element) => ({ id: element.getAttribute("data-evidence-id") }) }],
  renderHTML: ({ node }) => ["div", { "data-evidence-id": node.attrs.id }, String(node.attrs.id)],
  addNodeView: () => ReactNodeViewRenderer(EvidenceView),
});

/** The action items of the incident, live. */
export const ActionItemsNode = Node.create<Options>({
  name: "actionItems",
  group: "block",
  atom: true,
  addOptions: () => ({ ground: null }),
  parseHTML: () => [{ tag: "div[data-action-items]" }],
  renderHTML: () => ["div", { "data-action-items": "" }, "Action items"],
  addNodeView: () => ReactNodeViewRenderer(ActionItemsView),
});

function useGround({ extension }: NodeViewProps) {
  const store = (extension.options as Options).ground;
  return useSyncExternalStore(
    store?.subscribe ?? (() => () => undefined),
    () => store?.read() ?? null,
    () => null,
  );
}

function EvidenceView(props: NodeViewProps) {
  const ground = useGround(props);
  const found = ground?.evidence.find(({ id }) => id === props.node.attrs.id);
  return (
    <NodeViewWrapper contentEditable={false}>
      {found ? (
        <figure className="grid gap-1.5 rounded-md border border-line bg-surface-sunk p-3">
          <figcaption className="text-12 text-ink-soft">
            <span className="font-mono text-ink-faint">{found.id}</span> {found.title}
          </figcaption>
          {found.points ? (
            <BlockChart
              chart={{
                kind: "chart",
                title: found.source,
                evidence: found.id,
                from: found.points.from,
                stepMs: found.points.stepMs,
                values: found.points.values,
                changeAt: found.points.changeAt ?? null,
              }}
            />
          ) : (
            <pre className="max-h-48 overflow-auto font-mono text-12 whitespace-pre-wrap [overflow-wrap:anywhere] text-ink-soft">{found.excerpt}</pre>
          )}
        </figure>
      ) : (
        <p className="rounded-md border border-line px-3 py-2 text-12 text-ink-faint">
          Evidence {String(props.node.attrs.id)} is not in the newest report.
        </p>
      )}
    </NodeViewWrapper>
  );
}

function ActionItemsView(props: NodeViewProps) {
  const ground = useGround(props);
  return (
    <NodeViewWrapper contentEditable={false}>
      <ItemsTable items={ground?.items ?? []} />
    </NodeViewWrapper>
  );
}
