const LONG_ENOUGH = 16;
const SHOWN = 4;

/** Enough of a long secret to tell two apart; nothing of a short one, or of a text of several lines. Pure. */
export function hintOf(secret: string): string {
  return secret.length >= LONG_ENOUGH && !secret.includes("\n") ? `•••${secret.slice(-SHOWN)}` : "•••";
}
