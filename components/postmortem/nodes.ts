import { Extension, InputRule, Node, type NodeViewRenderer } from "@tiptap/core";
import { Plugin } from "@tiptap/pm/state";
import { citeWords, type GroundStore } from "./ground.ts";

type Options = { ground: GroundStore };

/** An element that is written anew whenever what it shows may mean something else. */
function living(ground: GroundStore, className: string, show: (element: HTMLElement) => void): ReturnType<NodeViewRenderer> {
  const dom = document.createElement("span");
  dom.className = className;
  dom.contentEditable = "false";
  show(dom);
  const stop = ground.subscribe(() => show(dom));
  return { dom, ignoreMutation: ({ type }) => type !== "selection", destroy: stop };
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
    return ({ node }) =>
      living(ground, "pm-figure", (dom) => {
        const figure = ground.read().figures[node.attrs.name];
        write(dom, figure?.words ?? "unknown");
        dom.title = figure ? `${figure.title}: ${figure.formula}` : `There is no figure ${node.attrs.name} now`;
        dom.dataset.figure = node.attrs.name;
      });
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
    return ({ node }) =>
      living(ground, "pm-cite", (dom) => {
        write(dom, String(node.attrs.ref));
        dom.title = citeWords(node.attrs.ref, ground.read());
        dom.dataset.cite = node.attrs.ref;
      });
  },
});

/** Beside a number or a cite browsers would type into it, where it is lost: so the text is put in by us. */
export const TypingBesideAtoms = Extension.create({
  name: "typingBesideAtoms",
  addProseMirrorPlugins: () => [
    new Plugin({
      props: {
        handleKeyPress: (view, event) => {
          const { selection } = view.state;
          if (event.ctrlKey || event.metaKey || event.key.length !== 1 || !selection.empty) return false;
          const { nodeBefore, nodeAfter } = selection.$from;
          const isBeside = [nodeBefore, nodeAfter].some((node) => node?.isAtom === true && !node.isText);
          if (!isBeside) return false;
          view.dispatch(view.state.tr.insertText(event.key).scrollIntoView());
          return true;
        },
      },
    }),
  ],
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
