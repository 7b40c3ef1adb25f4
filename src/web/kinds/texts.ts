import { defineTexts } from '../language/language.tsx';

/** What kinds of dossiers there are, and who else has a say in them. */
export const kindTexts = defineTexts(
  {
    kinds: {
      new: '新申请',
      change: '资料变更',
      renewal: '定期核验',
      transfer: '过户',
      reseller_change: '更换代理商',
      cancel: '注销号码',
      claim: '认领',
    },
    parties: {
      holder: '使用单位',
      former_holder: '原使用单位',
      losing_reseller: '原代理商',
      gaining_reseller: '新代理商',
      old_contact: '原登记联系人',
    },
    answers: {
      open: '待答复',
      given: '已同意',
      refused: '已提出异议',
      silent: '逾期未答复，视为同意',
      overruled: '异议未被采纳',
    },
  },
  {
    kinds: {
      new: 'New application',
      change: 'Change of particulars',
      renewal: 'Periodic verification',
      transfer: 'Transfer',
      reseller_change: 'Change of reseller',
      cancel: 'Cancellation',
      claim: 'Claim',
    },
    parties: {
      holder: 'Holder',
      former_holder: 'Former holder',
      losing_reseller: 'Present reseller',
      gaining_reseller: 'New reseller',
      old_contact: 'Contact on record',
    },
    answers: {
      open: 'no answer yet',
      given: 'agreed',
      refused: 'objected',
      silent: 'no answer in time, which is agreement',
      overruled: 'objection not upheld',
    },
  },
);
