import { defineTexts } from '../../language/language.tsx';

/** Words of the blind second review (decision 371). */
export const lookTexts = defineTexts(
  {
    lane: '盲审',
    takeBlind: '领取盲审件',
    blindLead:
      '这些申请已由另一名审核员作出决定，您看不到结果。请独立判断；您的判断不改变原决定，不一致时由高级审核员裁定。',
    blindEmpty: (waiting: number) =>
      waiting === 0 ? '没有等待盲审的申请。' : `有 ${waiting} 件等待盲审，按 N 领取；领取前不显示是哪一件。`,
    blindNotice: '盲审：此件已有决定，但对您不可见。请独立判断，结果不会通知申请人，也不改变原决定。',
    blindDone: '已记录您的判断',
    disagreements: (count: number) => `盲审意见不一致，待您裁定 ${count}`,
    secondLook: {
      agreed: '盲审意见一致',
      disagreed: '盲审意见不一致',
      settled: '盲审分歧已裁定',
      void: '盲审时原决定已撤回',
      open: '盲审中',
    },
    secondLookBy: (first: string, one: string, second: string, other: string) => `${first} ${one}；${second} ${other}`,
    settledFor: { first: '裁定：维持原决定', second: '裁定：采纳盲审意见' },
    sideFirst: '维持原决定',
    sideSecond: '采纳盲审意见',
    sideSecondReopens: '采纳盲审意见并撤回批准',
    sideLead: {
      first: '原决定不变，分歧记入双方的质量数据。',
      second: '记入原审核员的质量数据；尚未受理的批准会被撤回，申请回到待审。',
    },
  },
  {
    lane: 'Blind',
    takeBlind: 'Take a blind review',
    blindLead:
      'Another reviewer has decided these; you do not see how. Judge for yourself: it changes nothing by itself, and a senior settles a disagreement.',
    blindEmpty: (waiting: number) =>
      waiting === 0 ? 'Nothing waits for a blind review.' : `${waiting} wait. N takes one; which one shows only then.`,
    blindNotice:
      'Blind review: this case is decided, and you do not see how. Judge for yourself; the applicant is not told, and the decision does not change.',
    blindDone: 'Your judgement is recorded',
    disagreements: (count: number) =>
      count === 1 ? 'A blind review disagrees and waits for you' : `${count} blind reviews disagree and wait for you`,
    secondLook: {
      agreed: 'The blind review agrees',
      disagreed: 'The blind review disagrees',
      settled: 'The disagreement is settled',
      void: 'The decision was taken back during the blind review',
      open: 'In blind review',
    },
    secondLookBy: (first: string, one: string, second: string, other: string) => `${first} ${one}; ${second} ${other}`,
    settledFor: { first: 'Settled: the decision stands', second: 'Settled: the blind review was right' },
    sideFirst: 'The decision stands',
    sideSecond: 'The blind review is right',
    sideSecondReopens: 'The blind review is right: take the approval back',
    sideLead: {
      first: 'Nothing changes; the disagreement counts in both reviewers’ figures.',
      second: 'Counts in the first reviewer’s figures; an approval not yet accepted is taken back to review.',
    },
  },
);
