/** Of one upload of evidence: what is sent, and what it is once unpacked. */
export const MAX_UPLOAD_BYTES = 32 * 2 ** 20;
export const MAX_UNPACKED_BYTES = 96 * 2 ** 20;
export const MAX_UPLOAD_FILES = 50;

/** Of one capture before compression. */
export const MAX_CAPTURE_BYTES = 16 * 2 ** 20;
