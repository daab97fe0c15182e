import type { IntegrationKind } from "#lib/contracts/integration-kinds.ts";
import { unsealSecrets } from "#server/integrations/index.ts";
import { log } from "#server/platform/log.ts";
import { intakePool } from "./pool.ts";

/** An integration that may send, with the secrets that count now. */
export type Sender = { id: string; kind: IntegrationKind; isEnabled: boolean; secrets: string[] };

type Row = { id: string; kind: IntegrationKind; is_enabled: boolean; secret: string; previous_secret: string | null };

/** What is known of a sender is asked again after this long: a change counts within two seconds. */
const FRESH_MS = 2_000;
/** While the database is away, what was known goes on counting. */
const known = new Map<string, { at: number; sender: Sender | null }>();
const asking = new Map<string, Promise<Sender | null>>();
const MOST_KNOWN = 10_000;

/** The integration with this id; null when there is none. @throws when it was never seen and the database is away. */
export async function senderOf(id: string): Promise<Sender | null> {
  const found = known.get(id);
  if (found && Date.now() - found.at < FRESH_MS) return found.sender;
  const asked = asking.get(id) ?? read(id).finally(() => asking.delete(id));
  asking.set(id, asked);
  return asked.catch((error: unknown) => {
    if (found) return found.sender;
    throw error;
  });
}

async function read(id: string): Promise<Sender | null> {
  const { rows } = await intakePool().query<Row>({
    name: "intake-sender",
    text: `SELECT id, kind, is_enabled, secret, CASE WHEN previous_until > muster_now() THEN previous_secret END AS previous_secret
      FROM integration WHERE id = $1 AND deleted_at IS NULL`,
    values: [id],
  });
  const [row] = rows;
  const sender = row ? await opened(row) : null;
  if (known.size >= MOST_KNOWN) known.clear();
  known.set(id, { at: Date.now(), sender });
  return sender;
}

async function opened({ id, kind, is_enabled, secret, previous_secret }: Row): Promise<Sender> {
  const secrets = await unsealSecrets({ id, secret, previousSecret: previous_secret }).catch((error: unknown) => {
    log.error({ error: String(error) }, "The secret of an integration cannot be opened; what it sends is refused.");
    return [];
  });
  return { id, kind, isEnabled: is_enabled, secrets };
}
