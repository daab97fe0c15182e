import { z } from "zod";
import { CitedFigure } from "./document.ts";
import { Phase, Severity } from "./incident.ts";
import { Instant } from "./text.ts";

/**
 * A sentence of a summary. `text` names its numbers as `{{figure_name}}`, `words` has them as they are; `entries` are the log positions that it
 * stands on: none where it says that something is not known or not there.
 */
export const Statement = z.object({ text: z.string(), words: z.string(), entries: z.array(z.number().int()) });
export type Statement = z.infer<typeof Statement>;

/** An incident for people who decide and do not follow it: what, impact, who, what is being done, what comes next, what they have to decide. */
export const ExecutiveSummary = z.object({
  reference: z.string(),
  title: z.string(),
  severity: Severity.nullable(),
  phase: Phase,
  asOf: Instant,
  /** The log position that it speaks of. */
  seq: z.number().int(),
  sections: z.array(z.object({ heading: z.string(), statements: z.array(Statement) })),
  figures: z.record(z.string(), CitedFigure),
});
export type ExecutiveSummary = z.infer<typeof ExecutiveSummary>;
