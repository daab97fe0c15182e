import type { Signature } from "../signature.ts";

export const BROKER: Signature = {
  name: "queue_backlog",
  title: "Queue or broker in trouble",
  says: [
    /\b(?:kafka|rabbitmq|amqp|broker|sqs|pulsar|nats|queue|consumer|topic|partition)\b.{0,80}\b(?:lag\w*|backlog|full|unavailable|not available|rebalanc\w*|overflow|exceeded|blocked|dead[- ]letter\w*|split[- ]brain|network partition|no leader|down)\b/i,
    /\bLEADER_NOT_AVAILABLE|NOT_ENOUGH_REPLICAS|\bmemory alarm\b|\bflow control\b|\bmax(?:imum)? (?:queue )?(?:size|length|depth) (?:reached|exceeded)/i,
  ],
  metrics: [{ name: /lag|queue|backlog/i, direction: "up" }],
  whys: [
    { why: "Why does work of {service} wait?", because: "Messages come faster than they are taken, or the broker does not take them" },
    { why: "Why are they not taken?", because: "Consumers are slow, stuck or gone, or the broker lost members" },
  ],
  test: "Compare the rates of what is put in and taken out, by consumer, and the state of the broker's members.",
  recommendations: [
    { horizon: "immediate", text: "Add or restart consumers; pause what produces most." },
    { horizon: "short", text: "Set aside messages that fail again and again." },
    { horizon: "medium", text: "Alert on the age of the oldest message." },
    { horizon: "long", text: "Run brokers with an odd number of members and a rule for partitions." },
  ],
  notCaught: "The age of waiting messages was not watched.",
};
