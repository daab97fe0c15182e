import { z } from "zod";
import { Uuid } from "../ids.ts";
import { Instant, lineOf, optionalLineOf, optionalTextOf, WebAddress } from "../text.ts";
import { ComponentState } from "./publication.ts";
import { DEFAULT_WEIGHTS, PAGE_AUDIENCES } from "./terms.ts";

export const PAGE_LANGUAGES = ["en", "de", "fr", "es", "ar"] as const;
export const PAGE_LANGUAGE_LABELS: Record<(typeof PAGE_LANGUAGES)[number], string> = {
  en: "English",
  de: "Deutsch",
  fr: "Français",
  es: "Español",
  ar: "العربية",
};

/** Words of addresses that the console and the status server use themselves. */
const TAKEN_SLUGS = new Set(["manage", "healthz", "api", "favicon-ico", "robots-txt"]);

export const PageSlug = z
  .string()
  .max(60, "The address has at most 60 characters.")
  .transform((value) => value.trim().toLowerCase())
  .pipe(z.string().regex(/^[a-z0-9](?:[a-z0-9-]*[a-z0-9])?$/, "Give an address of small letters, digits and hyphens, such as acme."))
  .refine((slug) => !TAKEN_SLUGS.has(slug), "Muster uses this address itself. Choose another.");

const weight = z.number().min(0, "A weight is 0 to 1.").max(1, "A weight is 0 to 1.");
export const PageWeights = z.object({ degraded: weight, partial: weight, major: weight, maintenance: weight });

const LOGO_BYTES = 64 * 1024;
const Logo = z
  .string()
  .max(Math.ceil((LOGO_BYTES * 4) / 3) + 40, "The logo is larger than 64 kB. Make it smaller.")
  .regex(/^data:image\/(?:png|jpeg|webp|svg\+xml);base64,[A-Za-z0-9+/]+=*$/, "Give a PNG, JPEG, WebP or SVG image.");

function isZone(zone: string): boolean {
  try {
    new Intl.DateTimeFormat("en", { timeZone: zone });
    return true;
  } catch {
    return false;
  }
}

/** How a page looks and whom it is for. Everything but `needsApproval` shows on it. */
export const PageSettings = z.object({
  name: lineOf(80, "The page's name").meta({ title: "Name", description: "As customers know you." }),
  description: optionalLineOf(300, "The description").meta({ title: "Description" }),
  audience: z.enum(PAGE_AUDIENCES).meta({ title: "Who may read it" }),
  language: z.enum(PAGE_LANGUAGES).meta({ title: "Language" }),
  zone: z.string().max(60).refine(isZone, "Give a time zone such as Europe/Berlin.").meta({ title: "Time zone" }),
  accent: z
    .string()
    .regex(/^#[0-9a-f]{6}$/i, "Give a colour such as #1f4fd8.")
    .meta({ title: "Colour" }),
  logo: Logo.nullable().meta({ title: "Logo" }),
  homeUrl: WebAddress.nullable().meta({ title: "Your site" }),
  footer: optionalTextOf(500, "The footer").meta({ title: "Footer" }),
  needsApproval: z.boolean().meta({ title: "Updates need somebody else's approval" }),
  showsUptime: z.boolean().meta({ title: "Show uptime and history bars" }),
  canSubscribe: z.boolean().meta({ title: "Let people subscribe", description: "By e-mail, by webhook or by feed." }),
  /** Connections of Slack that are told what is published; what they say is public. */
  slack: z.array(Uuid).max(10, "At most 10 channels are told.").meta({ title: "Slack channels that are told" }),
  isPractice: z.boolean().meta({ title: "For practice", description: "Drills and tests are told here, and nowhere else." }),
  weights: PageWeights,
});
export type PageSettings = z.infer<typeof PageSettings>;

export const DEFAULT_PAGE: PageSettings = {
  name: "",
  description: "",
  audience: "public",
  language: "en",
  zone: "UTC",
  accent: "#2f5bd7",
  logo: null,
  homeUrl: null,
  footer: "",
  needsApproval: false,
  showsUptime: true,
  canSubscribe: true,
  slack: [],
  isPractice: false,
  weights: DEFAULT_WEIGHTS,
};

/** Whether somebody may be told of what a page says without signing in. People of this console are told by what Settings says. */
export function takesSubscribers({ canSubscribe, audience }: Pick<PageSettings, "canSubscribe" | "audience">): boolean {
  return canSubscribe && audience !== "sign-in";
}

export const PagePassword = z.string().min(8, "A password has at least 8 characters.").max(200, "A password has at most 200 characters.");

export const PageComponent = z.object({
  id: Uuid,
  name: lineOf(80, "The component's name"),
  group: optionalLineOf(80, "The group"),
  description: optionalLineOf(300, "The description"),
  serviceId: Uuid.nullable(),
});
export type PageComponent = z.infer<typeof PageComponent>;

/** `password` replaces the one that a password page has. */
export const CreatePage = z.object({
  slug: PageSlug,
  settings: PageSettings.partial().extend({ name: PageSettings.shape.name }).strict(),
  password: PagePassword.optional(),
});
export const ChangePage = z.object({
  slug: z.string(),
  version: z.number().int(),
  settings: PageSettings.partial().strict(),
  password: PagePassword.optional(),
  /** All components in their order; one that is missing is taken off the page, with its history kept. */
  components: z
    .array(PageComponent)
    .max(200, "A page has at most 200 components.")
    .refine((all) => new Set(all.map(({ id }) => id)).size === all.length, "Each component stands once on a page.")
    .optional(),
});
export const PageOf = z.object({ slug: z.string().max(80) });

export const PageSummary = z.object({
  id: Uuid,
  slug: z.string(),
  name: z.string(),
  audience: z.enum(PAGE_AUDIENCES),
  isPractice: z.boolean(),
  needsApproval: z.boolean(),
  state: ComponentState,
  components: z.array(PageComponent.extend({ state: ComponentState })),
  openIncidents: z.number().int(),
  subscribers: z.number().int(),
  promises: z.object({ due: z.number().int(), kept: z.number().int() }),
  /** Where it is read; null for pages that only people of this console may read. */
  url: z.string().nullable(),
  /** Under the console's own address, the same bytes. */
  path: z.string(),
  renderedAt: Instant.nullable(),
});
export type PageSummary = z.infer<typeof PageSummary>;

export const PageDetails = PageSummary.extend({ version: z.number().int(), settings: PageSettings, hasPassword: z.boolean() });
export type PageDetails = z.infer<typeof PageDetails>;
