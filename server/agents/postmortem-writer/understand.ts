import { SECTIONS } from "#lib/contracts/postmortem-terms.ts";

/** What is asked of the postmortem-writer. `reference` as it was written: whole, or its end. */
export type Asked =
  | { intent: "generate"; reference: string | null }
  | { intent: "notes"; reference: string | null; notes: string }
  | { intent: "rewrite"; reference: string | null; section: string }
  | { intent: "shorten"; reference: string | null }
  | { intent: "items"; reference: string | null; isSimilar: boolean }
  | { intent: "wording"; reference: string | null }
  | { intent: "help" }
  | { intent: "unclear" };

const WRITE =
  "generate|create|write|draft|prepare|make|produce|start|begin|build|compose|compile|put together|do|give me|show|get|read|open|need|want";
const DOCUMENT =
  "post-?\\s?mort[ea]?ms?|post-?mortum|pm (?:for|of)|after[- ]action (?:review|report)s?|post-?incident (?:review|report|document)s?|pir|retro(?:spective)?s?|incident (?:report|review|write-?up)s?|write-?ups?|rca document|learning review";
const REFERENCE = /\bINC-(?:\d{4}-\d{4}-)?\d{3,}\b|(?:^|\s|#)(\d{3})(?=\s|$|[.,!?])/i;

const SECTION_WORDS: Record<string, RegExp> = {
  summary: /\b(?:incident summary|summary table|summary section|the summary)\b/i,
  "what-happened": /\bwhat happened\b|\bnarrative\b|\bstory\b/i,
  timeline: /\btimeline\b|\bchronology\b/i,
  "root-cause": /\broot[- ]?causes?\b|\bcauses?\b|\bfive whys\b|\b5 whys\b/i,
  impact: /\bimpact\b|\berror budget\b|\bsla\b/i,
  "went-well": /\bwent (?:well|right)\b|\bwhat worked\b/i,
  "went-poorly": /\bwent (?:poorly|badly|wrong)\b|\bwhat failed\b/i,
  "action-items": /\b(?:action items?|follow[- ]?ups?) (?:section|part|table|list)\b/i,
  lessons: /\blessons?\b|\blearnings?\b|\btakeaways?\b/i,
  appendix: /\bappendix\b|\blinks section\b/i,
};

const AGAIN =
  /\b(?:re-?write|re-?generate|re-?do|re-?draft|refresh|update|renew|revise|improve|fix|anew|again|re-?compute|re-?phrase|re-?word|re-?work|polish|(?:an)?other (?:go|try|pass)|bring up to date)\b/i;
const SHORT =
  /\b(?:shorten|shorter|short version|readable for|gist|trim|cut down|half a page|one page|condense|summari[sz]e|brief|tl;?dr|one[- ]pager|executives?|exec|leadership|management|board|c-level|c-suite|c[efto]o|in a nutshell|boil)\b/i;
const ITEMS =
  /\b(?:action items?|follow[- ]?ups?|actions?|to-?dos?|remediations?|open items?|(?:left|leave|leaves) (?:to do|undone|open|over)|never (?:finish|finished|did|done|do)|still open|unfinished|outstanding)\b/i;
const SIMILAR = /\b(?:similar|like this|alike|same kind|earlier|past|previous|comparable|related|before|have prevented)\b/i;
const WORDING =
  /\b(?:blam(?:e|es|ed|ing)|blameless(?:ness)?|finger-?\s?pointing|points? (?:a |the )?fingers?|accus(?:e|es|ing|ations?)|(?:check|review|improve|look at) (?:the |its |our )?(?:wording|tone|language|phrasing))\b/i;
const NEGATED =
  /\b(?:do not|don't|dont|never|no need to|stop|cancel|already|yesterday|who (?:wrote|writes|will write|approved|reviews|reviewed|published|signed)|why (?:is|was|did)|should (?:we|i)|when (?:is|was|will))\b/i;

/** What a sentence asks for. Notes are what follows the words that announce them. Pure. */
export function understandRequest(prompt: string): Asked {
  const notes = notesIn(prompt);
  const head = notes ? notes.head : prompt;
  const reference = referenceIn(head);
  if (notes) return { intent: "notes", reference, notes: notes.notes };
  if (/^\s*(?:help|what can you do)\b/i.test(prompt)) return { intent: "help" };
  const isDocument = new RegExp(`\\b(?:${DOCUMENT})\\b`, "i").test(head);
  const section = sectionIn(head);
  if (NEGATED.test(head) && !SIMILAR.test(head)) return { intent: "unclear" };
  if (isAboutWording(head, section)) return { intent: "wording", reference };
  if (section && AGAIN.test(head)) return { intent: "rewrite", reference, section };
  if (ITEMS.test(head) && !AGAIN.test(head)) return { intent: "items", reference, isSimilar: SIMILAR.test(head) };
  if (SHORT.test(head) && (isDocument || reference || /\b(?:it|this|that|version|(?:one|single|half a) page|shorter)\b/i.test(head)))
    return { intent: "shorten", reference };
  if (isDocument) return { intent: "generate", reference };
  if (/^\s*(?:please\s+|can you\s+|could you\s+)?(?:document|write (?:it |this |that )?up)\b/i.test(head)) return { intent: "generate", reference };
  if (new RegExp(`\\b(?:${WRITE})\\b.*\\b(?:lessons|learned)\\b`, "i").test(head)) return { intent: "generate", reference };
  return { intent: "unclear" };
}

/** “A blameless postmortem” asks for the document; a question or an order about its words is about them. */
function isAboutWording(head: string, section: string | null): boolean {
  if (!WORDING.test(head) || section) return false;
  return !new RegExp(`\\b(?:${WRITE})\\b[^?]*\\bblameless\\b`, "i").test(head);
}

export function sectionIn(text: string): string | null {
  return SECTIONS.find(({ key }) => SECTION_WORDS[key]?.test(text))?.key ?? null;
}

function referenceIn(text: string): string | null {
  const found = REFERENCE.exec(text);
  return found ? (found[1] ?? found[0]).trim().toUpperCase() : null;
}

const ANNOUNCED = /\b(?:notes?|log|logs|chat|messages|transcript|scribble|thread|this|following|below|text)\b[^:\n]{0,60}:\s*(?=\S)/i;

/** Several lines, or what stands behind a colon after “these notes”, are notes when the words before ask for a document. */
function notesIn(prompt: string): { head: string; notes: string } | null {
  const announced = ANNOUNCED.exec(prompt);
  if (announced && announced.index < 300) {
    const notes = prompt
      .slice(announced.index + announced[0].length)
      .replace(/^\[|\]$/g, "")
      .trim();
    const head = prompt.slice(0, announced.index + announced[0].length);
    if (notes.length >= 20 && new RegExp(`\\b(?:${DOCUMENT}|document|report|write|create|generate|turn)\\b`, "i").test(head)) return { head, notes };
  }
  const [first = "", ...rest] = prompt.split("\n");
  const body = rest.join("\n").trim();
  const isAsked = new RegExp(`\\b(?:${DOCUMENT}|report)\\b`, "i").test(first);
  return body.length >= 20 && rest.length >= 2 && isAsked ? { head: first, notes: body } : null;
}
