import { told } from "./told.ts";

const LOOKS = {
  metrics: "Depth and age of the oldest message grow; the rate taken is below the rate put in.",
  logs: "“consumer lag”, “rebalancing”, “memory alarm”, “queue full”.",
  cluster: "Consumers with fewer ready pods than wanted, or a broker that lost a member.",
};

export const QUEUE_LAG = [
  told({
    name: "queue-lag",
    title: "Queue or broker in trouble",
    looks: LOOKS,
    says: [
      /\b(?:kafka|rabbitmq|amqp|broker|sqs|pulsar|nats|queue|consumer|topic|partition)\b.{0,80}\b(?:lag\w*|backlog|full|unavailable|not available|rebalanc\w*|overflow|exceeded|blocked|dead[- ]letter\w*|split[- ]brain|network partition|no leader|down)\b/i,
      /\bLEADER_NOT_AVAILABLE|NOT_ENOUGH_REPLICAS|\bmemory alarm\b|\bflow control\b|\bmax(?:imum)? (?:queue )?(?:size|length|depth) (?:reached|exceeded)/i,
    ],
    metrics: [{ name: /lag|queue|backlog/i, direction: "up" }],
    whys: [
      ["Why does work of {service} wait?", "Messages come faster than they are taken, or the broker does not take them"],
      ["Why are they not taken?", "Consumers are slow, stuck or gone, or the broker lost members"],
    ],
    test: "Compare the rates of what is put in and taken out, by consumer, and the state of the broker's members.",
    now: ["Add or restart consumers; pause what produces most."],
    short: "Set aside messages that fail again and again.",
    medium: "Alert on the age of the oldest message.",
    long: "Run brokers with an odd number of members and a rule for partitions.",
    notCaught: "The age of waiting messages was not watched.",
  }),
];
