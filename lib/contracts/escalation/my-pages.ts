import { z } from "zod";
import { Uuid } from "../ids.ts";
import { Severity } from "../incident.ts";
import { Instant } from "../text.ts";

/** A page of one's own that nobody has answered yet. `step`: as what one was paged, such as `L2 Team Lead`. */
export const MyPage = z.object({
  page: Uuid,
  reference: z.string(),
  title: z.string(),
  severity: Severity.nullable(),
  kind: z.string(),
  step: z.string(),
  pagedAt: Instant,
});
export type MyPage = z.infer<typeof MyPage>;
