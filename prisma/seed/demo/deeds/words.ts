import { StoreAttachment } from "#lib/contracts/attachment.ts";
import * as input from "#lib/contracts/incident-commands.ts";
import { storeAttachment } from "#server/attachments/index.ts";
import { addLink, editIncident, postUpdate, setField } from "#server/incidents/index.ts";
import { addNote, amendNote, markEntry, retractNote } from "#server/notes/index.ts";
import { contentOf } from "../files/content.ts";
import type { Line } from "../notation/read-scenario.ts";
import { at, ctxOf, type Deed, fileNamed, named, option, referenceOf, type Scene, textOf } from "./scene.ts";

/** What people write: notes, updates, links, fields. */
export const WORDS: Deed[] = [
  { words: /^notes$/, run: note },
  {
    words: /^amends ([\w-]+)$/,
    run: (scene, line, [, name]) => amendNote(ctxOf(scene, line), input.AmendNote.parse({ ...about(scene, line, name), text: textOf(scene, line) })),
  },
  {
    words: /^retracts ([\w-]+)$/,
    run: (scene, line, [, name]) => retractNote(ctxOf(scene, line), input.RetractNote.parse(about(scene, line, name))),
  },
  { words: /^marks ([\w-]+)$/, run: (scene, line, [, name]) => mark(scene, line, about(scene, line, name).entry) },
  {
    words: /^updates(?: to (\w+))?$/,
    run: (scene, line, [, phase]) =>
      postUpdate(ctxOf(scene, line), input.PostUpdate.parse({ reference: referenceOf(scene), text: textOf(scene, line), phase })),
  },
  {
    words: /^links (chat|bridge|dashboard|ticket|other) (https:\S+)$/,
    run: (scene, line, [, kind, url]) =>
      addLink(ctxOf(scene, line), input.AddLink.parse({ reference: referenceOf(scene), kind, url, label: textOf(scene, line) })),
  },
  {
    words: /^sets field (\w+)$/,
    run: (scene, line, [, key]) =>
      setField(ctxOf(scene, line), input.SetField.parse({ reference: referenceOf(scene), key, to: textOf(scene, line) })),
  },
  { words: /^renames$/, run: (scene, line) => edit(scene, line, "title") },
  { words: /^summarises$/, run: (scene, line) => edit(scene, line, "summary") },
];

function about(scene: Scene, line: Line, name: string | undefined): { reference: string; entry: number } {
  return { reference: referenceOf(scene), entry: Number(named(scene, "note", name, line)) };
}

async function note(scene: Scene, line: Line): Promise<void> {
  const ctx = ctxOf(scene, line);
  const reference = referenceOf(scene);
  const attachments: string[] = [];
  for (const name of (option(line, "with") ?? "").split(" and ").filter(Boolean)) attachments.push(await attach(scene, line, name));
  const clocks = {
    occurredAt: clock(scene, line, "happened"),
    visibleAt: clock(scene, line, "visible"),
    seenAt: clock(scene, line, "seen"),
  };
  const { seq } = await addNote(ctx, input.AddNote.parse({ reference, text: textOf(scene, line), attachments, ...clocks }));
  const name = option(line, "as");
  if (name) scene.names.set(`note ${name}`, String(seq));
  await mark(scene, line, seq);
}

function clock(scene: Scene, line: Line, name: string): string | undefined {
  const offset = option(line, name);
  return offset === undefined ? undefined : at(scene, offset, line);
}

async function attach(scene: Scene, line: Line, name: string): Promise<string> {
  const { bytes, type } = contentOf(fileNamed(scene, name, line), scene.declaredAt);
  const upload = StoreAttachment.parse({ reference: referenceOf(scene), name, type });
  const stream = (async function* () {
    yield bytes;
  })();
  return (await storeAttachment(ctxOf(scene, line), { ...upload, stream })).id;
}

/** `[starred, pinned, #mitigation]`. */
async function mark(scene: Scene, line: Line, entry: number): Promise<void> {
  const tags = line.options.filter((option) => option.startsWith("#")).map((option) => option.slice(1));
  const marks = {
    ...(line.options.includes("starred") ? { isStarred: true } : {}),
    ...(line.options.includes("pinned") ? { isPinned: true } : {}),
    ...(tags.length > 0 ? { tags } : {}),
  };
  if (Object.keys(marks).length === 0) return;
  await markEntry(ctxOf(scene, line), input.MarkEntry.parse({ reference: referenceOf(scene), entry, ...marks }));
}

function edit(scene: Scene, line: Line, field: "title" | "summary") {
  return editIncident(ctxOf(scene, line), input.EditIncident.parse({ reference: referenceOf(scene), [field]: { to: textOf(scene, line) } }));
}
