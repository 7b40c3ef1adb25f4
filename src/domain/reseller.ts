export const RESELLER_STATUSES = ['active', 'suspended', 'exiting', 'closed'] as const;
export type ResellerStatus = (typeof RESELLER_STATUSES)[number];
