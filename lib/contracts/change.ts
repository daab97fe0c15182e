import { z } from "zod";
import { CHANGE_KINDS } from "./alert-terms.ts";
import { Uuid } from "./ids.ts";
import { page } from "./page.ts";
import { Instant, lineOf, optionalLineOf, WebAddress } from "./text.ts";

export const ChangeKindName = z.enum(CHANGE_KINDS, `Give a kind: ${CHANGE_KINDS.join(", ")}.`);

/** A change as a script sends it. `id`: the sender's own, so that a repeat is known; without it all that is said counts. */
export const ReceiveChange = z.object({
  kind: ChangeKindName.default("deploy"),
  service: optionalLineOf(200, "The service").default(""),
  title: lineOf(300, "The title"),
  at: Instant.optional(),
  link: WebAddress.nullish(),
  author: optionalLineOf(200, "The author").nullish(),
  id: lineOf(200, "The id").optional(),
});
export type ReceivedChange = z.output<typeof ReceiveChange>;

/** `from`, `to`: when it was made. `service`: of the catalogue. */
export const ListChanges = z.object({
  from: Instant.nullish(),
  to: Instant.nullish(),
  service: Uuid.nullish(),
  kind: ChangeKindName.nullish(),
  ...page,
});

export const ChangeSummary = z.object({
  id: z.string(),
  kind: z.enum(CHANGE_KINDS),
  service: z.object({ id: z.string().nullable(), name: z.string() }).nullable(),
  title: z.string(),
  author: z.string().nullable(),
  link: z.string().nullable(),
  at: Instant,
  source: z.string(),
});
export type ChangeSummary = z.infer<typeof ChangeSummary>;

/** A change as facts name it. */
export const ChangeRef = z.object({
  id: z.string(),
  kind: z.enum(CHANGE_KINDS),
  service: z.string(),
  title: z.string(),
  author: z.string().nullable(),
  link: z.string().nullable(),
  at: Instant,
});
export type ChangeRef = z.infer<typeof ChangeRef>;
