export { forgetSecret, installationSecret as authSecret } from "#server/platform/installation-secret.ts";
