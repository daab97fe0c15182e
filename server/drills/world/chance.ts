/** Chance that a place decides, not an order of calls: the same seed, key and slot give the same number whenever they are asked for. */
export function hashOf(text: string): number {
  let hash = 0x811c9dc5;
  for (let index = 0; index < text.length; index += 1) hash = Math.imul(hash ^ text.charCodeAt(index), 0x01000193);
  return hash >>> 0;
}

/** Uniform in [0, 1). */
export function chanceAt(seed: number, key: number, slot: number): number {
  let mixed = (seed ^ Math.imul(key, 0x9e3779b9) ^ Math.imul(slot, 0x85ebca6b)) >>> 0;
  mixed = Math.imul(mixed ^ (mixed >>> 16), 0x21f0aaad);
  mixed = Math.imul(mixed ^ (mixed >>> 15), 0x735a2d97);
  mixed = Math.imul(mixed ^ (mixed >>> 15), 0x2c1b3c6d);
  return ((mixed ^ (mixed >>> 16)) >>> 0) / 2 ** 32;
}

/** Normal with mean 0 and deviation 1 (Box and Muller, 1958). */
export function normalAt(seed: number, key: number, slot: number): number {
  const radius = Math.sqrt(-2 * Math.log(1 - chanceAt(seed, key, slot)));
  return radius * Math.cos(2 * Math.PI * chanceAt(seed, key ^ 0x5bd1e995, slot));
}

/** A number that wanders slowly between −1 and 1, with a turn about every `periodMs`. */
export function waveAt(seed: number, key: number, at: number, periodMs: number): number {
  const place = at / periodMs;
  const slot = Math.floor(place);
  const [from, to] = [chanceAt(seed, key, slot), chanceAt(seed, key, slot + 1)];
  const share = place - slot;
  const smooth = share * share * (3 - 2 * share);
  return 2 * (from + (to - from) * smooth) - 1;
}

/** Draws one after another, for the fields of one line. */
export type Dice = {
  share(): number;
  whole(from: number, to: number): number;
  pick<Item>(items: readonly [Item, ...Item[]]): Item;
  hex(length: number): string;
};

export function openDice(seed: number, key: number, slot: number): Dice {
  let drawn = 0;
  const own = Math.imul(seed + 1, 0x9e3779b1) ^ slot;
  const share = (): number => {
    drawn += 1;
    return chanceAt(own, key, drawn);
  };
  const whole = (from: number, to: number): number => from + Math.floor(share() * (to - from + 1));
  return {
    share,
    whole,
    pick: (items) => items[whole(0, items.length - 1)] ?? items[0],
    hex(length) {
      let text = "";
      while (text.length < length)
        text += Math.floor(share() * 2 ** 32)
          .toString(16)
          .padStart(8, "0");
      return text.slice(0, length);
    },
  };
}
