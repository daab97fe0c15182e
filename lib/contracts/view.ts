import { z } from "zod";
import { Uuid } from "./ids.ts";
import { lineOf } from "./text.ts";

/** The board's query string, without `?`. */
export const ViewQuery = z
  .string()
  .max(2_000, "A view's filters have at most 2,000 characters.")
  .transform((value) => new URLSearchParams(value.toWellFormed().replace(/^\?/, "")).toString());

/** Without `id`: saves under a new name, or replaces one's own view of that name. With `id`: renames, shares or changes one's own view. */
export const SaveView = z.object({
  id: Uuid.optional(),
  name: lineOf(60, "The view's name"),
  query: ViewQuery,
  isShared: z.boolean().default(false),
});
export const DeleteView = z.object({ id: Uuid });

export const SavedViewItem = z.object({
  id: z.string(),
  name: z.string(),
  query: z.string(),
  isShared: z.boolean(),
  isOwn: z.boolean(),
  owner: z.string(),
});
export type SavedViewItem = z.infer<typeof SavedViewItem>;
