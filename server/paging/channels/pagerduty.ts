import { PagerDutyFailed, type PagerDutyService, sendEvent } from "#server/pagerduty/index.ts";
import { newId } from "#server/platform/id.ts";
import { type Channel, ChannelError, type Destination, type PageMessage } from "../channel.ts";

const SEVERITIES = { SEV1: "critical", SEV2: "error", SEV3: "warning", SEV4: "info" } as const;
const LONGEST_SUMMARY = 1_024;

/** An alert for each page, under the page's id: sent again it is the same alert, and it is acknowledged and resolved with the incident. */
export const pagerduty: Channel = {
  send: (message, destination, signal) =>
    explained(async () => {
      await sendEvent(serviceOf(destination), { ...alertOf(message), event_action: "trigger", dedup_key: message.page }, signal);
      return { state: "sent", reference: message.page };
    }),
  follow: (message, _reference, { state }, destination, signal) =>
    explained(async () => {
      if (state === "declined") return;
      const event_action = state === "ended" ? "resolve" : "acknowledge";
      await sendEvent(serviceOf(destination), { event_action, dedup_key: message.page }, signal);
    }),
  test: (destination, signal) =>
    explained(async () => {
      const service = serviceOf(destination);
      const dedup_key = `muster-test-${newId()}`;
      const payload = { summary: "Test from Muster: nothing is wrong", source: "Muster", severity: "info" };
      await sendEvent(service, { event_action: "trigger", dedup_key, payload }, signal);
      await sendEvent(service, { event_action: "resolve", dedup_key }, signal);
      return "PagerDuty took a test alert, and its end.";
    }),
};

function serviceOf({ settings, secrets, allowedHosts, check = "PAGERDUTY_ROUTING_KEY" }: Destination): PagerDutyService {
  return { settings: settings as Record<string, string>, secrets, allowedHosts, check };
}

function alertOf({ kind, severity, reference, title, summary, services, step, roomUrl, declaredAt }: PageMessage) {
  const line = `${kind === "drill" ? "Drill · " : ""}${severity ?? "Severity open"} · ${reference} ${title}`;
  return {
    payload: {
      summary: line.slice(0, LONGEST_SUMMARY).toWellFormed(),
      source: "Muster",
      severity: severity ? SEVERITIES[severity] : "error",
      ...(declaredAt ? { timestamp: declaredAt } : {}),
      ...(services[0] ? { component: services[0] } : {}),
      class: kind,
      custom_details: { reference, title, summary, services, step },
    },
    client: "Muster",
    client_url: roomUrl,
    links: [{ href: roomUrl, text: `${reference} in Muster` }],
  };
}

async function explained<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    if (error instanceof PagerDutyFailed) throw new ChannelError(error.message, error);
    throw error;
  }
}
