import type { Cue } from "../understanding/grammar.ts";

/** What somebody is asked to do by these verbs is a task; the verb belongs to its text. */
const DO =
  "check|verify|look|investigate|rotate|call|ask|contact|prepare|test|review|fix|restart|write|find|make|clean|inspect|audit|confirm|get|monitor|watch|roll|revert|purge|update|email|ping|reach|talk|collect|gather|compare|analyse|analyze|examine|try|dig|reconcile|draft|double";
export const DOING: ReadonlySet<string> = new Set(DO.split("|"));

export const TASK_CUES: readonly Cue[] = [
  ["^^ todo|todos|task|tasks for? <person>? to|is?", 1.3],
  ["^^ {adj}? {task} for|4|to? <person>? :|-|,", 1.48],
  ["^^ {adj}? {task} for|on|in|at <reference> :|-|,|to?", 1.5],
  ["^ i|me take|have|own|got|grab|pick|claim up? {det} {adj}? {task} to|of|:", 1.45],
  ["^ add|make|track|create|put|log|note|record|capture|file it|this|that? {to}? {det}? {adj}? {task} $", 1.3],
  ["^ {task} for? <person>? :", 1.48],
  ["^^ to do|dos :|-|,|list?", 1.3],
  ["^ to do :", 1.45],
  ["^^ next|new {adj}? {task} for|is? to?", 1.42],
  [
    "^ add|create|open|make|file|new|put|log|set|give|assign|write|track|raise|record|enter|queue|have|schedule|need|get up? {det}? <person>? {det}? {adj}? {task} {task}? list|in|on? for|4|to? <person>? ,? owner? <person>? to|that|for|saying|called?",
    1.46,
  ],
  ["^ add|put it|this|that|the|following? to|as|on {det}? {task} that|to|for?", 1.47],
  ["^ add|put to {det}? {task} that|to?", 1.47],
  [
    "^ track|add|put|log|make|record|note|file|enter|list|capture it|this|that|following? to|as|on|into|in {det}? {adj}? {task} list? that|to|for|:?",
    1.48,
  ],
  ["^ {det}? {adj}? {task} should|must|needs|has|is|to|can to? be? added|created|made|opened|tracked|logged ~ to|that|for|:|-?", 1.4],
  ["^ {we}? need|needs|want|have|got {det}? {adj}? {task} :|to|for|that?", 1.4],
  ["^ <person> {are}? needs|gets|has {det}? {task} to|:|-?", 1.3],
  ["^ task me|us|<person> with|to", 1.45],
  ["^^ ai for|: <person>? :|-|,?", 1.5],
  ["^ add|put|write|log|record|enter|stick|place <quote> to|on|in|into|at|as {det}? {task}", 1.5],
  ["^ remind|reminder us|me|everyone|{all}|<person>? with? {det}? task? to|that|about|of|for?", 1.4],
  ["^ do not forget to|that?", 1.4],
  ["^ {we}? must|should|can not forget to|that?", 1.4],
  ["^ follow|following up on|with|by|to|:?", 1.3],
  ["^ someone|somebody|anyone should|needs|has|must|ought|could|please|can to?", 1.08],
  ["^ {we} still|also need|have|must to?", 1.02],
  [`^ someone|somebody|anyone|anybody ${DO}`, 1.06],
  [`^ {we}? need|want|require someone|somebody|anyone|anybody|<person> to ${DO}`, 1.15],
  [`^ can|could|will|would someone|somebody|anyone|anybody please? ${DO}`, 1.1],
  [`^ {we} should|need|have|must|ought to? ${DO}`, 0.98],
  [`^ <person> should|needs|must|has|please|can|could|will to? please? ${DO}`, 1.02],
  [`^ <person> ,? please|can|could? you? ${DO}`, 1.02],
  [`^ ask|tell|get|have <person> to? ${DO}`, 1.05],
  [`^ <person> to ${DO}`, 1.05],
  ["^ ask|tell|remind|have|get <person> to", 0.95],
];
