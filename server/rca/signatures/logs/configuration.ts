import type { Signature } from "../signature.ts";

export const CONFIGURATION: Signature = {
  name: "configuration_missing",
  title: "Configuration missing or wrong",
  says: [
    /\b(?:environment|env)(?:ironment)? ?(?:variable|var)?s?\b.{0,60}\b(?:undefined|not set|missing|required|empty|not defined|not found)\b|\b(?:missing|required|undefined|unset)\b.{0,40}\b(?:env(?:ironment)?(?: variable)?|config\w*|setting|propert(?:y|ies)|secret|parameter|flag)\b|\bKeyError\b/i,
    /\b(?:invalid|bad|malformed|unknown|unsupported|could not (?:load|parse|read|resolve)|failed to (?:load|parse|read))\b.{0,40}\b(?:config\w*|setting|propert(?:y|ies)|placeholder|yaml|toml|option)\b|\bcannot find module\b|\bNoClassDefFound\w*|\bno such file or directory\b|\bFileNotFound\w*|\bcommand not found\b/i,
  ],
  whys: [
    { why: "Why did {service} not start or fail?", because: "Something that it needs to be configured is missing or wrong" },
    { why: "Why is it?", because: "A release or a change of configuration left it out, misspelt it, or put it elsewhere" },
  ],
  test: "Compare the configuration of the running instance with the last one that worked, name by name.",
  recommendations: [
    { horizon: "immediate", text: "Set the missing value, or go back to the configuration before." },
    { horizon: "short", text: "Check all configuration at start and say what is missing." },
    { horizon: "medium", text: "Review changes of configuration as code, with a dry run." },
    { horizon: "long", text: "Keep one typed list of what each service needs." },
  ],
  notCaught: "The value was needed only in this place, so no test had it missing.",
};
