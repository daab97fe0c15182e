/** What each scenario lets one practise, said before, and what was true of it, said after the end. */
export const PRACTICES: Record<string, { practises: string; truth: string }> = {
  "payment-outage": {
    practises: "Following errors down to a resource, and a resource to what uses it up.",
    truth:
      "The flag async-payment-processing put code into force that does not release its database connection where a charge fails. The pool of payment-api filled, and payments failed.",
  },
  "bad-deploy": {
    practises: "Telling the change that did it from those that only went out at the same time.",
    truth: "A release of orders was faulty.",
  },
  "memory-leak": {
    practises: "Reading restarts: what ends a pod, and how long it has been coming.",
    truth: "catalogue keeps more and more memory since a change, and is killed when it has none left.",
  },
  "dns-failure": {
    practises: "Trouble everywhere at once: looking for what all have in common.",
    truth: "A change of CoreDNS made it ask itself. It ended, and names of services were no longer resolved.",
  },
  "disk-full": {
    practises: "A dependency that takes no more: asking what it has left.",
    truth: "The disk of postgres is full, and it takes no more writes.",
  },
  "expired-certificate": { practises: "Calls that are refused before anything is asked.", truth: "The certificate of inventory ran out." },
  "slow-dependency": {
    practises: "Waiting for somebody outside: proving that it is not you.",
    truth: "The card provider answers too slowly, and payment-api waits for it.",
  },
  "traffic-surge": {
    practises: "More to do than there is room for: telling load from fault.",
    truth: "Many more requests came than the shop has room for.",
  },
  "node-loss": {
    practises: "A third of everything fails: finding what the failing parts share.",
    truth: "The machine worker-2 is gone, and everything that ran on it.",
  },
  "configuration-drift": {
    practises: "Nothing was deployed, and yet something changed.",
    truth: "The address of the cache in the settings of catalogue is wrong.",
  },
  calm: { practises: "A question without a fault: saying that nothing is wrong.", truth: "Nothing was wrong." },
  "daily-peak": { practises: "High figures at their usual time.", truth: "Nothing was wrong: it was the daily peak." },
  "noisy-but-healthy": { practises: "Many warnings that mean nothing.", truth: "Nothing was wrong: such warnings come all day." },
  "unmeasured-service": {
    practises: "Evidence that ends before the cause: saying what is missing.",
    truth: "inventory is slow, and nobody measures it: the evidence does not suffice to say why.",
  },
  "uncollected-logs": {
    practises: "Working without the lines of the service that matters.",
    truth: "orders fails, and its lines are not collected: the evidence does not suffice to say why.",
  },
  "no-changes-no-cluster": {
    practises: "Working with neither a list of changes nor a cluster to look at.",
    truth: "orders fails, and neither changes nor the cluster could be read: the evidence does not suffice to say why.",
  },
};
