import { z } from "zod";

export const ACTOR_TYPES = ["user", "agent", "connector", "api-key", "system", "visitor"] as const;

/** Who did something. The name is as it was at that moment; the id stays valid. */
export const Actor = z.object({ type: z.enum(ACTOR_TYPES), id: z.string(), name: z.string() });
export type Actor = z.infer<typeof Actor>;

/** A person as facts name them. */
export const PersonRef = z.object({ id: z.string(), name: z.string() });
export type PersonRef = z.infer<typeof PersonRef>;
