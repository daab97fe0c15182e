import { z } from "zod";
import { ContactPlan, MethodKind, MethodLabel, URGENCIES } from "./contact.ts";
import { Uuid } from "./ids.ts";
import { Severity } from "./incident.ts";
import { Instant } from "./text.ts";

export const CODE_LASTS_MINUTES = 15;
export const CODE_TRIES = 5;

const Mail = z
  .string()
  .trim()
  .toLowerCase()
  .max(320, "An address has at most 320 characters.")
  .pipe(z.email("Give an address such as ada@example.com."));
const SlackName = z.union(
  [
    z
      .string()
      .trim()
      .regex(/^[UW][A-Z0-9]{6,20}$/),
    Mail,
  ],
  "Give the member ID of your Slack profile, such as U02ABCDEF12, or its e-mail.",
);
const Key = z.string().regex(/^[A-Za-z0-9_-]{16,128}={0,2}$/, "This subscription is damaged. Turn notifications of this browser off and on again.");

/** What a browser's PushManager gives (W3C Push API). */
export const PushSubscriptionInput = z.object({ endpoint: z.string().max(2_048), keys: z.object({ p256dh: Key, auth: Key }) });

const label = MethodLabel;
export const AddMethod = z.discriminatedUnion("kind", [
  z.object({ kind: z.literal("email"), label, address: Mail }),
  z.object({ kind: z.literal("slack"), label, address: SlackName }),
  z.object({ kind: z.literal("webhook"), label, address: z.string().trim().min(1, "Give the address to send to.").max(2_048) }),
  z.object({ kind: z.literal("web-push"), label, subscription: PushSubscriptionInput }),
]);
/** `secret`: of a webhook, told only here. `problem`: why the code could not be sent; the means is stored all the same. */
export const MethodAdded = z.object({ id: Uuid, secret: z.string().nullable(), problem: z.string().nullable() });
export type MethodAdded = z.infer<typeof MethodAdded>;

export const MethodId = z.object({ id: Uuid });
/** `code`: for mail and Slack, as it came there. The others are verified by a test that they take. */
export const VerifyMethod = z.object({
  id: Uuid,
  code: z
    .string()
    .transform((text) => text.replace(/\s/g, ""))
    .pipe(z.string().regex(/^\d{6}$/, "The code has six digits."))
    .optional(),
});
export const TestMethod = z.object({ id: z.union([z.literal("account"), Uuid]) });

/** A step of a plan that uses a means: the last of them is gone with it. */
export const PlanStep = z.object({ urgency: z.enum(URGENCIES), step: z.number().int(), isOnly: z.boolean() });
export type PlanStep = z.infer<typeof PlanStep>;

/** `account`: the address one signs in with, which needs no adding. `isUsable`: what carries it is set up here. */
export const MethodView = z.object({
  id: z.union([z.literal("account"), Uuid]),
  kind: MethodKind,
  label: z.string(),
  address: z.string(),
  isVerified: z.boolean(),
  isUsable: z.boolean(),
  codeUntil: Instant.nullable(),
  failedAt: Instant.nullable(),
  problem: z.string().nullable(),
  createdAt: Instant.nullable(),
  usedIn: z.array(PlanStep),
});
export type MethodView = z.infer<typeof MethodView>;

/** How one person is reached. `plan` null: none was made, the usual one holds. `able`: what can be carried here. */
export const ContactView = z.object({
  methods: z.array(MethodView),
  able: z.array(MethodKind),
  plan: ContactPlan.nullable(),
  version: z.number().int(),
  pushKey: z.string(),
  now: Instant,
});
export type ContactView = z.infer<typeof ContactView>;

export const PreviewPage = z.object({ severity: Severity.nullable(), at: Instant.nullish() });
/** `sentence`: the whole in words; `steps`: when and by what. */
export const PagePreview = z.object({ sentence: z.string(), steps: z.array(z.object({ when: z.string(), what: z.string() })) });
export type PagePreview = z.infer<typeof PagePreview>;
