import { z } from "zod";

/** How a list is asked for: at most `limit` items, after the opaque `cursor` of the page before; null or none asks for the first page. */
export const page = {
  limit: z.number().int().min(1).max(200).default(50),
  cursor: z.string().max(500).nullish(),
};

export type Page<T> = { items: T[]; nextCursor: string | null };

/** Writes the sort key of a page's last item as an opaque cursor (base64url of JSON). */
export function writeCursor(key: readonly (string | number)[]): string {
  const bytes = new TextEncoder().encode(JSON.stringify(key));
  return btoa(String.fromCharCode(...bytes))
    .replaceAll("+", "-")
    .replaceAll("/", "_")
    .replaceAll("=", "");
}

/** Reads a cursor with the shape that its list expects; null for none, and for one that is not of this list. */
export function readCursor<T>(cursor: string | null | undefined, shape: z.ZodType<T>): T | null {
  if (!cursor) return null;
  try {
    const binary = atob(cursor.replaceAll("-", "+").replaceAll("_", "/"));
    const text = new TextDecoder().decode(Uint8Array.from(binary, (unit) => unit.charCodeAt(0)));
    return shape.parse(JSON.parse(text, (_, value: unknown) => (typeof value === "string" ? storable(value) : value)));
  } catch {
    return null;
  }
}

/** A cursor may be forged: text that no database stores is no sort key. */
function storable(text: string): string {
  if (!text.isWellFormed() || text.includes("\0")) throw new Error("Not a sort key.");
  return text;
}

/** Cuts the one row read beyond the limit and turns it into the next cursor. */
export function pageOf<Row, T>(rows: Row[], limit: number, key: (row: Row) => readonly (string | number)[], item: (row: Row) => T): Page<T> {
  const shown = rows.slice(0, limit);
  const last = shown.at(-1);
  return { items: shown.map(item), nextCursor: rows.length > limit && last ? writeCursor(key(last)) : null };
}
