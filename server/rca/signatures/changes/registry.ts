import type { Signature } from "../signature.ts";
import { FAULTY_CHANGE } from "./faulty-change.ts";
import { BAD_RECORD, EXPIRED, MACHINE_TROUBLE, PROVIDER_OUTAGE, TRAFFIC_SURGE } from "./outside-of-changes.ts";

/** Families that changes show best, and those that clear them. One line here. */
export const CHANGES_SIGNATURES = {
  "faulty-change": FAULTY_CHANGE,
  "provider-outage": PROVIDER_OUTAGE,
  "traffic-surge": TRAFFIC_SURGE,
  "machine-trouble": MACHINE_TROUBLE,
  "bad-record": BAD_RECORD,
  expired: EXPIRED,
} as const satisfies Record<string, Signature>;
