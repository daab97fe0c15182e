/** A kind of system that sends alerts or changes here. `proves`: how a message shows that it comes from there. */
export type IntegrationKindDescription = {
  title: string;
  about: string;
  gives: "alerts" | "changes";
  proves: string;
  /** True where the other system makes the secret, so that it has to be entered here. */
  isSecretTheirs: boolean;
};

export const INTEGRATION_KINDS = {
  alertmanager: {
    title: "Prometheus Alertmanager",
    about: "Alerts of Prometheus, Mimir, Loki and VictoriaMetrics.",
    gives: "alerts",
    proves: "The secret as a bearer token, or as a password.",
    isSecretTheirs: false,
  },
  grafana: {
    title: "Grafana",
    about: "Alerts of Grafana, through a contact point of the type Webhook.",
    gives: "alerts",
    proves: "An HMAC signature, or the secret as a bearer token.",
    isSecretTheirs: false,
  },
  pagerduty: {
    title: "PagerDuty",
    about: "Incidents of PagerDuty, through a V3 webhook subscription.",
    gives: "alerts",
    proves: "PagerDuty's signature.",
    isSecretTheirs: true,
  },
  datadog: {
    title: "Datadog",
    about: "Monitors of Datadog, through its Webhooks integration.",
    gives: "alerts",
    proves: "The secret as a bearer token in a custom header.",
    isSecretTheirs: false,
  },
  generic: {
    title: "Anything else",
    about: "Any JSON over HTTP, with your own mapping of its fields.",
    gives: "alerts",
    proves: "The secret as a bearer token or password, or a Standard Webhooks signature.",
    isSecretTheirs: false,
  },
  github: {
    title: "GitHub",
    about: "Deployments, releases and pushes, as changes.",
    gives: "changes",
    proves: "GitHub's signature.",
    isSecretTheirs: false,
  },
} as const satisfies Record<string, IntegrationKindDescription>;

export type IntegrationKind = keyof typeof INTEGRATION_KINDS;
export const INTEGRATION_KIND_NAMES = Object.keys(INTEGRATION_KINDS) as [IntegrationKind, ...IntegrationKind[]];
