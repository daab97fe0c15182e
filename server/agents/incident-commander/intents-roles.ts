import type { Heard, Intent, Reading } from "../understanding/grammar.ts";
import { ask, on, reasonIn, textAfter, understood, where, whom } from "../understanding/readings.ts";

const NAME =
  "make|assign|appoint|name|nominate|put|set|give|get|add|have|let|use|take|want|pick|choose|select|elect|designate|promote|install|bring|call|move|assigning|making|giving|putting|volunteer|mark|switch|swap|change|ask|list|enlist|register|delegate|hand|entrust|allocate|place|need";

/** Who does what. */
export const rolesIntents: readonly Intent[] = [
  {
    name: "take_command",
    example: "I'm taking over command: the commander cannot be reached",
    isCommand: true,
    cues: [
      [`^ i am|will|can|shall|have? {adv}? now? taking|take|takes|assuming|assume|grabbing|grab|got|have|took ~ {command}`, 1.42],
      ["^ i am|will|can|shall? {adv}? taking|take over from|as|here|now|for|this|the|it|incident|command?", 1.42],
      [`^ i am|will {adv}? stepping|step|jumping|going in|up|into|to be? {to}? {det}? {command}`, 1.45],
      [`^ i am|will {adv}? be|become? {adv}? {det}? {command}`, 1.4],
      [`^ i am|will {adv}? leading|running|commanding|lead|run|command|own|handle it|this|{it}?`, 1.35],
      [`^ let me take|have|assume|run|lead|command|drive|handle over? {it}? {command}?`, 1.55],
      [`^ give|pass|hand|transfer me {det}? {command}`, 1.55],
      [`^ give|pass|hand|transfer ~ {command} to|over to? me`, 1.55],
      [`^ make|put|set|appoint|assign me {to}? {det}? {adj}? {command}`, 1.5],
      [`^ make|put me in_charge|in_command`, 1.5],
      [`^ taking|assuming|take|assume over? {det}? {command}`, 1.38],
      ["^ taking over", 1.35],
      ["^ take|taking over {it}|from|here", 1.35],
      ["^ {command} {are} mine now?", 1.35],
      ["^ be|become {det}? {command}", 1.4],
      ["^ take over $", 1.3],
      [`^ i have {det}? {command}`, 1.35],
      ["^ i got|have this $", 0.9],
      [`^ {to}? me {command}`, 1.1],
      [`^ {command} to|for me`, 1.55],
      [`^ set|change {det}? {command} to|as me`, 1.4],
      [`^ {det}? new? {command} is|: me`, 1.3],
      [`^ put me {to} {det}? {command}`, 1.5],
    ],
    read: (heard) =>
      on(heard, ({ reference }) => {
        const text = reasonIn(heard).text ?? "Asked for by them";
        return understood({ reference, text }, `You take command of ${reference}`);
      }),
  },
  {
    name: "hand_over",
    example: "Hand over command to @grace",
    isCommand: true,
    cues: [
      [
        "^ hand|handing|handling|give|giving|pass|passing|transfer|transferring|turn|turning|sign|relinquish|yield|release ~ over|off ~ to|2|at|-> ~ <person>",
        1.46,
      ],
      ["^ hand|handing|handoff|handover|pass|passing over|off to|2|at|->? ~ <person>", 1.48],
      [
        `^ hand|handing|give|giving|pass|passing|transfer|transferring|turn|delegate|cede|yield|move|shift ~ {command} ~ to|2|at|->|over|for|on ~ <person>`,
        1.46,
      ],
      [`^ hand|give|pass|transfer|let <person> have|take? {det}? {command}`, 1.46],
      ["^ hand|pass it|this|things|incident over|on|off? to|2|-> <person>", 1.44],
      ["^ <person> ,? you have|take|got|are|hold {adv}? {det}? {command}", 1.5],
      ["^ hand|handing|pass|passing|give|giving|transfer {it} ~ to|-> <person>", 1.44],
      ["^ ~ command|control|lead ~ to|over|-> to? <person>", 1.42],
      ["^ <person> will|is|shall|can take|taking it|this|over|things ~ as? {det}? {command}", 1.45],
      ["^ <person> ,? take|taking|run|lead|assume over? {it}? ~ {command}?", 1.62],
      ["^ hand|handing over|off", 1.2],
      [`^ pass|transfer|hand|give {det}? {command}`, 1.2],
      ["<person> takes|taking|will|is|shall|can|to|take take|taking? over {it}? from|as|for|{to}|command|here|now|me|this|the?", 1.3],
      [`^ <person> {adv}? is|has|takes|becomes|will|shall|take have|take|be|become|taking? {adv}? over? {det}? new? {command} now|from?`, 1.5],
      [`^ <person> takes|gets|has|take command`, 1.4],
      ["^ <person> ~ take|takes|taking|has|have|be|is|become|becomes over? {det}? {command} instead|for|from of? me|us", 1.65],
      [`^ <person> {are}|will|shall? {adv}? be? relieve|relieves|relieving|replace|replaces|replacing|succeed|succeeds|succeeding me|us`, 1.45],
      [`^ <person> {are}|will|shall|should? {adv}? be? take|takes|taking|assume|assuming over? {det}? {command} ~ from me`, 1.55],
      ["^ {command}? hand over|off to|->|:|-> <person>", 1.5],
      ["^ make|do {det} hand over|off ~ to? <person>?", 1.1],
      [`^ let|have|get <person> take|taking over {det}? {command}?`, 1.4],
      [`^ {command} {are}? goes|moves|passes|going|to|over|now|:|->|=> to? <person>`, 1.3],
      ["^ {it}? over to you? ,? <person>", 1.2],
    ],
    lean: ({ tokens, finds }) =>
      (tokens.some(({ text }) => /^brief(?:ing)?$/.test(text)) ? -0.9 : 0) -
      (finds.roles.some(({ value }) => value !== "commander") && !finds.roles.some(({ value }) => value === "commander") ? 0.4 : 0),
    read: readHandOver,
  },
  {
    name: "assign",
    example: "Make @grace the scribe",
    isCommand: true,
    isForEach: true,
    cues: [
      [`^ ${NAME} ~ <person> ~ <role>`, 1.3],
      [`^ ${NAME} ~ <role> ~ <person>`, 1.28],
      [
        "^ <person> {adv}? is|are|as|takes|take|will|does|do|has|gets|on|for|can|handles|handling|becomes|becoming|runs|doing|taking|should|to|shall|plays|serves|: be|take|do|handle|as|act|on|have|run|taking|doing|help? {adv}? {to}? {det}? {adj}? <role>",
        1.26,
      ],
      ["^ <person> ,? you {are}? will|can|take|do|be|handle|as? be|take|do? {det}? <role>", 1.3],
      ["^ you {are} {det}? <role>", 1.02],
      ["^ can|could|would|will <person> please? be|take|do|handle|act|serve|become|run|help on|over|as? {det}? <role>", 1.2],
      ["^ <person> {det}? <role> $", 1.2],
      ["^ <role> {are}? {to}|goes|to|is|by|should|will|now|:|with? be|to? <person>", 1.22],
      ["^ {det}? <role> {are}|will|should|goes|to|: be|to|now? <person>", 1.24],
      [
        "^ i am|will|can|shall|could|want|would|volunteer? {adv}? to|like? to? be|do|take|taking|handle|handling|run|doing|act|serve|on|for|as|cover over|care|on? of|as|for? {det}? <role>",
        1.3,
      ],
      ["^ i am|will {adv}? {det}? <role>", 1.3],
      ["^ i claim|take|want|accept|grab|have|volunteer|cover|own|assume|pick {adv}? up? for|as|on? {det}? <role> role|duty|hat|job?", 1.25],
      ["^ i am going to be|do|take|handle|run|cover {det}? <role>", 1.3],
      ["^ me {to}? {det}? <role>", 1.2],
      ["^ <role> : me", 1.2],
      ["^ sign|put me up|down|in {to} {det}? <role>", 1.3],
      ["^ i <role> $", 0.9],
      ["^ we|i want|need|like <person> ~ <role>", 1.25],
      ["^ for|on {det}? <role> ~ <person>", 1.2],
      ["^ record|note|log|enter|register|list|mark|write <person> {adv}? as|for {det}? <role>", 1.6],
      ["+ <person> <role>", 1.0],
    ],
    lean: ({ finds }) => (finds.roles.length > 0 ? 0 : -2),
    read: readAssign,
  },
];

