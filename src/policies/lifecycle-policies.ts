import { integer, OWN, type PolicyRow } from './policy-row.js';
import { LEAST_QUARANTINE_DAYS } from '../domain/number-status.js';

/** Reservations, deadlines, the life of a number, complaints, and how long things are kept. */
export const LIFECYCLE_POLICIES = {
  reservationDays: {
    group: 'reservation',
    shape: integer('days', 1, 60),
    standing: 'choice',
    source: OWN,
    name: { zh: '预占时长', en: 'Length of a reservation' },
    about: {
      zh: '代理商选号后号码保留的天数，到期释放。只影响此后的预占。',
      en: 'For how long a number is kept for a reseller. Counts for reservations made from now on.',
    },
  },
  maxOpenReservations: {
    group: 'reservation',
    shape: integer('numbers', 1, 100_000),
    standing: 'choice',
    source: OWN,
    name: { zh: '代理商同时预占上限', en: 'Open reservations of a reseller' },
    about: {
      zh: '未单独设置上限的代理商适用此值。',
      en: 'For resellers that have no cap of their own.',
    },
  },
  reReserveAfterDays: {
    group: 'reservation',
    shape: integer('days', 0, 365),
    standing: 'choice',
    source: OWN,
    name: { zh: '重复预占间隔', en: 'Pause before reserving again' },
    about: {
      zh: '预占到期后，同一代理商多少天内不能再次预占该号码。修改后对此前已到期的预占同样适用。',
      en: 'For how many days the same reseller cannot reserve a number again that it let expire. Also counts for reservations that expired before the change.',
    },
  },
  actionRequiredDays: {
    group: 'reservation',
    shape: integer('days', 7, 180),
    standing: 'choice',
    source: OWN,
    name: { zh: '补正期限', en: 'Time to answer a request' },
    about: {
      zh: '退回补正的申请须在此期限内重新提交，逾期失效。',
      en: 'An application that was sent back must come again within this time, or it expires.',
    },
  },
  acceptanceDays: {
    group: 'reservation',
    shape: integer('days', 7, 180),
    standing: 'choice',
    source: OWN,
    name: { zh: '受理期限', en: 'Time until acceptance' },
    about: {
      zh: '审核通过后须在此期限内完成营业厅受理，逾期失效。',
      en: 'An approved application must be accepted at the counter within this time, or it expires.',
    },
  },
  deadlineWarningDays: {
    group: 'reservation',
    shape: integer('days', 1, 30),
    standing: 'choice',
    source: OWN,
    name: { zh: '到期提醒', en: 'Warning before a deadline' },
    about: {
      zh: '补正与受理期限届满前多少天提醒。',
      en: 'How many days before the two deadlines above people are warned.',
    },
  },
  quarantineDays: {
    group: 'lifecycle',
    shape: integer('days', LEAST_QUARANTINE_DAYS, 3_650),
    standing: 'rule',
    source: {
      weight: 'L',
      zh: '冷冻期不少于 90 天；默认 180 天',
      en: 'At least 90 days of quarantine; 180 by default',
    },
    name: { zh: '冷冻期', en: 'Quarantine' },
    about: {
      zh: '销户的号码多少天后才能重新放号。修改后对已在冷冻期的号码同样适用。',
      en: 'How long a disconnected number rests before it can be issued again. Also counts for numbers that rest already.',
    },
  },
  returnDays: {
    group: 'lifecycle',
    shape: integer('days', 0, 90),
    standing: 'choice',
    source: OWN,
    name: { zh: '可恢复期', en: 'Time to come back' },
    about: {
      zh: '销户后原使用单位可以恢复号码的天数。修改后对此前已销户、仍可恢复的号码同样适用，其使用单位可能已被告知原天数。',
      en: 'For how many days after disconnection the last holder may have its number back. Also counts for numbers disconnected before the change, whose holders may have been told the former figure.',
    },
  },
  disconnectNoticeDays: {
    group: 'lifecycle',
    shape: integer('days', 30, 365),
    standing: 'rule',
    source: {
      weight: 'L-M',
      zh: '终止服务须提前 30 日通知用户',
      en: '30 days’ notice before a service ends',
    },
    name: { zh: '销户提前通知', en: 'Notice of a disconnection' },
    about: {
      zh: '从通知使用单位到终止服务的最短天数。',
      en: 'The fewest days between telling a holder and ending its service.',
    },
  },
  reverifyAfterYears: {
    group: 'lifecycle',
    shape: integer('years', 1, 3),
    standing: 'choice',
    source: OWN,
    name: { zh: '复核周期', en: 'Next verification' },
    about: {
      zh: '登记信息核验后多少年须再次核验。只影响此后的核验。',
      en: 'After how many years a registration is verified again. Counts for verifications from now on.',
    },
  },
  verificationWarningDays: {
    group: 'lifecycle',
    shape: integer('days', 7, 90),
    standing: 'choice',
    source: OWN,
    name: { zh: '复核到期提醒', en: 'Warning before verification is due' },
    about: {
      zh: '复核到期前多少天提醒使用单位。',
      en: 'How many days before it is due the holder is warned.',
    },
  },
  verificationGraceDays: {
    group: 'lifecycle',
    shape: integer('days', 7, 180),
    standing: 'choice',
    source: OWN,
    name: { zh: '复核宽限期', en: 'Grace after verification was due' },
    about: {
      zh: '复核逾期多少天后停机。修改后对已提醒或已逾期的号码同样适用。',
      en: 'How many days after it was due the numbers stop. Also counts for numbers that were warned or are overdue already.',
    },
  },
  complaintWindowDays: {
    group: 'complaint',
    shape: integer('days', 7, 180),
    standing: 'choice',
    source: OWN,
    name: { zh: '投诉统计窗口', en: 'Window for complaints' },
    about: {
      zh: '统计最近多少天内的投诉。',
      en: 'Complaints of how many days count together.',
    },
  },
  complaintVoicesPerNumber: {
    group: 'complaint',
    shape: integer('networks', 1, 1_000),
    standing: 'choice',
    source: OWN,
    name: { zh: '单号码投诉触发复核', en: 'Complaints of one number' },
    about: {
      zh: '窗口内来自多少个不同网络的投诉，须对该号码的登记重新核查。',
      en: 'From how many different networks within the window somebody must look at its registration again.',
    },
  },
  complaintGraveVoicesPerNumber: {
    group: 'complaint',
    shape: integer('networks', 1, 1_000),
    standing: 'choice',
    source: OWN,
    name: { zh: '严重投诉触发复核', en: 'Grave complaints of one number' },
    about: {
      zh: '同上，仅计虚假登记与诈骗两类。',
      en: 'The same, counting false registration and scam alone.',
    },
  },
  complaintVoicesPerReseller: {
    group: 'complaint',
    shape: integer('networks', 1, 10_000),
    standing: 'choice',
    source: OWN,
    name: { zh: '代理商投诉触发复核', en: 'Complaints of one reseller' },
    about: {
      zh: '同上，按代理商名下全部号码合计。',
      en: 'The same for all numbers of a reseller together.',
    },
  },
  complaintKeepMonths: {
    group: 'retention',
    shape: integer('months', 6, 60),
    standing: 'rule',
    source: {
      weight: 'H',
      zh: '日志类记录不少于 6 个月；个人信息保存期限应为最短必要时间',
      en: 'Records at least 6 months; personal data no longer than needed',
    },
    name: { zh: '投诉内容留存', en: 'Contents of complaints' },
    about: {
      zh: '投诉办结多少个月后删除投诉人所述内容与截图，统计数字保留。',
      en: 'How many months after closing what the complainant told is erased; the counts stay.',
    },
  },
  bulkKeepDays: {
    group: 'retention',
    shape: integer('days', 1, 90),
    standing: 'rule',
    source: {
      weight: 'M-H',
      zh: '未形成申请的个人信息应在最短时间内删除，最长 90 天',
      en: 'Data of what never became an application goes soon, after 90 days at the latest',
    },
    name: { zh: '未提交批量材料留存', en: 'Bulk papers nobody submitted' },
    about: {
      zh: '批量上传后未提交的表格与材料，多少天后删除。',
      en: 'After how many days sheets and papers of a bulk that nobody submitted are erased.',
    },
  },
  recordKeepYears: {
    group: 'retention',
    shape: integer('years', 2, 10),
    standing: 'rule',
    source: {
      weight: 'M-H',
      zh: '实名信息在服务期间及终止后至少保存两年',
      en: 'Real-name data is kept during service and two years after',
    },
    name: { zh: '历史登记留存', en: 'Former records' },
    about: {
      zh: '被替换的登记记录及其证明多少年后销毁。',
      en: 'After how many years replaced records, and what proves them, are destroyed.',
    },
  },
} as const satisfies Record<string, PolicyRow>;
