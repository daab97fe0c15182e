import { z } from "zod";
import { Instant } from "#lib/contracts/text.ts";

/** Where a page of changes ended: when it was made, and its id. */
export const Place = z.tuple([Instant, z.uuid()]);
