import { told } from "./told.ts";

const LOOKS = {
  metrics: "Requests, CPU and connections rise together, first at the entry.",
  logs: "“overloaded”, “shedding”, “queue full”.",
  cluster: "Autoscalers at their most, pods that wait for a node.",
};

export const TRAFFIC_SURGE = [
  told({
    name: "traffic-surge",
    title: "Traffic surge",
    looks: LOOKS,
    metrics: [{ name: /requests?_per|rps|sessions|throughput/i, direction: "up" }],
    whys: [
      ["Why does {service} have so much to do?", "It is asked more than in any comparable time before, and its resources grow with the requests."],
      ["Why do requests rise?", "Not established by metrics: a campaign, a retry storm, a crawler, or a client without limits."],
    ],
    test: "Split requests by client, path and answer: a surge of users is spread, a retry storm repeats failed requests.",
    now: ["Scale {service} out, or limit the heaviest clients."],
    short: "Let the service grow by itself before it is full.",
    medium: "Autoscale on requests in flight, and bound retries with a budget.",
    long: "Test to the peak that those who announce campaigns expect.",
    notCaught: "Capacity is checked against the usual peak.",
  }),
];
