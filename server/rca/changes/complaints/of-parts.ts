import type { Complaint } from "./complaint.ts";

/** Parts that do not go together, and things that are larger than what takes them. */
export const OF_PARTS: readonly Complaint[] = [
  {
    name: "parts do not fit together",
    says: /ERR_REQUIRE_ESM|not supported|unsupported|incompatible|NoSuchMethodError|NoClassDefFound|AbstractMethodError|undefined symbol|cannot (find|import|load) (module|name|library)|ImportError|ModuleNotFound|GLIBC|exec format|deprecated|peer dep|requires version|version mismatch|does not start|ABI/i,
    by: {
      "takes another version": 1,
      "takes an entry away": 0.5,
      "takes a call away": 0.5,
      "names differently": 0.3,
      "addresses differently": 0.2,
    },
  },
  {
    name: "it is larger than what takes it",
    says: /larger than|too (large|long|big|many)|exceed(s|ed) (the )?(max|limit|size|length)|greater than|less than or equal|max(imum)? (size|length|payload)|\b413\b|payload|truncat|Data too long|overflow|message size|entity too large|member must have/i,
    by: {
      "takes larger batches": 1,
      "sets another number": 0.9,
      "takes a call away": 0.8,
      "takes an entry away": 0.8,
      "takes a bound away": 0.9,
      "types differently": 0.8,
      "formats differently": 0.5,
      "keeps more": 0.5,
      "permits a lower rate": 0.8,
      "writes more": 0.4,
      "asks for another column": 0.4,
      "has more workers": 0.3,
    },
  },
];
