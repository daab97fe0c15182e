import type { RoomState } from "../room.ts";
import { inWords, publicTitle } from "./complete.ts";
import { type ComponentSaid, latestPublication, type WorkStatus } from "./publication.ts";

type Room = Pick<RoomState, "kind" | "services" | "intervals" | "severity" | "told" | "phase" | "figures" | "timestamps">;
export type Drafted = { status: WorkStatus; title: string; text: string; stakeholderText: string; internalText: string; workaround: string };

const STATUS_OF: Partial<Record<RoomState["phase"], WorkStatus>> = {
  identified: "identified",
  mitigating: "identified",
  monitoring: "monitoring",
  resolved: "resolved",
  review: "resolved",
  closed: "resolved",
};

/** Which status the phase of an incident means for the public. */
export function statusFor({ phase }: Pick<Room, "phase">): WorkStatus {
  return STATUS_OF[phase] ?? "investigating";
}

/** An update in plain words, from what is recorded and from nothing else: whom it hurts, how much, what is done. Pure. */
export function draftedUpdate(room: Room, components: readonly ComponentSaid[], status = statusFor(room)): Drafted {
  const before = latestPublication(room.told);
  const names = inWords([...new Set(components.map(({ name }) => name))].slice(0, 4)) || "our service";
  return {
    status,
    title: publicTitle(room, components),
    text: [TEXTS[status](names, shareInWords(room)), ...(status === "resolved" ? [] : [regionsInWords(room)])].filter(Boolean).join(" "),
    stakeholderText: stakeholderWords(room),
    internalText: "",
    workaround: before?.workaround ?? "",
  };
}

const TEXTS: Record<WorkStatus, (names: string, share: string) => string> = {
  investigating: (names, share) => `${share || "Some requests"} to ${names} may fail or be slow. We are looking into it.`,
  identified: (names) => `We have found the cause of the problem with ${names} and are working on it.`,
  monitoring: (names) => `We have taken measures, and ${names} should work again. We are watching it before we call this over.`,
  resolved: (names) => `The problem with ${names} is over. We are sorry for the trouble that it caused.`,
};

/** A share as people say it; empty where none is recorded. Halves and more are never “some”. */
export function shareInWords({ figures: { usersPercent } }: Pick<Room, "figures">): string {
  if (usersPercent === null) return "";
  if (usersPercent >= 99) return "All requests";
  if (usersPercent >= 50) return `More than half of the requests (about ${Math.round(usersPercent)} %)`;
  return `About ${Math.max(1, Math.round(usersPercent))} % of the requests`;
}

function regionsInWords({ figures: { regions } }: Room): string {
  return regions.length > 0 ? `Affected: ${inWords(regions)}.` : "";
}

function stakeholderWords({ figures }: Room): string {
  const parts = [
    figures.customers === null ? "" : `${new Intl.NumberFormat("en").format(figures.customers)} customers are affected.`,
    figures.dataLoss === null ? "" : figures.dataLoss ? "Data was lost." : "No loss of data is known.",
  ];
  return parts.filter(Boolean).join(" ");
}
