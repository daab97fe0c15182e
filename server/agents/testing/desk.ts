import { setTimeout as pause } from "node:timers/promises";
import { z } from "zod";
import { isOver, type RunState } from "#lib/contracts/agent.ts";
import { Reference } from "#lib/contracts/ids.ts";
import { AddNote, AddTask } from "#lib/contracts/incident-commands.ts";
import { ListEntries, ReadRoom } from "#lib/contracts/room-view.ts";
import { listEntries, readRoom } from "#server/board/index.ts";
import { addNote } from "#server/notes/index.ts";
import type { Ctx } from "#server/platform/ctx.ts";
import { db } from "#server/platform/db.ts";
import { addTask } from "#server/tasks/index.ts";
import { type Agent, type Driver, defineAgent, defineTool, readRun, startRun, type Tool } from "../index.ts";

/** Tools over the console's own commands, as an agent gets them: two that read, two that change something. */
export const TOOLS: readonly Tool[] = [
  defineTool({
    name: "get_incident",
    title: "Read an incident",
    description: "The state of an incident.",
    permission: "incident.read",
    risk: "read",
    input: ReadRoom,
    run: async (ctx, input) => (await readRoom(ctx, input)).room,
  }),
  defineTool({
    name: "list_entries",
    title: "Read a timeline",
    description: "The entries of an incident's timeline.",
    permission: "incident.read",
    risk: "read",
    input: ListEntries,
    run: async (ctx, input) => (await listEntries(ctx, input)).items,
  }),
  defineTool({
    name: "add_note",
    title: "Add a note",
    description: "Adds a note to an incident.",
    permission: "incident.write",
    risk: "write",
    input: AddNote.pick({ reference: true, text: true }),
    run: (ctx, input) => addNote(ctx, AddNote.parse(input)),
    key: true,
    effect: ({ reference, text }) => `Adds a note to ${reference}: “${text}”`,
  }),
  defineTool({
    name: "add_task",
    title: "Add a task",
    description: "Adds a next action.",
    permission: "incident.write",
    risk: "tells",
    input: AddTask,
    run: (ctx, input) => addTask(ctx, input),
    key: true,
  }),
  defineTool({
    name: "change_settings",
    title: "Change settings",
    description: "Only for administrators.",
    permission: "settings.manage",
    risk: "irreversible",
    input: z.object({ name: z.string() }),
    run: async () => "changed",
  }),
];

/** A reading tool that leaves a trace, so that tests can count how often it ran. It is idempotent by the request's key. */
export const LEAVE_TRACE = defineTool({
  name: "leave_trace",
  title: "Leave a trace",
  description: "For tests.",
  permission: "incident.write",
  risk: "read",
  input: z.object({ reference: Reference, text: z.string() }),
  run: async (ctx, { reference, text }) => ({ seq: (await addNote(ctx, AddNote.parse({ reference, text }))).seq }),
  key: true,
});

/** The same without a key: after an interruption nobody can tell whether it was done. */
export const LEAVE_TRACE_ONCE: Tool = { ...LEAVE_TRACE, name: "leave_trace_once", key: false };

/** An agent over these tools. Its built-in way reads the incident that it is asked about and says its title. */
export function anAgent(builtIn: Driver = readsAloud, tools: readonly Tool[] = TOOLS): Agent {
  return defineAgent({
    name: "clerk",
    title: "Clerk",
    description: "For tests.",
    tools: tools.map(({ name }) => name),
    instructions: "You are a clerk.",
    builtIn,
  });
}

export const readsAloud: Driver = async function* ({ prompt, incident }) {
  yield { type: "text", text: `You asked: ${prompt}\n\n` };
  if (incident === null) return;
  const reply = yield { type: "call", tool: "get_incident", input: { reference: incident } };
  const title = reply.kind === "value" ? (reply.value as { title: string }).title : "unknown";
  yield { type: "block", block: { kind: "text", text: title } };
  yield { type: "text", text: `It is called ${title}.` };
};

export async function ask(ctx: Ctx, prompt: string, incident?: string): Promise<string> {
  return (await startRun(ctx, { agent: "clerk", prompt, incident })).id;
}

/** Waits until the run stands like this, and answers with how it reads. */
export async function until(ctx: Ctx, id: string, wanted: (state: RunState) => boolean = isOver) {
  for (let waited = 0; waited < 50_000; waited += 20) {
    const { state } = await db().agentRun.findUniqueOrThrow({ where: { id }, select: { state: true } });
    if (wanted(state as RunState)) return readRun(ctx, id ? { id } : { id });
    await pause(20);
  }
  throw new Error(`The run ${id} did not get there.`);
}

/** Everything that was said, as a reader sees it: without what was taken back. */
export function wordsOf({ chunks }: Awaited<ReturnType<typeof readRun>>): string {
  let words = "";
  let kept = "";
  for (const { data } of chunks) {
    if (data.type === "start-step") kept = words;
    if (data.type === "text-delta") words += data.delta;
    if (data.type === "reset-step") words = kept;
  }
  return words;
}
