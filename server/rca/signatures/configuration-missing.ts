import { told } from "./told.ts";

const LOOKS = {
  metrics: "Nothing is served by new pods from their first second on.",
  logs: "“environment variable … is not set”, “invalid configuration”, “no such file”.",
  cluster: "CreateContainerConfigError, FailedMount; config map, secret or key not found.",
};

export const CONFIGURATION_MISSING = [
  told({
    name: "configuration-missing",
    title: "Configuration missing or wrong",
    looks: LOOKS,
    says: [
      /\b(?:environment|env)(?:ironment)? ?(?:variable|var)?s?\b.{0,60}\b(?:undefined|not set|missing|required|empty|not defined|not found)\b|\b(?:missing|required|undefined|unset)\b.{0,40}\b(?:env(?:ironment)?(?: variable)?|config\w*|setting|propert(?:y|ies)|secret|parameter|flag)\b|\bKeyError\b/i,
      /\b(?:invalid|bad|malformed|unknown|unsupported|could not (?:load|parse|read|resolve)|failed to (?:load|parse|read))\b.{0,40}\b(?:config\w*|setting|propert(?:y|ies)|placeholder|yaml|toml|option)\b|\bcannot find module\b|\bNoClassDefFound\w*|\bno such file or directory\b|\bFileNotFound\w*|\bcommand not found\b/i,
    ],
    whys: [
      ["Why did {service} not start or fail?", "Something that it needs to be configured is missing or wrong"],
      ["Why is it?", "A release or a change of configuration left it out, misspelt it, or put it elsewhere"],
    ],
    test: "Compare the configuration of the running instance with the last one that worked, name by name.",
    now: ["Set the missing value, or go back to the configuration before."],
    short: "Check all configuration at start and say what is missing.",
    medium: "Review changes of configuration as code, with a dry run.",
    long: "Keep one typed list of what each service needs.",
    notCaught: "The value was needed only in this place, so no test had it missing.",
  }),
  told({
    name: "config-missing",
    title: "Config map, secret or key that does not exist",
    looks: LOOKS,
    whys: [
      ["Why does {service} not answer?", "Pod {pod} has not started: its configuration is not complete."],
      ["Why is it not?", "It needs {missing}, which namespace {namespace} does not have."],
    ],
    test: "kubectl get configmap,secret -n {namespace}",
    now: ["Create {missing} in namespace {namespace}, or correct its name in {workload}"],
    short: "Apply configuration before workloads.",
    medium: "Check references of manifests in the pipeline.",
    long: "Write configuration and workload from one chart, so that names cannot part.",
    notCaught: "It exists where it was tried.",
  }),
];
