import type { Signature } from "../signature.ts";

export const PROVIDER_OUTAGE: Signature = {
  name: "provider-outage",
  title: "Outage of a provider",
  says: [/third[- ]?party|provider (outage|error|unavailable)|vendor/i],
  whys: [{ why: "Why did {service} fail?", because: "A service of another company, which it calls, answers with errors or not in time." }],
  test: "Call the provider from outside of this system, and read its status page: it fails there too.",
  recommendations: [
    { horizon: "immediate", text: "Open a case with the provider, and switch to the fallback if there is one." },
    { horizon: "short", text: "Answer without the provider where customers can go on without it." },
    { horizon: "medium", text: "Put a circuit breaker and a queue before the calls to the provider." },
    { horizon: "long", text: "Agree on an objective with the provider, or have a second one." },
  ],
  notCaught: "The provider's status is not among what is watched.",
};

export const TRAFFIC_SURGE: Signature = {
  name: "traffic-surge",
  title: "More traffic than there is room for",
  says: [/queue full|shedding|overload|saturated/i],
  metrics: [{ name: /requests?_per|rps|sessions|throughput/i, direction: "up" }],
  whys: [{ why: "Why did {service} fail?", because: "More requests came in from outside than it has room for." }],
  test: "Compare the requests of the entry with those of the same hour a week ago, and look at who sends them.",
  recommendations: [
    { horizon: "immediate", text: "Add instances, and limit what can wait." },
    { horizon: "short", text: "Let the service grow by itself before it is full." },
    { horizon: "medium", text: "Announce campaigns to those on call, and load-test to the peak that they expect." },
  ],
  notCaught: "Nobody was told that more would come, and the service does not grow fast enough by itself.",
};

export const MACHINE_TROUBLE: Signature = {
  name: "machine-trouble",
  title: "Trouble of a machine",
  says: [/I\/O error|input\/output error|node .{0,20}(not ready|pressure)|preempt|co-?located/i],
  whys: [{ why: "Why did {service} fail?", because: "The machine that it runs on, or what runs beside it, took away what it needs." }],
  test: "Move an instance to another machine: it is well there.",
  recommendations: [
    { horizon: "immediate", text: "Move the service off that machine, and take the machine out of use." },
    { horizon: "short", text: "Spread instances over machines and zones." },
    { horizon: "medium", text: "Set requests and limits for what shares machines with it." },
  ],
  notCaught: "The state of machines is not tied to the alerts of the services on them.",
};

export const BAD_RECORD: Signature = {
  name: "bad-record",
  title: "A record that cannot be read",
  says: [/poison|redeliver|out of range|malformed/i],
  whys: [{ why: "Why did {service} fail?", because: "One record cannot be processed and comes again and again, and what lies behind it waits." }],
  test: "Take the record aside: the queue moves on.",
  recommendations: [
    { horizon: "immediate", text: "Take the record out of the queue and keep it." },
    { horizon: "short", text: "Put records that failed several times aside by themselves (a dead letter queue)." },
    { horizon: "medium", text: "Check records where they enter, and tell the sender." },
  ],
  notCaught: "Records are not checked where they enter, and the age of the oldest message has no alert of its own.",
};

export const EXPIRED: Signature = {
  name: "expired",
  title: "Something ran out of its time",
  says: [/has expired|expired (certificate|token|licen[cs]e)/i],
  whys: [{ why: "Why did {service} fail?", because: "A certificate, key or licence that it needs ran out." }],
  test: "Read the end of its validity, for a certificate with `openssl x509 -enddate`: it lies just before the beginning.",
  recommendations: [
    { horizon: "immediate", text: "Renew it and load it where it is used." },
    { horizon: "short", text: "Alert 30 and 7 days before anything runs out." },
    { horizon: "medium", text: "Let it be renewed by itself." },
  ],
  notCaught: "Nothing watched the end of its validity.",
};
