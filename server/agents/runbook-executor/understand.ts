/** What a person wants of the executor. `words`: how they named the runbook. `values`: parameters that they gave. */
export type Wish = {
  intent: "execute" | "guide" | "dry" | "find" | "explain" | "list" | "status" | "draft" | "help";
  words: string;
  step: number | null;
  target: string | null;
  values: Record<string, string>;
};

const NAME = "[a-z0-9][a-z0-9.-]*";
const ORDER = "execute|run|start|launch|begin|kick off|trigger|perform|do|apply|use|initiate|fire up|fire|invoke|carry out";
const DOING =
  "restart|bounce|recycle|scale|roll back|rollback|revert|undo|drain|fail over|failover|renew|rotate|clean up|cleanup|free up|update|set|change|cordon|take";

/** Said as a denial, a story, a condition or a doubt, it is no order. */
const NO_ORDER =
  /\b(?:do not|don't|dont|never|shouldn't|should not|must not|cannot|can't|won't|not yet|no need to|stop|avoid|instead of|without)\b|\b(?:already|yesterday|last (?:night|week|time)|earlier)\b|^\s*(?:if|when|unless|in case|once|suppose|imagine)\b|\b(?:should|shall|could|may|might|would) (?:we|i|you|they|it)\b.*\?|\b(?:he|she|they|somebody|someone|grace|ada|linus) (?:said|says|wants|wanted|asked|ran|executed|restarted|suggests)\b|\b(?:we|i) (?:ran|executed|restarted|scaled|rolled|drained|have run|had run|tried)\b/;

type Rule = { intent: Wish["intent"]; fits: RegExp };

