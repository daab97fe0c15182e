import type { IncomingMessage } from "node:http";

const MOST_BYTES = 8 * 1024;
const MOST_VALUES = 200;

/** The fields of a form as browsers send it; null when it is larger than any form here. A name that comes often is a list. */
export async function readForm(req: IncomingMessage): Promise<Record<string, string | string[]> | null> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of req as AsyncIterable<Buffer>) {
    size += chunk.length;
    if (size > MOST_BYTES) return null;
    chunks.push(chunk);
  }
  const given = new URLSearchParams(Buffer.concat(chunks).toString("utf8"));
  const fields: Record<string, string | string[]> = {};
  for (const name of new Set([...given.keys()].slice(0, MOST_VALUES))) {
    const values = given.getAll(name).slice(0, MOST_VALUES);
    fields[name] = values.length === 1 ? (values[0] ?? "") : values;
  }
  return fields;
}
