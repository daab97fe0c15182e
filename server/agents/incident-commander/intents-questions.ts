import type { Intent } from "../understanding/grammar.ts";
import { about, on, understood, where } from "../understanding/readings.ts";
import { impactOf, impactWords } from "./impact.ts";

const ASK = "list|show|display|see|find|search|view|get|give|tell|enumerate|fetch|pull";

/** What is asked, and changes nothing. */
export const questionsIntents: readonly Intent[] = [
  {
    name: "status",
    example: "What's the current status?",
    isCommand: false,
    cues: [
      ["status|sitrep|overview|summary|summarise|summarize|tldr|recap|rundown|situation|synopsis|progress|details|standing|digest", 1.05],
      ["tl ; dr", 1.1],
      ["^ update me", 1.1],
      ["^ updates|news ?", 1.1],
      ["^ update $", 0.9],
      ["state of ~ play|affairs|incident|things|{it}", 1.1],
      ["current state|situation|phase|severity", 1.12],
      ["what is|are up|going|happening|new|different|latest|situation|story|deal|news|state|current", 1.08],
      ["what is|are the latest|current|situation|story|deal|news|state|status|phase|severity|impact", 1.1],
      ["what is {it} ~ about|status|doing", 1.05],
      ["what happened|happens|changed|broke|did|do i|we? miss|missed|know?", 1.08],
      ["what did|have i|we missed|miss", 1.1],
      ["where|how are|do|is|does|goes {we}|it|this|things|that|the|everything stand|at|with|on|doing|going|looking|now|look|incident|?", 1.08],
      ["where|how are|do we|things", 1.0],
      ["where|how is {it} ~", 1.0],
      ["how ~ going|doing|looking|progressing|coming", 1.08],
      ["how bad|big|broken|much {are}|of|damage?", 1.0],
      ["who|whom ~ affected|impacted|hit", 1.3],
      ["how long|soon until|till|before", 1.1],
      ["what|which severity|sev ~ have|has|now|currently|current|at", 1.36],
      ["^ is|are|has|have|did|does|was|were {sys}|{it}|we|anyone|anybody|someone|somebody|there|the|all|any", 0.75],
      ["anything|something|what new|changed|happened", 1.1],
      ["where|how {it}|things|we|stuff ~ stand|stands|are|is|going|look", 1.1],
      ["catch|fill|bring|update|brief us|me|everyone up|in|to|on|?", 1.1],
      ["up to speed|date", 1.08],
      ["any|some news|progress|updates|update|change|changes|improvement|luck|eta", 1.05],
      ["what|which phase|stage|state|severity|sev are|is|do|does we|it|this|{it}", 1.12],
      ["tell me about|the|what|severity|phase|status", 1.0],
      ["how many|much customers|users|people|revenue|clients|of ~ affected|impacted|hit|lost|losing|down", 1.15],
      ["how long {are}|has|have|did", 1.1],
      ["when did|was|is|were ~ start|started|begin|detected|happen|resolved|declared|mitigated|closed|?", 1.1],
      [
        "^ is|are|has|have|did|was|were|does {it}|we|<reference>|things|<service>|they|everything ~ still|been|already|yet|now|open|over|back|up|down|resolved|fixed|mitigating|monitoring|closed|solved|mitigated|<phase>|affected|live|working|done|?",
        1.05,
      ],
      ["^ is|are|has|have {it}|we ~ <phase>", 1.05],
      ["^ <reference> ?", 1.0],
      ["^ <reference> $", 1.0],
      ["how far {we}|{it}|are|is|along", 1.1],
      ["^ still|already|yet <phase>", 1.1],
      ["^ still|already|yet broken|down|failing|up|fixed|open|ongoing|happening|slow|affected ?", 1.1],
      ["^ is|are|was|has|have|did ~ ~ lost|corrupted|leaked|exposed|or not?", 1.05],
      ["^ pull|bring|call|open|view|display|look|check|go|jump|show up|at|into|in|on|to|me? {det}? {it}? <reference> $", 1.1],
      ["^ describe|details|explain|read|show {it}", 0.98],
      ["^ show|give|tell|get me? {it}? <reference>", 1.0],
      ["what|which services|regions|customers|users are|is affected|impacted|down", 1.1],
    ],
    lean: ({ shape }) =>
      (/ (?:set|change|move|mark|post|publish|send|declare|status_?page) /.test(shape) ? -0.4 : 0) -
      (/ (?:to do|next)(?:<[bs]>)* /.test(shape) ? 0.2 : 0),
    read: (said) => on(said, ({ reference }) => understood({ reference }, `The status of ${reference}`)),
  },
  {
    name: "list",
    example: "List open SEV1 incidents",
    isCommand: false,
    cues: [
      [`^ ${ASK} ~ incidents|outages|ones|issues|sevs`, 1.25],
      [`^ ${ASK} ~ ~ incidents|outages`, 1.25],
      [`^ list|show|give|find ~ <severity>`, 1.2],
      ["^ show|give|list ~ open|active|ongoing|all|mine|burning|fire|everything ~", 1.1],
      ["which|what|any|many|all|open|active|current|ongoing|recent|my|other|past|previous|resolved|closed|every ~ incidents|outages|ones", 1.2],
      ["how many|much ~ incidents|outages|open|active", 1.28],
      ["^ what|which|anything|something|whats is|are|else? ~ open|fire|burning|broken|active|ongoing|running|live $", 1.15],
      ["on fire", 1.1],
      ["^ incidents", 1.15],
      ["what ~ broke|broken|failed last|this week|month|night|today", 1.15],
      ["incidents|outages i|we am|are|have|own|lead|run|command", 1.3],
      ["^ list|show|display all|everything|mine $", 1.1],
      ["^^ mine $", 1.0],
      ["which|what ones ~ i|me|mine", 1.25],
      ["any|which|what|every <severity> {are}? running|open|active|ongoing|going|ended|closed|resolved|left", 1.35],
      ["open|active|current|ongoing|resolved|closed|past {incident} roster|list|board|overview|table", 1.35],
      ["incidents|incident|ones assigned|of|belong|belonging to|of? me", 1.3],
      ["my incidents", 1.3],
      ["^ every|all|any <severity>", 1.2],
      ["what|anything|something else {are}? broken|down|open|burning|failing|active", 1.35],
      ["every|any|all incident|outage|one", 1.15],
      ["which|what ones ~ mine|me", 1.25],
      ["^ open|active|ongoing|all|my|current|resolved|closed <severity>? incidents|outages", 1.3],
      ["is|are there ~ incidents|outages|incident", 1.25],
      ["anything else|other ~ open|fire|burning|going|broken", 1.15],
    ],
    read(said) {
      const severity = said.finds.severities[0]?.value;
      const services = said.finds.services
        .map(({ value }) => value)
        .filter(({ name }) => !(name.toLowerCase() === "search" && / ^ search/.test(said.shape)));
      const isOpen =
        / (?:open|active|ongoing|running|current)(?:<[^ ]*)? /.test(said.shape) &&
        !/ (?:closed|resolved|ended|past|finished|over|done)/.test(said.shape);
      const isWhole = / (?:including|also|plus|and) (?:[^ ]+ )?(?:closed|resolved|ended|old|past)(?:<[^ ]*)? /.test(said.shape);
      const state = isWhole
        ? "all"
        : isOpen
          ? "open"
          : / (?:closed|resolved|ended|past|previous|finished|over|last|recent)(?:<[^ ]*)? /.test(said.shape) &&
              !/ (?:open|all|every) .* (?:and|or) /.test(said.shape)
            ? "ended"
            : / (?:all|every|ever|any and all)(?:<[bs]>)* /.test(said.shape) &&
                !/ (?:open|active|ongoing|running|current)(?:<[bs]>)* (?:<severity>|[^ ]+ )?incidents/.test(said.shape)
              ? "all"
              : "open";
      const isMine = / (?:my|mine|me|i own|i lead|i have|i command|i run|i am|am i|i worked|i was|i handled|mines)(?:<[^ ]*)? /.test(
        said.shape.replace(/ (?:show|give|tell|get|let|find)(?:<[bs]>)* me(?:<[^ ]*)? /g, " "),
      );
      return understood(
        { state, services, isMine, ...(severity ? { severity } : {}) },
        `List ${isMine ? "my " : ""}${state === "all" ? "all" : state} ${severity ?? ""} incidents`.replaceAll("  ", " "),
      );
    },
  },
  {
    name: "assess_severity",
    example: "What severity is it if 15% of users cannot pay?",
    isCommand: false,
    cues: [
      ["what|which|wich sev|severity|priority|level|sevs", 1.28],
      ["how severe|serious|critical|urgent", 1.3],
      ["+ how severity", 1.35],
      ["sev|severity check|assessment|proposal|evaluation|recommendation", 1.25],
      ["^ is|are|would|should|could|does|do|was|can|will ~ ~ ~ <severity>", 1.15],
      [
        "assess|judge|estimate|suggest|propose|recommend|rate|evaluate|determine|calculate|choose|decide|work|pick|check|classify|gauge out? ~ sev|severity|severe|priority|serious|it|this",
        1.26,
      ],
      ["sure|right|correct|appropriate ~ severity|sev", 1.2],
      ["severity ~ assessment|right|proposal|recommendation|matrix|appropriate", 1.1],
      ["^ is|should|would|could|does|do|was|are|shall this|it|that|we|<reference>|{it} ~ ~ <severity>", 1.2],
      ["say ~ ~ ~ ~ <severity>", 1.1],
      ["<severity> or <severity>|higher|lower", 1.1],
      ["count|qualify|counts|qualifies as|for ~ <severity>", 1.1],
      ["^ is|are ~ ~ <severity> ?", 1.0],
    ],
    lean: ({ shape }) => (/ (?:phase|status) /.test(shape) || / current(?:<[bs]>)* severity/.test(shape) ? -0.3 : 0),
    read: (said) => understood({ ...about(said), ...impactOf(said) }, `Assess the severity${impactWords(impactOf(said))}`),
  },
  {
    name: "who",
    example: "Who is the commander?",
    isCommand: false,
    cues: [
      ["^ who|whos|whose", 1.2],
      ["roles|role_board|responders|responder|roster", 1.0],
      ["role|roles board|overview|list", 1.05],
      ["who|whom {are}|has|does|is|do|holds|took|runs|leads|doing", 1.15],
      ["list|show|give|which|what ~ responders|roles|assignments|people", 1.2],
      ["do|does|is|have we|there|anyone|someone|anybody ~ {det}? <role>", 1.1],
      ["^ is|are|does|has <person>|anyone|anybody|someone ~ <role>", 1.1],
      ["people ~ room|here|roles", 1.1],
      ["people|persons|person|folks|members ~ participating|involved|working|joined|present|assigned|responding", 1.25],
      ["is|has|was anyone|anybody|someone|somebody already|yet|now? ~ <role>", 1.2],
      ["is there {det}? <role>", 1.15],
      ["which|what role|roles", 1.2],
      ["people|everyone|responders involved", 1.1],
    ],
    lean: ({ shape }) => (/ on_?call|on call | affected| impacted/.test(shape) ? -0.5 : 0),
    read: (said) =>
      on(said, ({ reference }) => {
        const role = said.finds.roles[0]?.value;
        return understood({ reference, ...(role ? { role } : {}) }, `Who does what${where({ reference })}`);
      }),
  },
  {
    name: "next_actions",
    example: "What should I do next?",
    isCommand: false,
    cues: [
      ["what|whats is|comes|are? next|now|left|missing|outstanding|remaining|pending", 1.28],
      ["what|where should|do|can|shall|must|would|could|ought i|we|you ~ do|try|check|begin|start|doing|focus", 1.28],
      ["next best? steps|step|actions|action|move|moves|thing", 1.2],
      ["^ what now", 1.3],
      ["^ next best? action|actions|step|steps|move|thing|task|item ~ $$", 1.5],
      ["top|first|main|key|biggest|best things|thing|actions|action|priorities|priority|steps|step", 1.3],
      ["actions|action|steps|step|things ~ recommended|suggested|advised|proposed|necessary|needed|required", 1.3],
      ["most|more urgent|important|pressing|critical thing|step|action|task|item", 1.3],
      ["what|where am|are i|we supposed|meant|expected|to to? do|start|begin|go", 1.3],
      ["recommend|advise|advice|recommendations|recommendation|suggestions|suggestion|ideas|guidance", 1.2],
      ["suggest ~ next|something|what|action", 1.2],
      ["to do|dos ?", 1.3],
      ["what is|are left|missing|still open|to? do?", 1.29],
      ["what are we missing|forgetting|waiting", 1.3],
      ["what else", 1.2],
      ["what needs|has|have to be? done|do", 1.3],
      ["anything|something|what left|remaining to? do?", 1.3],
      ["anything|something|what ~ should|could|can|must ~ do|doing|check|try", 1.25],
      ["^ guide|advise|help me $", 1.2],
      ["what|where should|must|could ~ happen|start|come|be next|now|done|first?", 1.28],
      ["open|remaining|outstanding tasks|actions|steps|to", 1.15],
      ["any ~ ideas|suggestions|advice", 1.25],
    ],
    lean: ({ shape, finds }) =>
      (/^ (?:[^ ]*<b>[^ ]* )*(?:add|create|make|new|next_action)(?:<[bs]>)* /.test(shape) ? -0.8 : 0) -
      (finds.severities.length > 0 || / sever/.test(shape) ? 0.3 : 0),
    read: (said) => on(said, ({ reference }) => understood({ reference }, `What comes next${where({ reference })}`)),
  },
  {
    name: "brief",
    example: "Draft the hand-over brief",
    isCommand: false,
    cues: [
      ["brief|briefing|briefs", 1.3],
      ["summary|summarise|summarize|recap for ~ commander|shift|execs|ceo|management|executives|next|handover", 1.3],
      ["summary|recap|tldr|overview|status for someone|somebody|anyone|whoever|newcomers|latecomers|people who|just|joining?", 1.3],
      ["executive|exec|management summary|overview|report", 1.28],
      ["hand over|off brief|document|doc|notes|summary|note", 1.3],
      ["shift summary|report|notes", 1.2],
    ],
    lean: ({ shape }) => (/ (?:brief|handover)(?:<[^ ]*)? (?:note|task|update)(?:<[bs]>)* /.test(shape) ? -0.6 : 0),
    read: (said) => on(said, ({ reference }) => understood({ reference }, `Draft the brief of ${reference}`)),
  },
  {
    name: "help",
    example: "Help",
    isCommand: false,
    cues: [
      ["^ help $", 1.4],
      ["^ help|usage|manual|commands|instructions", 1.1],
      ["what|which|wat commands|orders|things|stuff ~ there|available|can|know|understand", 1.35],
      ["what can|could i|you|we do|ask|say|know|understand|help", 1.4],
      [
        "how do|does|can|should|to|would i|we|one|this|you|{it}? ~ use|work|talk|command|operate|declare|assign|start|open|hand|change|set|add|post",
        1.3,
      ],
      ["what are you", 1.2],
      ["which|what commands|orders|instructions ~ ~ i|we|you", 1.45],
      ["do you ~ know how", 1.4],
      ["help me $", 1.1],
      ["how can|could|do you help", 1.4],
      ["what you can|could do|understand", 1.4],
      ["i need help $", 1.1],
    ],
    read: () => understood({}, "What I understand"),
  },
  {
    name: "not_available",
    example: "Page the payments team",
    isCommand: false,
    cues: [
      [
        "^ page|wake|ring|phone|call|dial|alert|ping|summon|sms|text up? {det}? <service>? {adj}? on_call|oncall|on|team|engineer|dba|someone|primary|secondary|manager|vp|cto|ceo|<person>|director|network|database|security|payments|platform|infra call?",
        1.2,
      ],
      ["^ page|wake", 1.1],
      ["runbook|runbooks|playbook|playbooks", 1.05],
      ["run book", 1.05],
      ["status page", 1.2],
      ["postmortem|postmortems|retrospective|retro", 1.05],
      ["post mortem", 1.05],
      ["rca", 1.05],
      ["^ trigger|initiate|perform|do {det}? rollback|failover|deploy|deployment|restart|backup", 1.1],
      ["root cause analysis|report", 1.05],
      ["oncall", 1.02],
      ["^ update|change|edit|refresh|set|publish ~ status_page", 1.6],
      ["^ update|change|edit|refresh|set|publish ~ status page", 1.6],
      ["^ get ~ ~ on the? phone|call|line", 1.1],
      ["^ start|open|create|set|spin|begin up? {det}? {adj}? bridge|zoom|conference|video|call|meeting|channel|war call|room?", 1.1],
      ["on call", 1.02],
      ["^ escalate {it}? to ~ {det}? vp|cto|ceo|manager|management|director|leadership|next|team|level|<person>", 1.1],
      ["^ investigate|diagnose|debug|troubleshoot|analyse|analyze", 1.0],
      ["zoom|slack|teams|video|conference|jira ~ call|channel|meeting|bridge|ticket", 1.05],
      ["^ restart|reboot|deploy|roll|rollback|scale|failover|execute|kill|drain|reset|rollback back|over|out? {det}?", 0.98],
      ["^ run|execute|start ~ runbook|playbook|script|failover|procedure|query", 1.15],
      ["why is|are|did|does ~ failing|fail|down|slow|broken|happening", 0.95],
    ],
    lean: ({ shape }) => (/^ (?:note|log|todo|task|add)/.test(shape) ? -0.5 : 0),
    read: () => understood({}, "Something that this console cannot do yet"),
  },
];
