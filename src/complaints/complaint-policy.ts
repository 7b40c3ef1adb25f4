/** Technical limits of taking complaints; what an installation decides about them is in its policies (decision 151). */
export const COMPLAINT_POLICY = {
  /** Complaints an hour from one network: a whole street may share one mobile address. */
  perNetworkAnHour: 60,
  screenshots: 5,
  /** Of one screenshot. */
  screenshotBytes: 10 * 1024 * 1024,
} as const;

/** Categories that count as grave. */
export const GRAVE = ['false_registration', 'scam'] as const;
