import { z } from "zod";
import { Uuid } from "#lib/contracts/ids.ts";
import { Instant, textOf } from "#lib/contracts/text.ts";
import { InvalidError } from "#server/platform/errors.ts";

export const aim = {
  investigation: Uuid.meta({ description: "The investigation that the answer is evidence of." }),
  connection: z.string().trim().min(1).max(200).optional().meta({ description: "The connection's name, where several are of one kind." }),
};
export const inTime = {
  from: Instant.optional().meta({ description: "RFC 3339; by default the investigation's time." }),
  to: Instant.optional(),
};
export const Query = textOf(8_000, "The query");
export const upTo = (most: number, usual: number) => z.number().int().min(1).max(most).default(usual);

type Window = { from: number; to: number };

/** The time that was asked for, or the investigation's. Pure. */
export function windowOf({ from, to }: { from?: string | undefined; to?: string | undefined }, whole: Window): Window {
  const window = { from: from ? Date.parse(from) : whole.from, to: to ? Date.parse(to) : whole.to };
  if (window.from >= window.to) throw new InvalidError("The time ends before it begins. Give from and to the other way round.");
  return window;
}

/** How the question reads in the list of captures. Pure. */
export function commandOf(tool: string, query: string, { from, to }: Window): string {
  return `${tool} ${query} from ${new Date(from).toISOString()} to ${new Date(to).toISOString()}`;
}
