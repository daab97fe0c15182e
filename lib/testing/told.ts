import type { RoomState } from "../contracts/room.ts";
import type { FactOf } from "../contracts/timeline.ts";
import { ADA, idOf, minutesPast } from "./room.ts";

const REQUEST = {
  id: idOf(80),
  status: "identified" as const,
  title: "Some payments fail",
  text: "We know why",
  workaround: "",
  stakeholderText: "",
  eta: null,
  nextBy: minutesPast(30),
  pages: [{ id: idOf(82), slug: "acme", name: "Acme" }],
  components: [{ id: idOf(83), name: "Payments", state: "partial" as const }],
  internalText: "",
  by: ADA,
};
const asked = { text: "Is my data safe?", askedAt: minutesPast(1), people: 1, wordings: ["Is my data safe?"], answer: null, isDismissed: false };

type Example<K extends "publication" | "question"> = { fact: FactOf<K>; after: Partial<RoomState> };

/** A request for approval, and what it leaves in the room a minute after noon. */
const PUBLICATION: Example<"publication"> = {
  fact: { kind: "publication", action: "asked", id: REQUEST.id, title: REQUEST.title, request: REQUEST, text: null, reason: "" },
  after: { told: { publications: [], requests: [{ ...REQUEST, at: minutesPast(1) }], questions: [] } },
};

/** A stakeholder's question, and what it leaves. */
const QUESTION: Example<"question"> = {
  fact: { kind: "question", action: "asked", id: idOf(81), text: asked.text },
  after: { told: { publications: [], requests: [], questions: [{ id: idOf(81), ...asked }] } },
};

/** A fact of each kind that status pages tell. */
export const TOLD_FACTS = { publication: PUBLICATION, question: QUESTION };
