import type { Complaint } from "./complaint.ts";
import { OF_FAULTS } from "./of-faults.ts";
import { OF_LOAD } from "./of-load.ts";
import { OF_PARTS } from "./of-parts.ts";

/** All that evidence may complain of. */
export const COMPLAINTS: readonly Complaint[] = [...OF_FAULTS, ...OF_LOAD, ...OF_PARTS];
