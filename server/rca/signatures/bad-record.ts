import { told } from "./told.ts";

const LOOKS = {
  metrics: "One partition or queue stands still while others move.",
  logs: "The same record or id fails again and again.",
  cluster: "A consumer that restarts at the same message.",
};

export const BAD_RECORD = [
  told({
    name: "bad-record",
    title: "A record that cannot be read",
    looks: LOOKS,
    whys: [["Why did {service} fail?", "One record cannot be processed and comes again and again, and what lies behind it waits."]],
    test: "Take the record aside: the queue moves on.",
    now: ["Take the record out of the queue and keep it."],
    short: "Put records that failed several times aside by themselves (a dead letter queue).",
    medium: "Check records where they enter, and tell the sender.",
    long: "Give records a schema that both sides check.",
    notCaught: "Records are not checked where they enter, and the age of the oldest message has no alert of its own.",
  }),
];
