import { z } from "zod";
import { Reference, Uuid } from "./ids.ts";
import { Instant } from "./text.ts";

const text = z.string().max(20_000);

/**
 * The closed vocabulary of what documents, agents and steps show. Texts are Markdown without HTML and may name a figure as
 * `{{figure_name}}`: no digits of a figure are typed.
 */
export const Block = z.discriminatedUnion("kind", [
  z.object({ kind: z.literal("heading"), text }),
  z.object({ kind: z.literal("text"), text }),
  z.object({ kind: z.literal("fields"), fields: z.array(z.object({ label: text, value: text })).max(50) }),
  z.object({ kind: z.literal("table"), head: z.array(text).max(20), rows: z.array(z.array(text).max(20)).max(500) }),
  z.object({ kind: z.literal("checklist"), items: z.array(z.object({ text, isDone: z.boolean() })).max(200) }),
  z.object({ kind: z.literal("list"), items: z.array(text).max(500) }),
  /** A series with equal steps; a gap is null. `changeAt`: where it shifts. */
  z.object({
    kind: z.literal("chart"),
    title: text,
    from: Instant,
    stepMs: z.number().positive(),
    values: z.array(z.number().nullable()).max(2_000),
    changeAt: Instant.nullable(),
    /** The id of the evidence that it shows. */
    evidence: text,
  }),
]);
export type Block = z.infer<typeof Block>;

/** A figure as a document had it. `inputs` is the fingerprint of what it was computed from: another one means another version. */
export const CitedFigure = z.object({ title: z.string(), words: z.string(), inputs: z.string(), formula: z.string(), asOf: z.string() });
export type CitedFigure = z.infer<typeof CitedFigure>;

export const DOCUMENT_KINDS = ["declaration"] as const;
export const DocumentKind = z.enum(DOCUMENT_KINDS);
export type DocumentKind = z.infer<typeof DocumentKind>;

/** A document about an incident as it was posted. `version` counts those of its kind from 1; `seq` is the log position that it speaks of. */
export const IncidentDocument = z.object({
  id: Uuid,
  kind: DocumentKind,
  title: z.string(),
  version: z.number().int().positive(),
  seq: z.number().int(),
  blocks: z.array(Block).max(200),
  figures: z.record(z.string(), CitedFigure),
});
export type IncidentDocument = z.infer<typeof IncidentDocument>;

/** What the room keeps of each kind's newest document. */
export const DocumentNote = IncidentDocument.pick({ id: true, kind: true, title: true, version: true, figures: true });
export type DocumentNote = z.infer<typeof DocumentNote>;

export const ReadFigureHistory = z.object({ reference: Reference, name: z.string().min(1).max(300) });
export const ReadDocument = z.object({ reference: Reference, kind: DocumentKind, version: z.number().int().positive().optional() });
