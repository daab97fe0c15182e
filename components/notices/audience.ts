import { targetChoices, targetName, targetOf } from "#components/policies/draft.ts";
import type { Choice } from "#components/ui/combobox.tsx";
import type { PolicyBook } from "#lib/contracts/escalation/policies.ts";
import { type Audience, audienceKey, NoticeMatrix as Matrix, type NoticeMatrix } from "#lib/contracts/notice.ts";
import { Email } from "#lib/contracts/people.ts";

const MAIL = "mail:";
const OWN: Record<"everyone" | "owners" | "watchers", string> = {
  everyone: "Everyone",
  owners: "The teams of the affected services",
  watchers: "Whoever watches it",
};

/** What an audience is called on screen. `names`: of people, by id. */
export function audienceLabel(audience: Audience, book: PolicyBook, names: Record<string, string>): string {
  switch (audience.kind) {
    case "everyone":
    case "owners":
    case "watchers":
      return OWN[audience.kind];
    case "mail":
      return audience.address;
    default: {
      const name = targetName(audience, book, names);
      return name.charAt(0).toUpperCase() + name.slice(1);
    }
  }
}

/** The audience that a key means. */
export function audienceOf(key: string): Audience | null {
  if (key === "everyone" || key === "owners" || key === "watchers") return { kind: key };
  if (key.startsWith(MAIL)) return { kind: "mail", address: key.slice(MAIL.length) };
  return targetOf(key);
}

/** Everything but people that may be told, as far as it fits what is typed; an address that is typed is one by itself. */
export function audienceChoices(book: PolicyBook, roles: readonly { key: string; label: string }[], query: string): Choice[] {
  const q = query.toLowerCase();
  const own = Object.entries(OWN).map(([id, name]) => ({ id, name, hint: "" }));
  // PagerDuty calls somebody: news does not go there.
  const others = targetChoices({ ...book, channels: book.channels.filter(({ kind }) => kind !== "pagerduty") }, roles);
  const fitting = [...own, ...others].filter(({ name, hint = "" }) => `${name} ${hint}`.toLowerCase().includes(q));
  const address = Email.safeParse(query);
  const mail = address.success ? [{ id: `${MAIL}${address.data}`, name: address.data, hint: "by mail" }] : [];
  return [...mail, ...fitting.map(({ id, name, hint }) => ({ id, name, hint }))];
}

export function chosenOf(audiences: readonly Audience[], book: PolicyBook, names: Record<string, string>): Choice[] {
  return audiences.map((audience) => ({ id: audienceKey(audience), name: audienceLabel(audience, book, names) }));
}

/** A matrix as it is being edited, with the names of people who were chosen since. */
export type NoticeDraft = { matrix: NoticeMatrix; names: Record<string, string> };

/** What was kept of a draft, if it still is one. Lines that are not finished are kept, too. */
export function noticeDraftFrom(text: string): NoticeDraft | null {
  try {
    const kept = JSON.parse(text) as NoticeDraft;
    const finished = Object.fromEntries(
      Object.entries(kept.matrix).map(([severity, rules]) => [
        severity,
        rules.filter(({ audiences, events }) => audiences.length * events.length > 0),
      ]),
    );
    return Matrix.safeParse(finished).success && typeof kept.names === "object" ? kept : null;
  } catch {
    return null;
  }
}
