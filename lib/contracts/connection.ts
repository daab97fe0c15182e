import { z } from "zod";
import { CONNECTION_KIND_NAMES } from "./connection-kinds.ts";
import { Uuid } from "./ids.ts";
import { Instant, lineOf } from "./text.ts";

/** What a kind wants in `settings` and `secrets` is checked against the kind (connection-kinds.ts) where it is saved. */
const parts = {
  name: lineOf(80, "The name"),
  settings: z.record(z.string(), z.unknown()),
  secrets: z.record(z.string(), z.string()),
};

export const CreateConnection = z.object({
  kind: z.enum(CONNECTION_KIND_NAMES),
  name: parts.name,
  settings: parts.settings.default({}),
  secrets: parts.secrets.default({}),
});

/**
 * `version` is the one that the editor saw. What is left out stays; so do secrets that are given empty, unless the host they are sent to
 * changes: then they have to be given again.
 */
export const ChangeConnection = z.object({
  id: Uuid,
  version: z.number().int().min(1),
  name: parts.name.optional(),
  settings: parts.settings.optional(),
  secrets: parts.secrets.optional(),
  isEnabled: z.boolean().optional(),
});

/** `environment-<kind>` for one that comes from the environment. */
export const ConnectionRef = z.object({
  id: z.union([Uuid, z.enum(CONNECTION_KIND_NAMES.map((kind) => `environment-${kind}` as const))], { error: "There is no such connection." }),
});
export const ConnectionId = z.object({ id: Uuid });

export const ConnectionTest = z.object({ at: Instant, isGood: z.boolean(), message: z.string() });
export type ConnectionTest = z.infer<typeof ConnectionTest>;

/** `secrets`: of each that is set, how it ends; never the secret. `problem`: why it cannot be used as it is. */
export const ConnectionSummary = z.object({
  id: z.string(),
  kind: z.enum(CONNECTION_KIND_NAMES),
  name: z.string(),
  source: z.enum(["settings", "environment"]),
  settings: z.record(z.string(), z.unknown()),
  secrets: z.record(z.string(), z.string()),
  isEnabled: z.boolean(),
  problem: z.string().nullable(),
  lastTest: ConnectionTest.nullable(),
  version: z.number().int(),
});
export type ConnectionSummary = z.infer<typeof ConnectionSummary>;
