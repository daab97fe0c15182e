const WORD = /[\p{L}\p{N}]+/gu;
const MAX_WORDS = 12;

/** Words that stand in any title and tell nothing about which incident it is. */
const COMMON = new Set(
  "the and for with from that this are was not has have our their its all any some into over after before when while since about incident issue issues problem problems error errors failing failed fails failure slow down broken returning users user customers customer service services production prod".split(
    " ",
  ),
);

/** The words of a title that tell which incident it is, in small letters, each once. All of its words when none of them tells anything. Pure. */
export function tellingWords(title: string): string[] {
  const words = [
    ...new Set((title.toLowerCase().match(WORD) ?? []).filter((word) => [...word].length >= 3 || /\p{N}|[^\p{Script=Latin}]/u.test(word))),
  ];
  const telling = words.filter((word) => !COMMON.has(word));
  return (telling.length > 0 ? telling : words).slice(0, MAX_WORDS);
}
