import type { Clue } from "../clue.ts";
import type { Detector } from "../detectors.ts";
import type { Notebook } from "../notebook.ts";
import { adjudicate } from "./adjudicate.ts";
import type { Found } from "./check/found.ts";
import { CHECKS } from "./checks.ts";
import { openCluster } from "./cluster.ts";
import { earliest } from "./read/times.ts";

/** Reads what was recorded of a Kubernetes cluster and says what is wrong in it, with the origin before what follows from it. */
export const clusterDetector: Detector = {
  name: "cluster",
  doing: "Looking at the cluster",
  detect(bundle, _frame, notebook) {
    if (bundle.outputs.length === 0 && bundle.objects.length === 0) return { clues: [] };
    const cluster = openCluster(bundle);
    const found = CHECKS.flatMap((check) => check(cluster));
    return { clues: adjudicate(found, cluster, bundle).map((one) => clueOf(one, notebook)) };
  },
};

function clueOf({ shows, names, ...clue }: Found, notebook: Notebook): Clue {
  const filled = Object.fromEntries(Object.entries(names).filter(([, value]) => value !== ""));
  const evidence = shows.map(({ at, ...shown }) => notebook.cite(at ? { ...shown, at: new Date(at).toISOString() } : shown));
  return { ...clue, names: filled, at: earliest(...shows.map(({ at }) => at)), evidence };
}
