export const MOST_SCHEDULES = 500;
export const NAME = { id: true, slug: true, name: true, zone: true } as const;
export const TEAM = { team: { select: { id: true, name: true } } } as const;
