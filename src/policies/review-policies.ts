import { integer, OWN, type PolicyRow } from './policy-row.js';

/** How reviewers work: claims, second approval, time. */
export const REVIEW_POLICIES = {
  claimMinutes: {
    group: 'review',
    shape: integer('minutes', 5, 480),
    standing: 'choice',
    source: OWN,
    name: { zh: '领取时长', en: 'Length of a claim' },
    about: {
      zh: '审核员领取申请后独占处理的时间，到时自动放回队列。',
      en: 'How long a reviewer holds a case alone; then it goes back to the queue by itself.',
    },
  },
  undoSeconds: {
    group: 'review',
    shape: integer('seconds', 0, 60),
    standing: 'choice',
    source: OWN,
    name: { zh: '决定可撤销时间', en: 'Time to undo a decision' },
    about: {
      zh: '审核决定作出后可一键撤销的时间；对外通知在此之后才发出。',
      en: 'For how long a decision can be taken back by one key; messages to the outside wait as long.',
    },
  },
  reviewWorkingMinutes: {
    group: 'review',
    shape: integer('working_minutes', 30, 20 * 450),
    standing: 'choice',
    source: OWN,
    name: { zh: '审核时限（SLA）', en: 'Time for a review (SLA)' },
    about: {
      zh: '从提交到作出决定的工作时间。只影响此后提交的申请，已计算的截止时间不变。',
      en: 'Working time from submission to the decision. Counts for what is submitted from now on; deadlines already given stay.',
    },
  },
  workingHours: {
    group: 'review',
    shape: { type: 'hours' },
    standing: 'choice',
    source: {
      weight: 'own',
      zh: '当地惯例：周一至周五 9:00–12:00、13:30–18:00',
      en: 'Habit of the place: Mon–Fri 9:00–12:00 and 13:30–18:00',
    },
    name: { zh: '工作时间', en: 'Working hours' },
    about: {
      zh: '工作日内的工作时段，用于计算审核时限和征询期限。节假日与调休以工作日历为准。',
      en: 'Periods of a working day, by which deadlines in working time are reckoned. Holidays and 调休 days come from the calendar.',
    },
  },
  secondApprovalAlways: {
    group: 'review',
    shape: { type: 'switch' },
    standing: 'choice',
    source: OWN,
    name: { zh: '全部申请双人复核', en: 'Second approval for every application' },
    about: {
      zh: '关闭时，仅有欺诈信号、人工放行或异议的申请须双人复核；这三种情形始终须复核，不可关闭。',
      en: 'When off, only fraud signals, overrides and contests need a second person; those always do, whatever is set here.',
    },
  },
  secondApproverMustBeSenior: {
    group: 'review',
    shape: { type: 'switch' },
    standing: 'choice',
    source: OWN,
    name: { zh: '复核人须为高级审核员', en: 'The second approver is a senior reviewer' },
    about: {
      zh: '开启后，只有高级审核员可以作出第二人的通过决定。',
      en: 'When on, only a senior reviewer can give the second approval.',
    },
  },
  blindReviewShare: {
    group: 'review',
    shape: { type: 'share', least: 0, most: 0.5 },
    standing: 'choice',
    source: OWN,
    name: { zh: '盲审比例', en: 'Share of blind second reviews' },
    about: {
      zh: '由一人作出的批准与拒绝中，随机抽出多少交另一名审核员在不知道原决定的情况下再审。不改变原决定，意见不一致时由高级审核员裁定。',
      en: 'Of approvals and rejections by one person, the part that another reviewer judges again without knowing the decision. It changes nothing by itself; a senior reviewer settles a disagreement.',
    },
  },
  emergencyConfirmHours: {
    group: 'review',
    shape: integer('hours', 1, 72),
    standing: 'choice',
    source: OWN,
    name: { zh: '紧急停机确认时限', en: 'Time to confirm an emergency stop' },
    about: {
      zh: '紧急停机须由第二人在此时间内确认，逾期发出告警。',
      en: 'A second person confirms an emergency stop within this time; after that it is an alarm.',
    },
  },
} as const satisfies Record<string, PolicyRow>;
