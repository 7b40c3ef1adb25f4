/** What an installation may decide about complaints. No source gives figures: these are our choice (decision 151). */
export const COMPLAINT_POLICY = {
  /** Days over which voices are counted. */
  windowDays: 30,
  /** Different networks that complain of one number before somebody must look at its registration again. */
  voicesPerNumber: 5,
  /** The same for what puts the registration itself, or people's money, in doubt. */
  graveVoicesPerNumber: 3,
  voicesPerReseller: 30,
  /** Complaints an hour from one network: a whole street may share one mobile address. */
  perNetworkAnHour: 60,
  screenshots: 5,
  /** Of one screenshot. */
  screenshotBytes: 10 * 1024 * 1024,
  /** Months after closing until what the complainant told is forgotten; the counts stay. */
  forgetAfterMonths: 24,
} as const;

/** Categories that count as grave. */
export const GRAVE = ['false_registration', 'scam'] as const;
