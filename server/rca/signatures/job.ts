import { told } from "./told.ts";

const LOOKS = {
  metrics: "The age of the newest result grows past one period.",
  logs: "The last line of the failed pod.",
  cluster: "COMPLETIONS 0/1, BackoffLimitExceeded, SUSPEND True, an old LAST SCHEDULE.",
};
const MEDIUM = "Alert when a regular job has not run for two of its periods.";
const UNSEEN = "What does not run does not fail.";

export const JOB = [
  told({
    name: "job-failed",
    title: "Job that failed",
    looks: LOOKS,
    whys: [["Why was the work of {service} not done?", "Its pods ended with an error until the job gave up."]],
    test: "kubectl logs job/{workload} -n {namespace}",
    now: ["Correct what its log names, then kubectl delete job {workload} -n {namespace} and create it anew"],
    short: "Make its work safe to repeat.",
    medium: "Alert on failed jobs.",
    long: "Check what a job needs before it begins.",
    notCaught: "A job that failed stays silent.",
  }),
  told({
    name: "job-suspended",
    title: "Job that is suspended",
    looks: LOOKS,
    whys: [["Why was the work of {service} not done?", "It is suspended."]],
    test: "kubectl get cronjob,job -n {namespace}",
    now: ['kubectl patch cronjob {workload} -n {namespace} -p \'{"spec":{"suspend":false}}\''],
    short: "See who suspended it.",
    medium: MEDIUM,
    long: "Note an end with each suspension.",
    notCaught: UNSEEN,
  }),
  told({
    name: "job-schedule",
    title: "Cron job that does not start",
    looks: LOOKS,
    whys: [["Why was the work of {service} not done?", "Its schedule starts nothing."]],
    test: "kubectl describe cronjob {workload} -n {namespace}",
    now: ["Correct its schedule: kubectl edit cronjob {workload} -n {namespace}"],
    short: "Run it once by hand: kubectl create job --from=cronjob/{workload} once -n {namespace}",
    medium: MEDIUM,
    long: "Check schedules in the pipeline.",
    notCaught: UNSEEN,
  }),
];
