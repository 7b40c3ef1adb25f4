import { defineTexts } from '../language/language.tsx';

export const appTexts = defineTexts(
  {
    navigation: {
      reviews: '审核',
      acceptances: '营业厅受理',
      owner: '本单位号码',
      ownerMessages: '通知',
      ownerViews: '资料查阅记录',
      applications: '申请',
      numbers: '选号',
      ownNumbers: '我的号码',
      consents: '待我同意',
      blocks: '号段',
      resellers: '代理商',
      users: '用户',
      apiKeys: 'API 密钥',
      account: '账号',
    },
  },
  {
    navigation: {
      reviews: 'Review',
      acceptances: 'Carrier acceptance',
      owner: 'Our numbers',
      ownerMessages: 'Messages',
      ownerViews: 'Who saw our papers',
      applications: 'Applications',
      numbers: 'Choose a number',
      ownNumbers: 'My numbers',
      consents: 'Asked of us',
      blocks: 'Number blocks',
      resellers: 'Resellers',
      users: 'Users',
      apiKeys: 'API keys',
      account: 'Account',
    },
  },
);
