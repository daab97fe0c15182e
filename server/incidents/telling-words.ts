const WORD = /[\p{L}\p{N}]+/gu;
const MAX_WORDS = 12;

/** Words that stand in any title and tell nothing about which incident it is. */
const COMMON = new Set(
  "the and for with from that this are was not has have our their its all any some into over after out off but than then them they you who how why what which will can may must should would could does did been being were only one two three four five six before when while since about incident issue issues problem problems error errors failing failed fails failure slow down broken returning users user customers customer service services production prod".split(
    " ",
  ),
);

/** Whether a word, in small letters, tells anything of what an incident is about. Pure. */
export function isTelling(word: string): boolean {
  return !COMMON.has(word);
}

/** The words of a title that tell which incident it is, in small letters, each once. All of its words when none of them tells anything. Pure. */
export function tellingWords(title: string): string[] {
  const words = [
    ...new Set((title.toLowerCase().match(WORD) ?? []).filter((word) => [...word].length >= 3 || /\p{N}|[^\p{Script=Latin}]/u.test(word))),
  ];
  const telling = words.filter(isTelling);
  return (telling.length > 0 ? telling : words).slice(0, MAX_WORDS);
}
