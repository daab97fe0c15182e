/** Remembers by 2¹⁷ hashes which shapes were seen lately. */
const PLACES = 1 << 17;
/** Of shapes that were not, every so many-th is let in anyway, so that what only merging finds can still be found. */
const LET_IN = 8;

export type Doorkeeper = { letsIn(key: string): boolean };

/**
 * Lets in shapes that come again, when there are more shapes than can be kept: what is seen once in a flood of lines that are all unlike is not worth a
 * place (the doorkeeper of TinyLFU, Einziger, Friedman and Manes, ACM Transactions on Storage 2017). Of fixed size.
 */
export function openDoorkeeper(): Doorkeeper {
  const seen = new Int32Array(PLACES);
  let turned = 0;
  return {
    letsIn(key) {
      const hash = hashOf(key);
      const place = (hash >>> 0) % PLACES;
      const isKnown = seen[place] === hash;
      seen[place] = hash;
      if (isKnown) return true;
      turned += 1;
      return turned % LET_IN === 0;
    },
  };
}

function hashOf(key: string): number {
  let hash = 0x811c9dc5;
  for (let at = 0; at < key.length; at += 1) hash = Math.imul(hash ^ key.charCodeAt(at), 0x01000193);
  return (hash ^ (hash >>> 15)) | 1;
}
