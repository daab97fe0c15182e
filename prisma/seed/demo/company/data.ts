import type { OrganisationRole } from "#lib/contracts/permissions.ts";

/** Brambleway sells things for house and garden online, in eight countries. Nothing of it exists. */

export const ORGANISATION = { name: "Brambleway", currency: "EUR" };

type PersonData = { handle: string; name: string; role: OrganisationRole; timeZone: string; phone?: string };

export const PEOPLE: PersonData[] = [
  { handle: "priya", name: "Priya Raman", role: "admin", timeZone: "Europe/Vienna", phone: "+43 1 555 0101" },
  { handle: "samir", name: "Samir Haddad", role: "admin", timeZone: "Europe/Berlin", phone: "+49 30 555 0102" },
  { handle: "yuki", name: "Yuki Tanabe", role: "responder", timeZone: "Europe/Vienna", phone: "+43 1 555 0103" },
  { handle: "aisha", name: "Aisha Rahman", role: "responder", timeZone: "Europe/London", phone: "+44 20 5550 0104" },
  { handle: "jonas", name: "Jonas Weidner", role: "responder", timeZone: "Europe/Berlin", phone: "+49 30 555 0105" },
  { handle: "tomas", name: "Tomás Ferreira", role: "responder", timeZone: "Europe/Lisbon", phone: "+351 21 555 0106" },
  { handle: "malik", name: "Malik Okafor", role: "responder", timeZone: "Europe/London", phone: "+44 20 5550 0107" },
  { handle: "chloe", name: "Chloé Dubreuil", role: "responder", timeZone: "Europe/Paris", phone: "+33 1 55 50 01 08" },
  { handle: "oskar", name: "Oskar Nyberg", role: "responder", timeZone: "Europe/Stockholm", phone: "+46 8 555 0109" },
  { handle: "elena", name: "Elena Marinova", role: "responder", timeZone: "Europe/Sofia", phone: "+359 2 555 0110" },
  { handle: "hanna", name: "Hanna Lindqvist", role: "responder", timeZone: "Europe/Stockholm", phone: "+46 8 555 0111" },
  { handle: "ben", name: "Ben Whitlock", role: "viewer", timeZone: "Europe/London" },
  { handle: "grace", name: "Grace Adeyemi", role: "viewer", timeZone: "Europe/London" },
  { handle: "ingrid", name: "Ingrid Solheim", role: "viewer", timeZone: "Europe/Oslo" },
];

type TeamData = { name: string; description: string; lead: string; members: string[] };

export const TEAMS: TeamData[] = [
  { name: "Platform", description: "Clusters, network, databases, sign-in. On call around the clock.", lead: "priya", members: ["yuki", "aisha"] },
  { name: "Payments", description: "Everything between “buy” and the money in the bank.", lead: "jonas", members: ["tomas", "ingrid"] },
  { name: "Storefront", description: "What shoppers see: shop, search, cart, checkout.", lead: "malik", members: ["chloe", "grace"] },
  { name: "Fulfilment", description: "Stock, parcels, order events, reporting.", lead: "oskar", members: ["elena"] },
  { name: "Customer care", description: "Answers shoppers; writes what the outside is told.", lead: "hanna", members: ["ben"] },
];

type ServiceData = {
  slug: string;
  name: string;
  team: string;
  tier: number;
  what: string;
  dependsOn: string[];
  revenuePerMinute?: number;
  slos?: [name: string, objective: number][];
};

