import { bestOf, type Fit, textFrom } from "./fits.ts";
import { FUNCTION_WORDS } from "./function-words.ts";
import type { Intent, PreparedIntent } from "./grammar.ts";
import type { Guard } from "./guards.ts";
import type { Opinion } from "./likeness/opinion.ts";
import type { Said } from "./said.ts";
import { secondFit } from "./second-reading.ts";
import type { Understanding, Understood } from "./understand.ts";

export const SURE = 1;
const LIKELY = 0.7;
const HARDLY = 0.45;
const NEAR = 0.06;
/** A question this little lighter is meant when the heavier order lacks what it needs. */
const BESIDE = 0.35;
/** From here on what a sentence is like is taken for what it means; from `OFFER` on it is offered. */
const ALIKE = 0.4;
const OFFER = 0.25;
/** So much has to speak for something else before a reading by cues is asked about or given up. */
const AGAINST = 0.6;
const FIRMLY = 0.9;
const OWNED = 1.3;
const FAR = 0.03;
const HARDLY_ALIKE = 0.1;
const LEAN = 0.25;

/** The best reading of a prompt, or the question that leads to one. `second` is asked when cues leave it open. */
export function readingOf(intents: readonly PreparedIntent[], said: Said, second?: () => Opinion): Understanding {
  const until = textFrom(intents, said);
  const opinion = second?.();
  const fits = intents
    .flatMap((intent) => bestOf(intent, said, until) ?? [])
    .map((fit) => leaning(fit, opinion))
    .toSorted(heavierFirst);
  const open = fits.filter(({ guard }) => guard === null);
  const [best, next] = open;
  const guarded = fits.find(({ guard, weight }) => guard !== null && weight >= LIKELY);
  if (guarded && (!best || best.weight < HARDLY || (guarded.weight > best.weight && best.intent.isCommand))) return takenBack(guarded, said);
  const read = byCues(intents, said, best, next);
  if (!opinion) return read;
  if (read.kind === "understood" && best?.intent.isCommand && isDenied(read, opinion))
    return unclear("I am not sure that this is an order.", [best.intent], [read]);
  const isFar = read.kind === "understood" && opinion.share >= (read.confidence < OWNED ? AGAINST : FIRMLY) && opinion.shareOf(read.intent) < FAR;
  if (read.kind === "understood" && !isFar) return read;
  return bySecond(intents, said, opinion, read);
}

/** A weak reading of what sounds like no order at all. */
function isDenied({ confidence, intent }: Understood, opinion: Opinion): boolean {
  return confidence < SURE && opinion.intent === null && opinion.share >= AGAINST && opinion.shareOf(intent) < HARDLY_ALIKE;
}

/** Of readings that cues find nearly as good, the one that sounds more like what others said for it. */
function leaning(fit: Fit, opinion: Opinion | undefined): Fit {
  return opinion && fit.weight >= LIKELY ? { ...fit, weight: fit.weight + LEAN * opinion.shareOf(fit.intent.name) } : fit;
}

function byCues(intents: readonly PreparedIntent[], said: Said, best: Fit | undefined, next: Fit | undefined): Understanding {
  if (!best || best.weight < HARDLY) return unclear(NOTHING, nearestTo(intents, said));
  if (best.weight < LIKELY) return unclear("I am not sure what you mean.", [best.intent, ...(next ? [next.intent] : [])], optionsOf([best], said));
  if (next && best.weight < SURE && best.weight - next.weight < NEAR)
    return unclear("I am not sure which of these you mean.", [best.intent, next.intent], optionsOf([best, next], said));
  const read = understoodAs(best, said);
  if (read.kind === "understood" || !next || next.intent.isCommand || best.weight - next.weight > BESIDE) return read;
  return understoodAs(next, said);
}

/** What cues leave open, read by likeness to other sentences, when those are near enough. */
function bySecond(intents: readonly PreparedIntent[], said: Said, opinion: Opinion, read: Understanding): Understanding {
  const fit = opinion.share >= OFFER ? secondFit(intents, said, opinion) : null;
  if (!fit || fit.guard) return read;
  const alike = understoodAs(fit, said);
  if (alike.kind === "unclear") return read;
  if (opinion.share >= ALIKE) return alike;
  return read.kind === "understood" || read.options.length > 0 ? read : unclear("I am not sure what you mean.", [fit.intent], [alike]);
}

function understoodAs({ intent, hit, gives, weight }: Fit, said: Said): Understanding {
  const { slots, missing, reading } = intent.read({ ...said, hit, gives });
  return missing ? unclear(missing, [intent]) : { kind: "understood", intent: intent.name, slots, reading, confidence: weight };
}

const NOTHING = "I did not understand that.";
const WHY: Record<Guard, string> = {
  negated: "That reads as if it should not be done. What shall I do?",
  question: "That reads as a question, so I change nothing. Say it as an order if you mean one.",
  condition: "That depends on something, so I change nothing yet. Say it when it is time.",
  story: "That reads as something that happened, so I change nothing. What shall I do?",
  doubt: "You do not sound sure, so I change nothing. Say it as an order if you mean it.",
  reported: "That reads as somebody else's words, so I change nothing. What shall I do?",
  withdrawn: "I change nothing. What shall I do?",
};

const KNOWN = new Set(FUNCTION_WORDS);

const OFFERED: ReadonlySet<Guard> = new Set(["question", "doubt", "reported"]);

/** What looked like an order and is none: what it would have been is offered where somebody may well have meant it. */
function takenBack(fit: Fit, said: Said): Understanding {
  const guard = fit.guard ?? "doubt";
  return unclear(WHY[guard], [fit.intent], OFFERED.has(guard) ? optionsOf([fit], said) : []);
}

function optionsOf(fits: readonly Fit[], said: Said): Understood[] {
  return fits.flatMap((fit) => {
    const one = understoodAs(fit, said);
    return one.kind === "understood" ? [one] : [];
  });
}

function unclear(question: string, intents: readonly Intent[], options: Understood[] = []): Understanding {
  return { kind: "unclear", question, choices: intents.slice(0, 4).map(({ example }) => example), options };
}

/** The intents that share the most telling words with a prompt: their examples help to say it again. */
function nearestTo(intents: readonly PreparedIntent[], { tokens }: Said): Intent[] {
  const words = tokens.flatMap(({ text, tags }) => (KNOWN.has(text) ? [] : [text, ...tags.map((tag) => `<${tag}>`)]));
  const shared = (intent: PreparedIntent): number =>
    words.reduce((sum, word) => sum + (intent.related.has(word) ? 1 / intents.filter(({ related }) => related.has(word)).length : 0), 0);
  const ranked = intents.map((intent) => ({ intent, share: shared(intent) })).toSorted((one, other) => other.share - one.share);
  return ranked.map(({ intent }) => intent);
}

function heavierFirst(one: Fit, other: Fit): number {
  return other.weight - one.weight || one.hit.from - other.hit.from;
}
