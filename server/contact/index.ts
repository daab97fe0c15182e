export { addMethod } from "./add-method.ts";
export { savePlan, type VersionedPlan } from "./plan.ts";
export { previewPage, readContact } from "./read-contact.ts";
export { removeMethod } from "./remove-method.ts";
export { testMethod } from "./test-method.ts";
export { sendCode, verifyMethod } from "./verify-method.ts";