/** In an order in which each comes after what it depends on. */
export const SERVICES: ServiceData[] = [
  {
    slug: "payment-db",
    name: "Payments database",
    team: "Payments",
    tier: 1,
    what: "Postgres, one primary and two replicas.",
    dependsOn: [],
    slos: [["Availability", 0.9995]],
  },
  {
    slug: "session-cache",
    name: "Session cache",
    team: "Platform",
    tier: 2,
    what: "Redis with sentinels: sessions, carts, rate limits.",
    dependsOn: [],
    slos: [["Availability", 0.9995]],
  },
  {
    slug: "order-events",
    name: "Order events",
    team: "Fulfilment",
    tier: 2,
    what: "Kafka, three brokers: every change of an order.",
    dependsOn: [],
    slos: [["Age of the oldest event below 60 s", 0.995]],
  },
  {
    slug: "identity",
    name: "Identity",
    team: "Platform",
    tier: 1,
    what: "Accounts and sign-in for shoppers and staff.",
    dependsOn: ["session-cache"],
    slos: [
      ["Availability", 0.9995],
      ["Sign-in below 400 ms", 0.99],
    ],
  },
  {
    slug: "catalogue-api",
    name: "Catalogue API",
    team: "Storefront",
    tier: 2,
    what: "Articles, pictures, translations.",
    dependsOn: [],
    slos: [["Availability", 0.999]],
  },
  {
    slug: "search",
    name: "Product search",
    team: "Storefront",
    tier: 2,
    what: "Full-text search over 140,000 articles.",
    dependsOn: ["catalogue-api"],
    revenuePerMinute: 18,
    slos: [["Answers below 300 ms", 0.99]],
  },
  {
    slug: "pricing",
    name: "Pricing",
    team: "Storefront",
    tier: 2,
    what: "Price lists, coupons, VAT.",
    dependsOn: ["catalogue-api"],
    slos: [["Availability", 0.999]],
  },
  {
    slug: "warehouse-sync",
    name: "Warehouse sync",
    team: "Fulfilment",
    tier: 3,
    what: "Exchanges stock and orders with the two warehouses.",
    dependsOn: ["order-events"],
    slos: [["Stock younger than 15 min", 0.99]],
  },
  {
    slug: "inventory",
    name: "Inventory",
    team: "Fulfilment",
    tier: 2,
    what: "What can be promised to a shopper.",
    dependsOn: ["warehouse-sync"],
    slos: [["Availability", 0.999]],
  },
  {
    slug: "ledger",
    name: "Ledger",
    team: "Payments",
    tier: 2,
    what: "Double-entry books of every payment and refund.",
    dependsOn: ["payment-db", "order-events"],
    slos: [["Booked within 5 min", 0.999]],
  },
  {
    slug: "fraud-check",
    name: "Fraud check",
    team: "Payments",
    tier: 2,
    what: "Scores each order before it is charged.",
    dependsOn: ["identity"],
    slos: [["Answers below 800 ms", 0.995]],
  },
  {
    slug: "payment-api",
    name: "Payment API",
    team: "Payments",
    tier: 1,
    what: "Cards, wallets and invoices through two providers.",
    dependsOn: ["payment-db", "fraud-check", "ledger"],
    revenuePerMinute: 62,
    slos: [
      ["Availability", 0.9995],
      ["Charge below 2 s", 0.99],
    ],
  },
  {
    slug: "cart",
    name: "Cart",
    team: "Storefront",
    tier: 2,
    what: "Carts of guests and of those who signed in.",
    dependsOn: ["session-cache", "pricing", "inventory"],
    revenuePerMinute: 40,
    slos: [["Availability", 0.999]],
  },
  {
    slug: "checkout",
    name: "Checkout",
    team: "Storefront",
    tier: 1,
    what: "From the cart to a paid order.",
    dependsOn: ["cart", "payment-api", "identity", "order-events"],
    revenuePerMinute: 62,
    slos: [["Availability", 0.9995]],
  },
  {
    slug: "order-mail",
    name: "Order mail",
    team: "Fulfilment",
    tier: 3,
    what: "Confirmations, invoices, parcel news.",
    dependsOn: ["order-events"],
    slos: [["Sent within 10 min", 0.98]],
  },
  {
    slug: "storefront",
    name: "Storefront",
    team: "Storefront",
    tier: 1,
    what: "The shop itself, for browsers and for the apps.",
    dependsOn: ["catalogue-api", "search", "pricing", "cart", "checkout", "identity"],
    revenuePerMinute: 62,
    slos: [
      ["Availability", 0.9995],
      ["First byte below 600 ms", 0.99],
    ],
  },
  {
    slug: "reporting",
    name: "Reporting warehouse",
    team: "Fulfilment",
    tier: 4,
    what: "Tables for finance and buying, filled each night.",
    dependsOn: ["order-events", "ledger"],
  },
];

export const CUSTOM_ROLES = [
  {
    key: "provider-liaison",
    label: "Provider liaison",
    isMany: false,
    duties: "Hold the line to the provider, get a case number and a time for their next answer.",
  },
  { key: "privacy", label: "Legal and privacy", isMany: false, duties: "Decide whether authorities or customers have to be told, and by when." },
];

export const CUSTOM_FIELDS = [
  {
    key: "cause",
    label: "Cause",
    type: "choice" as const,
    choices: ["Deployment", "Configuration", "Capacity", "Data", "Provider", "Hardware", "Expired", "Security", "None found"],
    appliesTo: ["real" as const, "retrospective" as const],
  },
  { key: "tickets", label: "Support tickets", type: "number" as const, choices: [], appliesTo: ["real" as const] },
  { key: "change", label: "Change that caused it", type: "link" as const, choices: [], appliesTo: ["real" as const, "retrospective" as const] },
];
