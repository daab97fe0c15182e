export const BOARD_STATES = ["open", "ended", "all"] as const;
