import type { Grammar, Heard, Intent, Reading } from "../understanding/grammar.ts";
import { ask, on, textAfter, understood } from "../understanding/readings.ts";
import { EXAMPLES } from "./phrasings.ts";

const asked =
  (what: string) =>
  (heard: Heard): Reading => ({ slots: scopeOf(heard), missing: null, reading: what });

/** Which incident, services and time a question is about. */
function scopeOf({ finds, vocabulary }: Heard) {
  const reference = finds.references[0]?.value ?? vocabulary.incident;
  const services = finds.services.map(({ value }) => value);
  const at = finds.times[0]?.value;
  return { ...(reference ? { reference } : {}), ...(services.length > 0 ? { services } : {}), ...(at ? { at } : {}) };
}

const SHOW = "show|give|tell|list|display|read|print|explain|see";
const question = (name: string, example: string, what: string, cues: Intent["cues"]): Intent => ({
  name,
  example,
  isCommand: false,
  isAnyTime: true,
  cues,
  read: asked(what),
});

/** What people ask of an investigation. Each names a part of the report; everything else is a question to look into. */
export const GRAMMAR: Grammar = {
  intents: [
    question("investigate", "Investigate the cause of the payment API outage at 14:30", "Look for the root cause", [
      ["^ investigate|investigating|diagnose|analyse|analyze|troubleshoot|debug|examine|rca", 1.6],
      ["^ look|dig|check into|at|what|why|for", 1.3],
      ["^ find|determine|identify|get|work|figure|track|search out|down|for? ~ cause|reason|culprit|fault|problem|wrong", 1.5],
      ["^ find|figure|work|tell out|me? what|why", 1.3],
      ["what|which ~ caused|causing|causes|broke|breaks|triggered|triggers|happened|wrong|failed|failing", 1.25],
      ["what is|was|could|might be? ~ cause|reason|causing|behind|wrong|culprit", 1.3],
      ["why is|are|did|does|was|were|do", 1.1],
      ["root cause|analysis", 1.05],
      ["^ run|start|do|perform|begin ~ investigation|analysis|rca", 1.6],
      ["investigate|diagnose ~ again|anew|afresh", 1.7],
      ["^ look again|anew|once", 1.6],
    ]),
    question("report", "Show the report", "The report", [
      [`^ ${SHOW} me? ~ report|rca|analysis|result|results|findings`, 1.7],
      ["^ report|results|findings", 1.4],
      ["what did|have you find|found|conclude|concluded", 1.6],
      ["where is|are ~ report|analysis", 1.5],
    ]),
    question("whys", "Show the five whys", "The five whys", [
      ["five|5 whys|why", 1.9],
      ["whys", 1.8],
    ]),
    question("hypotheses", "What else could it be?", "The hypotheses", [
      ["hypothesis|hypotheses|theories|theory|explanations|suspects", 1.5],
      ["what else|other ~ could|might|may|possible", 1.7],
      ["^ what other|alternative causes|explanations|reasons", 1.7],
    ]),
    question("evidence", "What is the evidence?", "The evidence", [
      ["evidence|proof|captures|sources", 1.5],
      ["what ~ based|shows|supports|stands on|that|it|this", 1.5],
      ["how do|did|can you know|tell", 1.6],
    ]),
    question("impact", "What is the impact?", "The impact", [
      ["impact|damage", 1.45],
      ["who|what|how many|bad|long|much ~ affected|hit|impacted|lasted|last", 1.5],
    ]),
    question("changes", "Which change did it?", "The suspect changes", [
      ["what|which|any ~ change|changes|changed|deploy|deploys|deployed|deployment|deployments|release|released|commit|flag|flags|rollout", 1.6],
      [`^ ${SHOW} me? ~ changes|deploys|deployments|releases|commits|flags`, 1.7],
      ["was it|there|this a|the? ~ deploy|release|change|flag|commit|rollout", 1.6],
    ]),
    question("similar", "Have we seen this before?", "Similar past incidents", [
      ["seen|had|happened|happen ~ before|already|earlier|previously", 1.7],
      ["similar|past|earlier|previous incidents|incident|outages|cases", 1.6],
    ]),
    question("recommendations", "What should we do?", "The recommendations", [
      ["recommend|recommendation|recommendations|advice|suggest", 1.5],
      ["what|how should|do|can|must we|i|you ~ do|fix|mitigate|solve|repair|prevent|stop", 1.6],
      ["how to fix|mitigate|solve|repair|prevent", 1.6],
      ["next steps", 1.5],
    ]),
    question("timeline", "When did it begin?", "The timeline of events", [
      ["timeline|chronology|sequence", 1.5],
      ["when|since did|has|is|when ~ begin|start|started|began|first", 1.6],
    ]),
    question("challenge", "Are you sure?", "What speaks against it", [
      ["are|how you|sure ~ sure|certain|confident|you", 1.6],
      ["^ challenge|doubt|question this|that|it|the", 1.7],
      ["i doubt|disagree", 1.7],
      ["that|this|it is|cannot|can ~ wrong|nonsense|right|be|true|impossible", 1.3],
      ["what|anything ~ against|contradicts|missing", 1.7],
      ["play devil|advocate", 1.7],
    ]),
    {
      name: "propose",
      example: "I think the connection pool leaks since the flag was enabled",
      isCommand: true,
      takesText: true,
      cues: [
        ["^ hypothesis|theory :", 1.8],
        ["^ add|new|note a|an|my|the? hypothesis|theory :?", 1.8],
        ["^ my hypothesis|theory|guess|hunch is that|:?", 1.8],
        ["^ i|we think|believe|suspect|guess|bet that?", 1.6],
        ["^ could|might it be that?", 1.5],
      ],
      read: (heard) => {
        const text = textAfter(heard);
        if (!text) return ask("What is the hypothesis? Say it in a sentence.");
        return on(heard, ({ reference }) => understood({ reference, text }, `A hypothesis for ${reference}: “${text}”`));
      },
    },
    question("help", "What can you do?", "What can be asked", [
      ["^ help", 1.4],
      ["what can you do", 1.9],
    ]),
  ],
  examples: EXAMPLES,
};
