import type { Ranked } from "./answer.ts";
import type { Bundle } from "./bundle.ts";
import type { Clue } from "./clue.ts";
import type { Frame } from "./frame.ts";
import { edgesOf } from "./graph/edges.ts";
import { type GraphQuestion, rankOverGraph } from "./graph/rank-over-graph.ts";
import { withoutDenied } from "./graph/traces-deny.ts";
import { trafficOf } from "./graph/traffic.ts";
import { ledByWords } from "./verdict/lead.ts";

export type Suspect = Ranked & { clues: Clue[] };

/** Things by how surely the trouble comes from them. */
export function rankSuspects(clues: readonly Clue[], bundle: Bundle, frame: Frame): Suspect[] {
  return rankOverGraph(questionOf(clues, bundle, frame)).map(({ service, score, clues: ranked }) => {
    const own = ledByWords(ranked);
    const [first] = own;
    return {
      service,
      score,
      ...(first?.metric ? { metric: first.metric } : {}),
      ...(first?.signature ? { signature: first.signature } : {}),
      clues: own,
    };
  });
}

/** What is asked of the graph: clues less what traces deny, and who calls whom. */
export function questionOf(clues: readonly Clue[], bundle: Bundle, frame: Frame): GraphQuestion {
  const standing = withoutDenied(clues, bundle, frame);
  const symptoms = frame.symptoms.map(({ service }) => service);
  return { clues: standing, edges: edgesOf(bundle, standing), symptoms, traffic: trafficOf(bundle.series, frame) };
}
