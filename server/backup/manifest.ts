import { z } from "zod";

/** What a backup holds, as its first file `manifest.json` says. `order`: the tables as they can be filled one after the other. */
export const Manifest = z.object({
  format: z.literal(1),
  version: z.string(),
  createdAt: z.string(),
  migrations: z.array(z.string()),
  tables: z.array(z.object({ name: z.string(), columns: z.array(z.string()), rows: z.number().int(), sha256: z.string() })),
  attachments: z.array(z.string()),
});
export type Manifest = z.infer<typeof Manifest>;

export const MANIFEST_FILE = "manifest.json";
export const tableFile = (name: string): string => `tables/${name}.copy`;
export const attachmentFile = (sha256: string): string => `attachments/${sha256}`;
