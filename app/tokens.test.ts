import { readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";

type Theme = "light" | "dark";
type Rgb = [red: number, green: number, blue: number];

const css = readFileSync(new URL("./globals.css", import.meta.url), "utf8");
const tokens = new Map(
  [...css.matchAll(/--([\w-]+): light-dark\((oklch\([^)]*\)), (oklch\([^)]*\))\);/g)].map(([, name, light, dark]) => [name, { light, dark }]),
);

const SURFACES = ["surface", "surface-sunk", "surface-raised", "surface-hover"];
const TINTS = ["accent-soft", "severity-1-soft", "severity-2-soft", "severity-3-soft", "severity-4-soft", "good-soft", "warn-soft", "drill-soft"];
const PEOPLE = [1, 2, 3, 4, 5, 6, 7, 8].map((number) => `person-${number}`);
const SHAPES = ["severity-1", "severity-2", "severity-3", "severity-4", "status-operational", "status-degraded", "status-partial", "status-major"];

const pairs = (inks: string[], grounds: string[]) => inks.flatMap((ink) => grounds.map((ground) => [ink, ground] as const));

/** AAA for what is read at length, AA for every other word, 3:1 for shapes and edges that carry meaning (WCAG 2.2, 1.4.3, 1.4.6, 1.4.11). */
const RULES = [
  { least: 7, of: pairs(["ink"], [...SURFACES, ...TINTS]) },
  { least: 7, of: pairs(["ink-soft"], ["surface", "surface-sunk", "surface-raised"]) },
  { least: 4.5, of: pairs(["ink-soft"], [...SURFACES, ...TINTS]) },
  { least: 4.5, of: pairs(["ink-faint", "accent", "accent-ink", "good", "warn", "bad", "drill"], SURFACES) },
  { least: 4.5, of: pairs(["severity-1-ink", "severity-2-ink", "severity-3-ink", "severity-4-ink"], SURFACES) },
  { least: 4.5, of: [1, 2, 3, 4].map((level) => [`severity-${level}-ink`, `severity-${level}-soft`] as const) },
  { least: 4.5, of: ["good", "warn", "drill"].map((tone) => [tone, `${tone}-soft`] as const) },
  {
    least: 4.5,
    of: [
      ["bad", "severity-1-soft"],
      ["accent-ink", "accent-soft"],
      ["ink-faint", "accent-soft"],
      ["accent", "accent-soft"],
    ] as const,
  },
  {
    least: 4.5,
    of: [
      ["surface", "ink"],
      ["surface", "ink-soft"],
      ["surface", "accent"],
      ["on-danger", "danger"],
    ] as const,
  },
  { least: 4.5, of: pairs(["on-person"], PEOPLE) },
  { least: 3, of: pairs([...SHAPES, "status-maintenance", "line-field"], ["surface", "surface-sunk", "surface-raised"]) },
];

/** Linear-light sRGB of `oklch(L% C H)`, after Björn Ottosson's definition of OKLab; clipped to the gamut as a screen does. */
function linearRgb(colour: string): Rgb {
  const [lightness = 0, chroma = 0, hue = 0] = (colour.match(/-?[\d.]+/g) ?? []).map(Number);
  const a = chroma * Math.cos((hue * Math.PI) / 180);
  const b = chroma * Math.sin((hue * Math.PI) / 180);
  const l = (lightness / 100 + 0.3963377774 * a + 0.2158037573 * b) ** 3;
  const m = (lightness / 100 - 0.1055613458 * a - 0.0638541728 * b) ** 3;
  const s = (lightness / 100 - 0.0894841775 * a - 1.291485548 * b) ** 3;
  const clip = (value: number) => Math.min(1, Math.max(0, value));
  return [
    clip(4.0767416621 * l - 3.3077115913 * m + 0.2309699292 * s),
    clip(-1.2684380046 * l + 2.6097574011 * m - 0.3413193965 * s),
    clip(-0.0041960863 * l - 0.7034186147 * m + 1.707614701 * s),
  ];
}

function luminanceOf(name: string, theme: Theme): number {
  const token = tokens.get(name)?.[theme];
  if (!token) throw new Error(`globals.css has no token --${name} written as light-dark(oklch(…), oklch(…)).`);
  const [red, green, blue] = linearRgb(token);
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}

/** The ratio of WCAG 2.2, 1 to 21. */
function contrastOf(one: string, other: string, theme: Theme): number {
  const [darker = 0, lighter = 0] = [luminanceOf(one, theme), luminanceOf(other, theme)].sort((a, b) => a - b);
  return (lighter + 0.05) / (darker + 0.05);
}

test("black on white is 21 to 1", () => {
  const white = linearRgb("oklch(100% 0 0)");
  expect(white.map((value) => value.toFixed(3))).toEqual(["1.000", "1.000", "1.000"]);
  expect(linearRgb("oklch(62.8% 0.25768 29.234)").map((value) => value.toFixed(2))).toEqual(["1.00", "0.00", "0.00"]);
});

describe.each(["light", "dark"] as const)("in the %s theme", (theme) => {
  test.each(RULES)("words and shapes keep a contrast of $least", ({ least, of }) => {
    const weak = of
      .map(([ink, ground]) => ({ pair: `${ink} on ${ground}`, contrast: Math.round(contrastOf(ink, ground, theme) * 100) / 100 }))
      .filter(({ contrast }) => contrast < least);
    expect(weak).toEqual([]);
  });
});

test("every colour has a value for each theme", () => {
  const declared = [...css.matchAll(/--color-[\w-]+: var\(--([\w-]+)\)/g)].map(([, name]) => name ?? "");
  expect(declared.filter((name) => !tokens.has(name))).toEqual([]);
});
