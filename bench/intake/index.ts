import type { Group } from "../frame/measure.ts";
import { ingest } from "./ingest.ts";

export const intake: Group = { name: "intake", measures: [ingest] };
