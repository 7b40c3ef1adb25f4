import { OWN, type PolicyRow } from './policy-row.js';

/** Who runs this installation, as others see it. */
export const HOUSE_POLICIES = {
  houseName: {
    group: 'house',
    shape: { type: 'text', most: 40, form: 'line' },
    standing: 'choice',
    source: OWN,
    name: { zh: '运营单位名称', en: 'Name of the carrier' },
    about: {
      zh: '显示在公众查询页和控制台的页首；留空则只显示系统名称。',
      en: 'On top of the public pages and of the console; empty: the name of the system alone.',
    },
  },
  houseMark: {
    group: 'house',
    shape: { type: 'picture' },
    standing: 'choice',
    source: OWN,
    name: { zh: '标识', en: 'Mark' },
    about: {
      zh: '与名称一同显示。可上传 PNG、JPEG、WebP 或 SVG，统一转换为 PNG 保存。',
      en: 'Stands beside the name. PNG, JPEG, WebP or SVG; kept as PNG.',
    },
  },
  icpNumber: {
    group: 'house',
    shape: { type: 'text', most: 40, form: 'icp' },
    standing: 'choice',
    source: {
      weight: 'H',
      zh: '互联网信息服务须在首页底部标明备案编号并链接至备案系统',
      en: 'A public web service states its filing number at the bottom of its front page, linked to the filing system',
    },
    name: { zh: 'ICP 备案号', en: 'ICP filing number' },
    about: {
      zh: '显示在公众查询页的页脚，例如 京ICP备12345678号-1。',
      en: 'In the footer of the public pages, such as 京ICP备12345678号-1.',
    },
  },
} as const satisfies Record<string, PolicyRow>;