/** The first that fits decides: questions and special ways before plain orders. */
const RULES: readonly Rule[] = [
  { intent: "help", fits: /^(?:help(?: me| please)?[?!.]*$|what can you do|what do you (?:do|understand)|how do (?:i|you) (?:use|work))\b/ },
  { intent: "draft", fits: /\b(?:draft|write|create|make|author|compose|generate|turn .* into)\b.{0,40}\b(?:runbook|playbook|procedure)\b/ },
  {
    intent: "explain",
    fits: /\b(?:explain|describe|what (?:does|do|is|happens in|would)|tell me about|walk through|details of|show)\b.{0,40}\bsteps?\b|\b(?:why)\b.{0,20}\bstep\b/,
  },
  {
    intent: "status",
    fits: /\b(?:status|progress|how (?:is|are|did|far)|where (?:is|are) we|what(?:'s| is) (?:running|going on|the state)|is it (?:done|finished)|last run|what ran|which runs?|history|result of|approvals?)\b/,
  },
  {
    intent: "guide",
    fits: /\b(?:guide|walk|take|lead|talk|step|help) (?:me|us)? ?(?:through|with)\b|\bstep[- ]by[- ]step\b|\bguided\b|\b(?:guide|walk me)\b|\bone step at a time\b/,
  },
  {
    intent: "dry",
    fits: /\bdry[- ]?run\b|\b(?:simulate|rehearse|preview|pretend)\b|\bwhat would .{0,60}\b(?:do|change)\b|\bwithout (?:changing|doing|touching) anything\b/,
  },
  {
    intent: "find",
    fits: /\b(?:which|what|find|suggest|recommend|pick|choose|is there|any|right|best|suitable|got)\b.{0,40}\b(?:runbook|playbook|procedure)s?\b|\bwhat (?:should|can|could|do) (?:we|i) (?:run|do|try)\b|\brunbook (?:for|that fits|fits|fitting) this\b/,
  },
  { intent: "list", fits: /^(?:list|show|all|display|give me)\b.{0,20}\b(?:runbook|playbook|procedure)s?\b|\bwhat runbooks\b|^runbooks?$|^library$/ },
  { intent: "explain", fits: /\b(?:explain|describe|what does|what is|tell me about|show(?: me)?)\b/ },
  {
    intent: "execute",
    fits: new RegExp(
      `^(?:please |kindly |now |ok(?:ay)? |go ahead and |let'?s |lets |can you |could you |would you |we need to |i need to |i want to |you should |need to |i'd like to |we have to )*(?:${ORDER}|${DOING})\\b`,
    ),
  },
  { intent: "execute", fits: /\brunbook\b|\b(?:needs? (?:a|to be)|time for) .{0,30}\b(?:restart\w*|rollback|rolled back|scaled|drained|failover)\b/ },
];

/** What a sentence asks for. `names`: the runbooks there are; a name said in full is enough. Pure. */
export function understandWish(prompt: string): Wish {
  const text = prompt
    .toLowerCase()
    .replaceAll("’", "'")
    .replaceAll(/[“”"`]/g, " ")
    .replace(/\s+/g, " ")
    .trim();
  const rule = RULES.find(({ fits }) => fits.test(text));
  const intent = rule?.intent ?? "find";
  const isOrder = intent === "execute" || intent === "guide" || intent === "dry";
  const step = /\bstep\s*#?(\d{1,3})\b/.exec(text)?.[1] ?? /\b(?:first|second|third|fourth|fifth|last) step\b/.exec(text)?.[0]?.split(" ")[0];
  return {
    intent: isOrder && NO_ORDER.test(text) && !(intent === "dry" && /without (?:changing|doing|touching)/.test(text)) ? "find" : intent,
    words: text,
    step: step === undefined ? null : (ORDINALS[step] ?? Number(step)),
    target: targetIn(text),
    values: valuesIn(text),
  };
}

const ORDINALS: Record<string, number> = { first: 1, second: 2, third: 3, fourth: 4, fifth: 5, last: -1 };
const IDLE = new Set(
  "the a an this that it our my your all one incident now me us production service services pod pods deployment node runbook please replicas".split(
    " ",
  ),
);

/** Words that name what is done, not what it is done to. */
const OF_A_RUNBOOK = /(?:^|-)(?:restart\w*|roll\w*|rollback|drain|scale|failover|renewal|cleanup|update|run|dry|graceful|procedure)(?:-|$)/;

/** What it is to be done to: after “for”, “on”, “of”, or behind the verb. */
function targetIn(text: string): string | null {
  const bare = text.replace(/\b(?:in|-n|--namespace)\s+(?:the\s+)?(?:namespace\s+)?[a-z0-9-]+(?:\s+namespace)?/g, " ");
  const patterns = [
    new RegExp(`\\b(?:for|on|against)\\s+(?:the\\s+)?(?:(?:deployment|statefulset|pod|node|service)[/\\s]+)?(${NAME})`, "g"),
    new RegExp(`\\b(?:of|from)\\s+(?:the\\s+)?(?:(?:deployment|statefulset|pod|node|service)[/\\s]+)?(${NAME})`, "g"),
    new RegExp(`\\b(?:deployment|statefulset|pod|node|service|deploy)[/\\s]+(${NAME})`, "g"),
    new RegExp(`\\b(?:${DOING})\\s+(?:out\\s+|up\\s+|down\\s+)?(?:the\\s+)?(${NAME})`, "g"),
  ];
  for (const pattern of patterns) {
    for (const [, name = ""] of bare.matchAll(pattern)) {
      const word = name.replace(/[.-]+$/, "");
      if (!IDLE.has(word) && !OF_A_RUNBOOK.test(word) && !/^\d+$/.test(word) && !/^inc-/.test(word)) return word;
    }
  }
  return null;
}

/** `name=value`, `in namespace shop`, `to 6 replicas`, `node worker-2`. */
function valuesIn(text: string): Record<string, string> {
  const values: Record<string, string> = {};
  for (const [, name = "", value = ""] of text.matchAll(/\b([a-z][a-z0-9_]{0,40})\s*=\s*(\S+)/g)) values[name] = value.replace(/[,;]$/, "");
  const namespace =
    /(?:\bnamespace\s+|-n\s+|--namespace[=\s]+)([a-z0-9-]+)/.exec(text)?.[1] ??
    /\bin\s+(?:the\s+)?([a-z0-9-]+)(?:\s+namespace)\b/.exec(text)?.[1] ??
    /\bin\s+(shop|production|prod|staging|default|kube-system)\b/.exec(text)?.[1];
  if (namespace) values.namespace ??= namespace;
  const wanted = /\bto\s+(\d{1,3})(?:\s+(?:replicas|pods|instances|copies))?\b/.exec(text)?.[1];
  if (wanted) values.wanted ??= wanted;
  const node = /\bnode\s+([a-z0-9][a-z0-9.-]*)/.exec(text)?.[1];
  if (node && !IDLE.has(node)) values.node ??= node;
  return values;
}
