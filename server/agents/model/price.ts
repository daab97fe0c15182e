/** US dollars per million tokens, which is millionths of a dollar per token. */
export type Price = { input: number; output: number };

/** List prices as their makers published them; MUSTER_MODEL_PRICE overrides. The longest beginning that fits counts. */
const PRICES: Record<string, Price> = {
  "anthropic/claude-haiku-4-5": { input: 1, output: 5 },
  "anthropic/claude-sonnet-4": { input: 3, output: 15 },
  "anthropic/claude-opus-4-5": { input: 5, output: 25 },
  "openai/gpt-5": { input: 1.25, output: 10 },
  "openai/gpt-5-mini": { input: 0.25, output: 2 },
  "openai/gpt-5-nano": { input: 0.05, output: 0.4 },
  "google/gemini-2.5-pro": { input: 1.25, output: 10 },
  "google/gemini-2.5-flash": { input: 0.3, output: 2.5 },
};

/** The price of a model such as `anthropic/claude-haiku-4-5`; null when it is not known. `override` as `in,out`. Pure. */
export function priceOf(name: string, override?: string): Price | null {
  if (override) {
    const [input = 0, output = 0] = override.split(",").map(Number);
    return { input, output };
  }
  const known = Object.keys(PRICES).filter((key) => name === key || name.startsWith(`${key}-`));
  return PRICES[known.toSorted((a, b) => b.length - a.length)[0] ?? ""] ?? null;
}

/** Millionths of a dollar that these tokens cost, rounded up. Pure. */
export function costMicros(price: Price, tokensIn: number, tokensOut: number): number {
  return Math.ceil(price.input * tokensIn + price.output * tokensOut);
}
