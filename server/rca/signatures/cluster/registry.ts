import type { Signature } from "../signature.ts";
import { ADMISSION } from "./admission.ts";
import { CONFIGURATION } from "./configuration.ts";
import { CRASHES } from "./crashes.ts";
import { IMAGES } from "./images.ts";
import { JOBS } from "./jobs.ts";
import { NODES } from "./nodes.ts";
import { PERFORMANCE } from "./performance.ts";
import { PLACEMENT } from "./placement.ts";
import { PROBES } from "./probes.ts";
import { ROOM } from "./room.ts";
import { ROUTING } from "./routing.ts";
import { VOLUMES } from "./volumes.ts";

const FAMILIES = [PLACEMENT, ROOM, IMAGES, CRASHES, PROBES, ADMISSION, CONFIGURATION, VOLUMES, ROUTING, NODES, PERFORMANCE, JOBS];

/** Families that the state of a cluster shows best. One file a group of families in this folder, one word here. */
export const CLUSTER_SIGNATURES: Record<string, Signature> = Object.fromEntries(FAMILIES.flat().map((signature) => [signature.name, signature]));
