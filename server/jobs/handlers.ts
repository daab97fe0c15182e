import type { z } from "zod";
import { reExamineAfterNews } from "#server/action-items/index.ts";
import { announce } from "#server/notifications/index.ts";
import { draftAfterResolve } from "#server/postmortems/index.ts";
import type { JOBS, JobName } from "./define.ts";

/** What each kind of job does: parse is done by the worker, so each only calls a command. */
export const HANDLERS: { [K in JobName]: (data: z.infer<(typeof JOBS)[K]>) => Promise<void> } = {
  announce,
  "re-examine-action-items": reExamineAfterNews,
  "draft-postmortem": draftAfterResolve,
};
