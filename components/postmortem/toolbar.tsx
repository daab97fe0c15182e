"use client";

import type { Editor } from "@tiptap/react";
import { Bold, Code, Heading3, Image as ImageIcon, Italic, List, ListOrdered, Quote, Redo2, RefreshCw, Slash, Table, Undo2 } from "lucide-react";
import { useState } from "react";
import { Button } from "#components/ui/button.tsx";
import { IconButton } from "#components/ui/icon-button.tsx";
import { Menu, type MenuItem } from "#components/ui/menu.tsx";
import { type DocNode, plainText, sectionOf } from "#lib/postmortem/node.ts";
import type { GroundStore } from "./ground.ts";
import { RegenerateDialog } from "./regenerate-dialog.tsx";

type ToolbarProps = { editor: Editor | null; ground: GroundStore; reference: string; blocks: DocNode[]; onPicture: () => void };

/** What can be done with the text, besides typing. */
export function Toolbar({ editor, ground, reference, blocks, onPicture }: ToolbarProps) {
  const [section, setSection] = useState<string | null>(null);
  const run = (work: (editor: Editor) => void) => () => editor && work(editor);
  const tools = [
    { label: "Bold", icon: <Bold size={14} />, run: run((at) => at.chain().focus().toggleBold().run()) },
    { label: "Italic", icon: <Italic size={14} />, run: run((at) => at.chain().focus().toggleItalic().run()) },
    { label: "Code", icon: <Code size={14} />, run: run((at) => at.chain().focus().toggleCode().run()) },
    { label: "Subheading", icon: <Heading3 size={14} />, run: run((at) => at.chain().focus().toggleHeading({ level: 3 }).run()) },
    { label: "Bullet list", icon: <List size={14} />, run: run((at) => at.chain().focus().toggleBulletList().run()) },
    { label: "Numbered list", icon: <ListOrdered size={14} />, run: run((at) => at.chain().focus().toggleOrderedList().run()) },
    { label: "Quotation", icon: <Quote size={14} />, run: run((at) => at.chain().focus().toggleBlockquote().run()) },
    { label: "Table", icon: <Table size={14} />, run: run((at) => at.chain().focus().insertTable({ rows: 3, cols: 2 }).run()) },
    { label: "Picture", icon: <ImageIcon size={14} />, run: onPicture },
    { label: "Everything that can be put here (/)", icon: <Slash size={14} />, run: run(openCommands) },
    { label: "Undo", icon: <Undo2 size={14} />, run: run((at) => at.chain().focus().undo().run()) },
    { label: "Redo", icon: <Redo2 size={14} />, run: run((at) => at.chain().focus().redo().run()) },
  ];
  const sections: MenuItem[] = blocks.flatMap((block) => {
    const key = sectionOf(block);
    return key && key !== "action-items" ? [{ label: plainText(block), onSelect: () => setSection(key) }] : [];
  });
  return (
    <div
      role="toolbar"
      aria-label="Text"
      className="sticky top-[113px] z-sticky mt-3 flex items-center gap-0.5 overflow-x-auto border-y border-line bg-surface py-1"
    >
      {tools.map(({ label, icon, run: use }) => (
        <IconButton key={label} label={label} icon={icon} onClick={use} />
      ))}
      <Menu label="Insert" trigger={<Button size="sm">Insert</Button>} items={insertItems(editor, ground)} />
      <Menu
        label="Write a section anew"
        trigger={
          <Button size="sm" icon={<RefreshCw size={13} aria-hidden />}>
            Write anew
          </Button>
        }
        items={sections}
      />
      {section ? <RegenerateDialog reference={reference} section={section} onClose={() => setSection(null)} /> : null}
    </div>
  );
}

/** As if it had been typed: after a space where words stand before. */
function openCommands(editor: Editor): void {
  const { $from } = editor.state.selection;
  const before = $from.parent.textBetween(Math.max(0, $from.parentOffset - 1), $from.parentOffset, undefined, " ");
  editor
    .chain()
    .focus()
    .insertContent(before === "" || /\s/.test(before) ? "/" : " /")
    .run();
}

function insertItems(editor: Editor | null, ground: GroundStore): MenuItem[] {
  const { figures, evidence } = ground.read();
  const insert = (node: DocNode) => () => editor?.chain().focus().insertContent(node).run();
  return [
    { label: "Mark as an opinion", onSelect: insert({ type: "cite", attrs: { ref: "opinion" } }) },
    { label: "Action items", onSelect: insert({ type: "actionItems" }) },
    ...Object.entries(figures).map(([name, { title, words }], index) => ({
      label: `${title}: ${words}`,
      startsGroup: index === 0,
      onSelect: insert({ type: "figure", attrs: { name } }),
    })),
    ...evidence.map(({ id, title }, index) => ({
      label: `${id} ${title}`,
      startsGroup: index === 0,
      onSelect: insert({ type: "evidence", attrs: { id } }),
    })),
  ];
}
