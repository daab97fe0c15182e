import { Extension, InputRule, Node, type NodeViewRendererProps } from "@tiptap/core";
import type { NodeView } from "@tiptap/pm/view";
import { citeWords, type GroundStore } from "./ground.ts";
import { rescueFrom } from "./typing-beside-atoms.ts";

type Options = { ground: GroundStore };

type Living = { className: string; words: () => string; dress: (element: HTMLElement) => void };

/** An element that is written anew whenever what it shows may mean something else. */
function living(ground: GroundStore, { view, getPos }: Pick<NodeViewRendererProps, "view" | "getPos">, { className, words, dress }: Living) {
  const dom = document.createElement("span");
  dom.className = className;
  dom.contentEditable = "false";
  const show = (): void => {
    write(dom, words());
    dress(dom);
  };
  show();
  const stop = ground.subscribe(show);
  const rescue = rescueFrom({ dom, view, getPos, words, show });
  const ignoreMutation: NodeView["ignoreMutation"] = ({ type }) => {
    if (type === "selection") return false;
    rescue();
    return true;
  };
  return { dom, ignoreMutation, destroy: stop };
}

/** Left alone while it says the same: a caret may stand in it. */
function write(dom: HTMLElement, words: string): void {
  if (dom.textContent !== words) dom.textContent = words;
}

/** A number by its name. It reads as the incident says now, and cannot be typed over. */
export const FigureNode = Node.create<Options>({
  name: "figure",
  group: "inline",
  inline: true,
  atom: true,
  addAttributes: () => ({ name: { default: "" } }),
  parseHTML: () => [{ tag: "span[data-figure]", getAttrs: (element) => ({ name: element.getAttribute("data-figure") }) }],
  renderHTML: ({ node }) => ["span", { "data-figure": node.attrs.name }, `{{${node.attrs.name}}}`],
  renderText: ({ node }) => `{{${node.attrs.name}}}`,
  addNodeView() {
    const { ground } = this.options;
    return ({ node, view, getPos }) => {
      const figure = () => ground.read().figures[node.attrs.name];
      return living(
        ground,
        { view, getPos },
        {
          className: "pm-figure",
          words: () => figure()?.words ?? "unknown",
          dress: (dom) => {
            const known = figure();
            dom.title = known ? `${known.title}: ${known.formula}` : `There is no figure ${node.attrs.name} now`;
            dom.dataset.figure = node.attrs.name;
          },
        },
      );
    };
  },
});

/** What a sentence stands on. */
export const CiteNode = Node.create<Options>({
  name: "cite",
  group: "inline",
  inline: true,
  atom: true,
  addAttributes: () => ({ ref: { default: "opinion" } }),
  parseHTML: () => [{ tag: "span[data-cite]", getAttrs: (element) => ({ ref: element.getAttribute("data-cite") }) }],
  renderHTML: ({ node }) => ["span", { "data-cite": node.attrs.ref }, `[${node.attrs.ref}]`],
  renderText: ({ node }) => ` [${node.attrs.ref}]`,
  addInputRules() {
    return [
      new InputRule({
        find: /\[(#\d+|[ECH]\d+|opinion)\]$/,
        handler: ({ range, match, chain }) => {
          chain()
            .deleteRange(range)
            .insertContent({ type: this.name, attrs: { ref: match[1] } })
            .run();
        },
      }),
    ];
  },
  addNodeView() {
    const { ground } = this.options;
    return ({ node, view, getPos }) =>
      living(
        ground,
        { view, getPos },
        {
          className: "pm-cite",
          words: () => String(node.attrs.ref),
          dress: (dom) => {
            dom.title = citeWords(node.attrs.ref, ground.read());
            dom.dataset.cite = node.attrs.ref;
          },
        },
      );
  },
});

/** Which section a heading begins, and the fingerprint of what the machine wrote. */
export const Provenance = Extension.create({
  name: "provenance",
  addGlobalAttributes() {
    const hidden = { default: null, keepOnSplit: false, rendered: false };
    return [
      { types: ["heading"], attributes: { section: hidden } },
      {
        types: ["paragraph", "heading", "listItem", "tableRow", "codeBlock", "blockquote", "evidence", "actionItems", "horizontalRule"],
        attributes: { gen: hidden },
      },
    ];
  },
});
