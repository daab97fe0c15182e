import { Extension } from "@tiptap/core";
import { NodeSelection, Plugin, TextSelection } from "@tiptap/pm/state";
import type { EditorView } from "@tiptap/pm/view";

/**
 * Browsers let the caret stand inside the element of a number or a cite, which nobody can type into: a key pressed there does nothing, and what
 * comes natively beside one may take the atom along. So beside atoms text is put in and taken out by us. Where the caret is, only the browser
 * knows at that moment: the editor hears later of a caret that moved, so its own selection would lose the first key after Home or End.
 */
export const TypingBesideAtoms = Extension.create({
  name: "typingBesideAtoms",
  priority: 1_000,
  addProseMirrorPlugins: () => [
    new Plugin({
      props: {
        handleDOMEvents: {
          keypress: (view, event) => !(event.ctrlKey || event.metaKey) && event.key.length === 1 && typeBeside(view, event, event.key),
          beforeinput: (view, event) => {
            if (event.isComposing) return false;
            if (event.inputType === "insertText" && event.data) return typeBeside(view, event, event.data);
            return event.inputType === "deleteContentBackward" && deleteBeside(view, event);
          },
          compositionstart: stepOut,
        },
      },
    }),
  ],
});

function typeBeside(view: EditorView, event: Event, text: string): boolean {
  const at = besideAtom(view) ?? behindSelected(view);
  if (at === null) return false;
  event.preventDefault();
  const insert = () => view.state.tr.setSelection(TextSelection.create(view.state.doc, at)).insertText(text, at);
  const isTaken = view.someProp("handleTextInput", (take) => take(view, at, at, text, insert));
  if (!isTaken) view.dispatch(insert().scrollIntoView());
  return true;
}

function deleteBeside(view: EditorView, event: Event): boolean {
  const at = besideAtom(view);
  const before = at === null ? null : view.state.doc.resolve(at).nodeBefore;
  if (at === null || !before) return false;
  event.preventDefault();
  const last = before.isText ? ([...new Intl.Segmenter().segment(before.text ?? "")].at(-1)?.segment.length ?? 1) : before.nodeSize;
  view.dispatch(view.state.tr.delete(at - last, at).scrollIntoView());
  return true;
}

/** A composition cannot be taken over: the caret leaves the atom before it begins. */
function stepOut(view: EditorView): boolean {
  const at = besideAtom(view);
  if (at !== null && atomAt(view)) {
    view.dispatch(view.state.tr.setSelection(TextSelection.create(view.state.doc, at)));
    view.focus();
  }
  return false;
}

/** The position of the browser's caret where it stands inside or beside an atom; null when it stands elsewhere. */
function besideAtom(view: EditorView): number | null {
  const caret = caretOf(view);
  if (!caret) return null;
  const atom = atomAt(view);
  if (atom) return view.posAtDOM(atom, 0, -1) + (caret.offset === 0 ? 0 : 1);
  const at = view.posAtDOM(caret.node, caret.offset, -1);
  const { nodeBefore, nodeAfter } = view.state.doc.resolve(at);
  return [nodeBefore, nodeAfter].some((node) => node?.isAtom === true && node.isInline && !node.isText) ? at : null;
}

/** A number or a cite that is selected is not typed over: the text comes behind it. */
function behindSelected(view: EditorView): number | null {
  const { selection } = view.state;
  const isAtom = selection instanceof NodeSelection && (selection.node.type.name === "figure" || selection.node.type.name === "cite");
  return isAtom && !caretOf(view) ? selection.to : null;
}

function caretOf(view: EditorView): { node: Node; offset: number } | null {
  const selection = view.dom.ownerDocument.getSelection();
  const node = selection?.focusNode;
  return selection?.isCollapsed && node && view.dom.contains(node) ? { node, offset: selection.focusOffset } : null;
}

function atomAt(view: EditorView): Element | null {
  const node = caretOf(view)?.node;
  return (node instanceof Element ? node : node?.parentElement)?.closest(".pm-figure, .pm-cite") ?? null;
}

type Rescue = { dom: HTMLElement; view: EditorView; getPos: () => number | undefined; words: () => string; show: () => void };

/**
 * The last net: text that came into an atom's element all the same (an input method, a spelling correction) goes into the document beside it, and
 * the element says its words again.
 */
export function rescueFrom({ dom, view, getPos, words, show }: Rescue): () => void {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const rescue = (): void => {
    clearTimeout(timer);
    const [written, meant] = [dom.textContent ?? "", words()];
    const at = getPos();
    if (written === meant || at === undefined) return;
    if (view.composing) {
      timer = setTimeout(rescue, 30);
      return;
    }
    const { text, isBefore } = surplusOf(written, meant);
    show();
    if (text) view.dispatch(view.state.tr.insertText(text, isBefore ? at : at + 1));
  };
  return () => {
    clearTimeout(timer);
    timer = setTimeout(rescue);
  };
}

/** What was typed into an element that means other words. Pure. */
export function surplusOf(written: string, meant: string): { text: string; isBefore: boolean } {
  if (written.endsWith(meant)) return { text: written.slice(0, written.length - meant.length), isBefore: true };
  let start = 0;
  while (start < meant.length && written[start] === meant[start]) start += 1;
  let end = 0;
  while (end < meant.length - start && written.at(-1 - end) === meant.at(-1 - end)) end += 1;
  return { text: written.slice(start, written.length - end), isBefore: false };
}
