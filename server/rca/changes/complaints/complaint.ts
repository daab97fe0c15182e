import type { ActName } from "../acts/act.ts";

/**
 * What evidence complains of, and which acts of a change bring that about (from 0 to 1): the knowledge of the matter. `says` reads log lines, errors and alerts;
 * `metric` the names of series that went `direction`.
 */
export type Complaint = {
  name: string;
  says: RegExp;
  metric?: { name: RegExp; direction: "up" | "down" };
  by: Partial<Record<ActName, number>>;
};
