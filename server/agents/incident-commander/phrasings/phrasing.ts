import type { Slots } from "../../understanding/vocabulary.ts";

/** What somebody says, what is meant by it, and of its slots those that matter. */
export type Phrasing = readonly [prompt: string, intent: string, slots?: Partial<Record<keyof Slots, unknown>>];
