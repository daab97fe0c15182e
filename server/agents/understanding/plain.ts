const SAME: Record<string, string> = {
  "“": '"',
  "”": '"',
  "„": '"',
  "‘": "'",
  "’": "'",
  "–": "-",
  "—": "-",
  "\u00a0": " ",
  "\t": " ",
  "\n": " ",
  "\r": " ",
};

/** A prompt in small letters and plain quotes, letter by letter as long as the original, so that positions are the same in both. */
export function plain(prompt: string): string {
  let text = "";
  for (let at = 0; at < prompt.length; at += 1) {
    const unit = prompt.charAt(at);
    const small = SAME[unit] ?? unit.toLowerCase();
    text += small.length === 1 ? small : unit;
  }
  return text;
}

const OPENERS =
  /^(?:hey|hi|hello|ok(?:ay)?|so|um+|uh+|right|well|yo|muster|@?incident-commander|please|pls|plz|kindly|just|quickly|also|and|then|now|can (?:you|we|someone|somebody|anyone)|could (?:you|we|someone|somebody|anyone)|would you(?: mind)?|will you|i(?:'d| would) like (?:you )?to|i want (?:you )?to|i need (?:you )?to|i wanna|we(?: really)? need to|we have to|we must|we want to|let'?s|let us|let me|go ahead and|make sure to|time to|tell me|show me|give me)(?:\s*[,:!.]+)?\s+/;
const CLOSERS =
  /(?:[\s,.!?]+(?:please|pls|plz|thanks?(?: you)?|thx|ty|cheers|asap|right now|will you|would you|ok(?:ay)?|mate|team|folks))+[\s.!?]*$/;

/** Where what was meant begins and ends, without politeness around it. */
export function bounds(text: string): { from: number; to: number } {
  let from = text.length - text.trimStart().length;
  for (let rest = text.slice(from); ; rest = text.slice(from)) {
    const match = OPENERS.exec(rest);
    if (!match || match[0].length >= rest.length) break;
    from += match[0].length;
  }
  const closing = CLOSERS.exec(text.slice(from));
  const to = closing && closing.index > 0 ? from + closing.index : text.trimEnd().length;
  return { from, to };
}
