/** Kinds of characters, by code: what parts a line into tokens and words. */
export const WORD = 0;
export const SPACE = 1;
export const DELIMITER = 2;
export const DIGIT = 3;

const KINDS = new Uint8Array(128);
for (let code = 0; code <= 32; code += 1) KINDS[code] = SPACE;
for (const char of "=:,;()[]{}<>\"'|&?!`") KINDS[char.charCodeAt(0)] = DELIMITER;
for (let code = 48; code <= 57; code += 1) KINDS[code] = DIGIT;
KINDS[127] = SPACE;

export const kindOf = (code: number): number => (code < 128 ? (KINDS[code] ?? WORD) : WORD);
export const isDigit = (code: number): boolean => code >= 48 && code <= 57;
export const isLetter = (code: number): boolean => (code >= 97 && code <= 122) || (code >= 65 && code <= 90);
export const isOpening = (code: number): boolean => code === 40 || code === 91 || code === 123;
export const isClosing = (code: number): boolean => code === 41 || code === 93 || code === 125;
export const isQuote = (code: number): boolean => code === 34 || code === 39 || code === 96;
export const closingOf = (opening: number): number => opening + (opening === 40 ? 1 : 2);
