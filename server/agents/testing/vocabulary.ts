import { BUILT_IN_ROLES } from "#lib/contracts/built-in-roles.ts";
import type { Vocabulary } from "../understanding/vocabulary.ts";

/** The people, services and incidents of the tests of what is understood: it is the afternoon of a Monday, in the room of a first incident. */
export const VOCABULARY: Vocabulary = {
  people: [
    { id: "p-ada", name: "Ada Lindqvist", handle: "ada" },
    { id: "p-grace", name: "Grace Okafor", handle: "grace" },
    { id: "p-linus", name: "Linus Brandt", handle: "linus" },
    { id: "p-sam", name: "Sam Reed", handle: "sam" },
    { id: "p-sam2", name: "Sam Holt", handle: "sam2" },
  ],
  services: [
    { id: "s-pay", name: "Payment API", slug: "payment-api" },
    { id: "s-checkout", name: "Checkout", slug: "checkout" },
    { id: "s-search", name: "Search", slug: "search" },
  ],
  roles: BUILT_IN_ROLES.map(({ key, label }) => ({ key, label })),
  incident: "INC-2026-1123-001",
  incidents: ["INC-2026-1123-001", "INC-2026-1123-002", "INC-2026-1120-004"],
  me: { id: "p-ada", name: "Ada Lindqvist" },
  now: "2026-11-23T16:00:00.000Z",
};
