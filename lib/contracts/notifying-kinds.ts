import { z } from "zod";
import { address, type ConnectionKindDescription, secretOf } from "./connection-parts.ts";
import { optionalLineOf } from "./text.ts";

const anotherAddress = (title: string, usual: string) =>
  optionalLineOf(2_048, "The address")
    .default("")
    .meta({ title, placeholder: usual, description: `Only where ${usual} is reached through a proxy of your own.` });

/** What pages go out by. A policy's level names one as a channel. */
export const NOTIFYING_KINDS = {
  slack: {
    title: "Slack",
    does: "notifies",
    about: "Pages in a channel and as direct messages with buttons, and the command /muster.",
    settings: z.object({
      channel: z
        .string()
        .trim()
        .regex(/^([CG][A-Z0-9]{2,20})?$/, "Give the channel's ID, such as C024BE91L. It stands at the end of the channel's details.")
        .default("")
        .meta({
          title: "Channel",
          placeholder: "C024BE91L",
          description: "The ID at the end of the channel's details. Empty: direct messages only.",
        }),
      url: anotherAddress("Another address", "https://slack.com/api"),
    }),
    secrets: z.object({
      token: secretOf("Bot token", "xoxb-…, under OAuth & Permissions of your Slack app."),
      signingSecret: secretOf("Signing secret", "Under Basic Information. Without it, buttons and /muster are refused."),
      formerSigningSecret: secretOf("Former signing secret", "Also accepted, while the secret is being changed."),
    }),
    environment: {
      channel: "SLACK_CHANNEL",
      url: "SLACK_API_URL",
      token: "SLACK_BOT_TOKEN",
      signingSecret: "SLACK_SIGNING_SECRET",
      formerSigningSecret: "SLACK_FORMER_SIGNING_SECRET",
    },
    needs: ["token"],
  },
  pagerduty: {
    title: "PagerDuty",
    does: "notifies",
    about: "An alert for each page, acknowledged and resolved with the incident; and what is acknowledged there counts here.",
    settings: z.object({
      url: anotherAddress("Another address for events", "https://events.pagerduty.com"),
      apiUrl: anotherAddress("Another address of the API", "https://api.pagerduty.com"),
    }),
    secrets: z.object({
      routingKey: secretOf("Integration key", "32 characters, of an integration “Events API V2” of the service."),
      webhookSecret: secretOf(
        "Webhook secret",
        "Shown once when the webhook subscription is made. Without it, what happens in PagerDuty is not heard.",
      ),
      formerWebhookSecret: secretOf("Former webhook secret", "Also accepted, while the secret is being changed."),
      apiKey: secretOf("API key", "One that only reads is enough: it tells who acknowledged, by their e-mail address."),
    }),
    environment: {
      url: "PAGERDUTY_EVENTS_URL",
      apiUrl: "PAGERDUTY_API_URL",
      routingKey: "PAGERDUTY_ROUTING_KEY",
      webhookSecret: "PAGERDUTY_WEBHOOK_SECRET",
      formerWebhookSecret: "PAGERDUTY_FORMER_WEBHOOK_SECRET",
      apiKey: "PAGERDUTY_API_KEY",
    },
    needs: ["routingKey"],
  },
  webhook: {
    title: "Webhook",
    does: "notifies",
    about: "A signed request for each page, for senders of text messages, phone calls and the like.",
    settings: z.object({ url: address("https://sms.example.com/pages") }),
    secrets: z.object({
      secret: z
        .string()
        .trim()
        .max(200, "The secret has at most 200 characters.")
        .regex(/^((whsec_)?[A-Za-z0-9+/]{32,}={0,2})?$/, "Give base64 of at least 24 bytes, with or without whsec_ before it.")
        .default("")
        .meta({ title: "Secret", description: "Signs each request (Standard Webhooks). Empty: unsigned." }),
    }),
    environment: {},
    needs: [],
  },
} as const satisfies Record<string, ConnectionKindDescription>;

export type NotifyingKind = keyof typeof NOTIFYING_KINDS;
export const NOTIFYING_KIND_NAMES = Object.keys(NOTIFYING_KINDS) as [NotifyingKind, ...NotifyingKind[]];