function readHandOver(heard: Heard): Reading {
  const { people } = heard.finds;
  const others = people.found.filter(({ value }) => value.id !== heard.vocabulary.me.id);
  const person = (others.findLast(({ from }) => isBehindTo(heard, from)) ?? others[0])?.value;
  if (!person) return ask(whom(people.candidates, people.unknown));
  const text = reasonIn(heard).text ?? afterColon(heard);
  return on(heard, ({ reference }) =>
    understood(
      { reference, person, ...(text ? { text } : {}) },
      `Offer command of ${reference} to ${person.name}${text ? `, with the words “${text}”` : ""}`,
    ),
  );
}

function isBehindTo({ words }: Heard, from: number): boolean {
  return /^(?:to|2|at|->)$/.test(words[from - 1]?.text ?? "");
}

function afterColon(heard: Heard): string | null {
  const mark = heard.tokens.findIndex(({ text, isMark }, at) => at >= heard.hit.to - 1 && isMark && text === ":");
  return mark < 0 ? null : textAfter({ ...heard, hit: { from: mark, to: mark + 1 } });
}

function readAssign(heard: Heard): Reading {
  const { finds, hit, tokens } = heard;
  const start = tokens[hit.from]?.from ?? 0;
  const end = tokens[hit.to - 1]?.to ?? 0;
  const role = (finds.roles.find(({ from }) => from >= start && from < end) ?? finds.roles[0])?.value;
  if (!role) return ask("Which role? Commander, deputy, communications, scribe or another.");
  const { found, candidates, unknown } = finds.people;
  const named = found.find(({ from }) => from >= start && from < end);
  const isMyself = !named && tokens[hit.from]?.text === "i";
  const person = isMyself ? heard.vocabulary.me : (named ?? found[0])?.value;
  if (!person) return ask(whom(candidates, unknown));
  return on(heard, ({ reference }) =>
    understood({ reference, role, person }, `Ask ${person.name} to be ${labelOf(heard, role)}${where({ reference })}`),
  );
}

function labelOf({ vocabulary }: Heard, role: string): string {
  return vocabulary.roles.find(({ key }) => key === role)?.label ?? role;
}
