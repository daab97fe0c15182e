import { z } from "zod";

/** Every kind of background job, with what it carries. A handler for each stands in handlers.ts. */
export const JOBS = {
  announce: z.object({ incidentId: z.uuid(), seq: z.number().int(), userIds: z.array(z.uuid()) }),
  "re-examine-action-items": z.object({ reference: z.string() }),
  "draft-postmortem": z.object({ reference: z.string() }),
} as const;

export type JobName = keyof typeof JOBS;
export type Job = { [K in JobName]: { name: K; data: z.infer<(typeof JOBS)[K]> } }[JobName];
