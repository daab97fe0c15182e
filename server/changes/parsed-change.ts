import { createHash } from "node:crypto";
import type { ChangeKind } from "#lib/contracts/alert-terms.ts";
import { ReceiveChange } from "#lib/contracts/change.ts";
import { jsonOf, Unreadable } from "#server/platform/foreign-json.ts";

/** A change as a source tells of it. `key`: by which that source knows it. `at` null: when it came. */
export type ParsedChange = {
  key: string;
  kind: ChangeKind;
  service: string;
  title: string;
  author: string | null;
  link: string | null;
  at: string | null;
};

/** The change that a script sent; its shape was checked when it came. */
export function changeOfApi(body: string): ParsedChange {
  const parsed = ReceiveChange.safeParse(jsonOf(body));
  if (!parsed.success) throw new Unreadable(parsed.error.issues[0]?.message ?? "It is no change.");
  const { id, kind, service, title, author, link, at } = parsed.data;
  const said = JSON.stringify([kind, service, title, at, author, link]);
  return {
    key: id ?? createHash("sha256").update(said).digest("base64url"),
    kind,
    service,
    title,
    author: author || null,
    link: link ?? null,
    at: at ?? null,
  };
}
