import { CONNECTION_KINDS, type ReadingKind } from "#lib/contracts/connection-kinds.ts";
import type { Link, OpenConnection } from "../define.ts";
import type { Limits } from "../far.ts";
import { openLink } from "../registry.ts";

type Given = { settings?: Record<string, unknown>; secrets?: Record<string, string>; limits?: Partial<Limits>; allowedHosts?: string[] };

/** Short enough for tests that wait for none of it. */
export const QUICK: Partial<Limits> = { waitMs: 5, longestWaitMs: 50, timeoutMs: 2_000, altogetherMs: 4_000 };
export const WINDOW = { from: 1_795_426_005_000, to: 1_795_429_605_000 };

/** A connection of this kind to a far side, as the environment would give it. */
export function linkFor(kind: ReadingKind, url: string, { settings = {}, secrets = {}, limits = {}, allowedHosts }: Given = {}): Promise<Link> {
  const description = CONNECTION_KINDS[kind];
  const check = Object.values(description.environment as Record<string, string>);
  const connection = {
    kind,
    name: `Test ${description.title}`,
    source: allowedHosts ? "settings" : "environment",
    settings: description.settings.parse({ url, ...settings }),
    secrets: description.secrets.parse({ token: "s3cret-token", ...secrets }),
    check: { address: check[0] ?? "", secret: check.find((name) => /TOKEN|KEY|KUBECONFIG/.test(name)) ?? "" },
    allowedHosts: allowedHosts ?? [],
    limits: { ...QUICK, ...limits },
  } as OpenConnection;
  return openLink(connection);
}
