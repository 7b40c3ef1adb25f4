/**
 * What people are told, as data. `{name}` stands for a parameter. `urgency`: `at_once` goes at any hour; `polite` waits out
 * quiet hours and Spring Festival (domain.md §6). The short text is what fits an SMS and stands in the in-app box.
 */
export interface NoticeText {
  readonly urgency: 'at_once' | 'polite';
  readonly zh: { readonly title: string; readonly text: string };
  readonly en: { readonly title: string; readonly text: string };
}

const CONTACT_CODE: NoticeText = {
  urgency: 'at_once',
  zh: {
    title: '验证码',
    text: '验证码 {code}，{minutes} 分钟内有效，用于确认贵单位在 400 号码登记系统的联系方式。请勿告诉他人。',
  },
  en: {
    title: 'Verification code',
    text: 'Your code is {code}, good for {minutes} minutes; it confirms your contact in the 400 number registry. Tell nobody.',
  },
};

export const NOTICE_TEXTS = {
  contact_code: CONTACT_CODE,
  claim_letter: {
    urgency: 'polite',
    zh: {
      title: '关于贵单位名下 400 号码的确认函',
      text: '贵单位（{entity}）名下登记有 400 号码 {numbers}。请在 {due} 前凭确认码 {code} 打开下方地址（或扫描二维码）确认，由贵单位自行管理。如非贵单位所用，请同样在该页面提出异议。',
    },
    en: {
      title: 'Confirmation of 400 numbers registered in your name',
      text: '400 numbers {numbers} are registered in the name of {entity}. Please confirm by {due} with the code {code} at the address below (or the QR code), so that you manage them yourself. If they are not yours, say so on the same page.',
    },
  },
  contact_replaced: {
    urgency: 'at_once',
    zh: {
      title: '联系人变更提醒',
      text: '{entity} 的登记联系方式已提交变更，新的联系方式将替代本联系方式。如有异议，请在 {until} 前打开 {link} 提出。',
    },
    en: {
      title: 'Contact is being replaced',
      text: 'The registered contact of {entity} is being replaced; yours will no longer be used. Object before {until} at {link} if this is wrong.',
    },
  },
  consent_asked: {
    urgency: 'at_once',
    zh: {
      title: '请答复号码申请',
      text: '关于 400 号码 {numbers} 的申请需要贵方答复。{due}请登录系统查看。',
    },
    en: {
      title: 'Your answer is asked for',
      text: 'An application about 400 number {numbers} needs your answer. {due}Please sign in to see it.',
    },
  },
  number_suspended: {
    urgency: 'at_once',
    zh: {
      title: '号码停机通知',
      text: '400 号码 {number} 已停机。原因：{reason}。恢复办法：{remedy}。需补材料：{documents}。预计恢复：{expectedRecovery}。',
    },
    en: {
      title: 'Number suspended',
      text: '400 number {number} is suspended. Reason: {reason}. Remedy: {remedy}. Papers needed: {documents}. Expected recovery: {expectedRecovery}.',
    },
  },
  number_reinstated: {
    urgency: 'at_once',
    zh: { title: '号码复机通知', text: '400 号码 {number} 已恢复使用。' },
    en: { title: 'Number reinstated', text: '400 number {number} works again.' },
  },
  number_disconnected: {
    urgency: 'at_once',
    zh: { title: '号码销户通知', text: '400 号码 {number} 已销户。{days} 天内原使用单位可申请恢复，之后进入冷冻期。' },
    en: {
      title: 'Number disconnected',
      text: '400 number {number} is disconnected. Its holder may ask for it back within {days} days; then it goes into quarantine.',
    },
  },
  disconnection_announced: {
    urgency: 'polite',
    zh: {
      title: '号码销户预告',
      text: '400 号码 {number} 将于 {due} 销户。如有异议或需继续使用，请在此之前联系运营商。',
    },
    en: {
      title: 'Number will be disconnected',
      text: '400 number {number} will be disconnected on {due}. Object, or ask to keep it, before then.',
    },
  },
  disconnection_cancelled: {
    urgency: 'at_once',
    zh: { title: '销户预告撤销', text: '400 号码 {number} 此前的销户预告已撤销，号码照常使用。' },
    en: {
      title: 'Disconnection taken back',
      text: 'The announced disconnection of 400 number {number} is taken back; the number goes on as before.',
    },
  },
  number_returned: {
    urgency: 'at_once',
    zh: { title: '号码恢复通知', text: '400 号码 {number} 已由原使用单位恢复使用，仍登记在其名下。' },
    en: {
      title: 'Number came back',
      text: '400 number {number} works again for its former holder and is registered in its name.',
    },
  },
  number_disputed: {
    urgency: 'at_once',
    zh: {
      title: '号码归属异议',
      text: '登记单位对 400 号码 {number} 提出异议，称并非由其使用。处理期间该号码不能审核、受理和过户；如有证明材料，请联系运营商。',
    },
    en: {
      title: 'A number is disputed',
      text: 'The entity that 400 number {number} is registered to says that it does not use it. Nothing is decided, accepted or transferred until that is settled; hand evidence to the carrier.',
    },
  },
  dispute_settled: {
    urgency: 'polite',
    zh: {
      title: '号码异议处理结果',
      text: '关于 400 号码 {number} 的异议已核查完毕，登记不变。如仍有疑问，请联系运营商。',
    },
    en: {
      title: 'The dispute is settled',
      text: 'The dispute about 400 number {number} was looked into; the registration stays as it is. Turn to the carrier if you still disagree.',
    },
  },
  dispute_upheld: {
    urgency: 'at_once',
    zh: {
      title: '号码异议成立',
      text: '经核实，400 号码 {number} 并非由登记单位使用：该登记已作废，号码已从其名下移除并停止服务。',
    },
    en: {
      title: 'The dispute is upheld',
      text: 'It was found that 400 number {number} is not used by the entity it was registered to: the registration is void, the number no longer stands in its name and is out of service.',
    },
  },
  registration_changed: {
    urgency: 'polite',
    zh: { title: '号码登记变更', text: '400 号码 {number} 的登记已按受理的申请更新。如非贵方办理，请立即联系运营商。' },
    en: {
      title: 'A registration was changed',
      text: 'The registration of 400 number {number} was changed by an accepted application. If you did not ask for it, turn to the carrier at once.',
    },
  },
  number_transferred: {
    urgency: 'at_once',
    zh: { title: '号码过户通知', text: '400 号码 {number} 已过户，自 {on} 起由新的使用单位负责。' },
    en: {
      title: 'A number was transferred',
      text: '400 number {number} was transferred; from {on} on its new holder answers for it.',
    },
  },
  block_retiring: {
    urgency: 'polite',
    zh: {
      title: '号段退网通知',
      text: '400 号码 {number} 所在号段将退网，不再发放新号。号码目前照常使用；请联系运营商或代理商选择新号码并安排迁移。',
    },
    en: {
      title: 'The block of your number is retired',
      text: '400 number {number} lies in a block that is being retired. It works as before; ask the carrier or your reseller for another number to move to.',
    },
  },
  reservation_expired: {
    urgency: 'polite',
    zh: { title: '选号预占到期', text: '400 号码 {number} 的预占已到期释放，{days} 天内不能再次预占。' },
    en: {
      title: 'A reservation has ended',
      text: 'The reservation of 400 number {number} has ended; you cannot reserve it again for {days} days.',
    },
  },
  webhook_switched_off: {
    urgency: 'polite',
    zh: {
      title: 'Webhook 已自动停用',
      text: '发往 {host} 的 Webhook 连续 3 天未送达（或对方返回 410），已自动停用。未送达的消息保留 30 天：请修复接收程序后登录控制台“Webhook”重新启用，消息将按顺序补发。',
    },
    en: {
      title: 'A webhook was switched off',
      text: 'Nothing reached the webhook at {host} for three days (or it answered 410), so it is switched off. Messages are kept for 30 days: repair the receiver, then switch it on again under “Webhooks” in the console; they will follow in order.',
    },
  },
  approval_rescinded: {
    urgency: 'polite',
    zh: {
      title: '审核结论撤回',
      text: '申请 {application}（{numbers}）的通过结论已撤回，正在重新审核，请暂勿到营业厅受理。',
    },
    en: {
      title: 'An approval was taken back',
      text: 'The approval of application {application} ({numbers}) was taken back and is under review again; wait before you go to the counter.',
    },
  },
  emergency_to_confirm: {
    urgency: 'at_once',
    zh: {
      title: '紧急停机待复核',
      text: '有人对 {target} 执行了紧急停机。请另一名人员在 {until} 前核实并确认或撤销，逾期将转为告警。',
    },
    en: {
      title: 'An emergency stop awaits confirmation',
      text: 'Somebody stopped {target}. Another person must look into it and confirm or refuse by {until}; afterwards it becomes an alarm.',
    },
  },
  emergency_unconfirmed: {
    urgency: 'at_once',
    zh: {
      title: '紧急停机无人确认',
      text: '对 {target} 的紧急停机在期限内无人确认，已转为告警；停机继续有效。请由另一名人员尽快确认或撤销。',
    },
    en: {
      title: 'Emergency stop not confirmed',
      text: 'Nobody confirmed the emergency stop of {target} in time; it stays in force. Another person must confirm or refuse it now.',
    },
  },
  number_activated: {
    urgency: 'polite',
    zh: { title: '号码启用通知', text: '400 号码 {number} 已受理并启用，登记在贵单位名下。' },
    en: { title: 'Number activated', text: '400 number {number} is accepted and works, registered in your name.' },
  },
  deadline_near: {
    urgency: 'polite',
    zh: { title: '办理期限提醒', text: '申请 {application} 将于 {due} 到期，请及时办理，逾期自动关闭并释放号码。' },
    en: {
      title: 'Deadline is near',
      text: 'Application {application} ends on {due} unless you act; its numbers will then be released.',
    },
  },
  application_approved: {
    urgency: 'polite',
    zh: { title: '申请已通过', text: '申请 {application}（{numbers}）已通过审核，请在 {due} 前到营业厅受理。' },
    en: {
      title: 'Application approved',
      text: 'Application {application} ({numbers}) is approved; have it accepted at the counter by {due}.',
    },
  },
  application_rejected: {
    urgency: 'polite',
    zh: { title: '申请未通过', text: '申请 {application}（{numbers}）未通过审核，原因与申诉办法请登录查看。' },
    en: {
      title: 'Application rejected',
      text: 'Application {application} ({numbers}) is rejected; sign in for the reasons and how to appeal.',
    },
  },
  application_information: {
    urgency: 'polite',
    zh: { title: '申请需要补正', text: '申请 {application}（{numbers}）需要补正，请在 {due} 前登录查看并补交。' },
    en: {
      title: 'More information is needed',
      text: 'Application {application} ({numbers}) needs corrections by {due}; sign in to see which.',
    },
  },
  application_expired: {
    urgency: 'polite',
    zh: { title: '申请已过期', text: '申请 {application}（{numbers}）已过期关闭，号码已释放。' },
    en: {
      title: 'Application expired',
      text: 'Application {application} ({numbers}) has ended; its numbers are released.',
    },
  },
  verification_due: {
    urgency: 'polite',
    zh: { title: '重新核验提醒', text: '400 号码 {number} 的登记信息须在 {due} 前重新核验，逾期将停机。' },
    en: {
      title: 'Verification is due',
      text: 'The registration of 400 number {number} must be verified again by {due}; afterwards it will be suspended.',
    },
  },
  reseller_leaving: {
    urgency: 'polite',
    zh: {
      title: '代理商退出通知',
      text: '为 400 号码 {number} 提供服务的代理商 {reseller} 不再办理业务。号码仍归贵单位使用，请登录或联系运营商选择新的代理商。',
    },
    en: {
      title: 'Your reseller is leaving',
      text: 'Reseller {reseller}, which serves 400 number {number}, no longer does business. The number stays yours; sign in or ask the carrier to choose another reseller.',
    },
  },
  reseller_status: {
    urgency: 'at_once',
    zh: { title: '代理商状态变更', text: '贵公司在 400 号码登记系统的状态变更为：{status}。' },
    en: {
      title: 'Your status has changed',
      text: 'Your company’s status in the 400 number registry is now: {status}.',
    },
  },
} as const satisfies Record<string, NoticeText>;

export type NoticeTemplate = keyof typeof NOTICE_TEXTS;
export const NOTICE_TEMPLATES = Object.keys(NOTICE_TEXTS) as [NoticeTemplate, ...NoticeTemplate[]];

export type NoticeParams = Readonly<Record<string, string>>;

/** Fills a text; a parameter that is missing or empty reads 无 / none, never a brace. */
export function renderNotice(
  template: NoticeTemplate,
  language: 'zh' | 'en',
  params: NoticeParams,
): { readonly title: string; readonly text: string } {
  const { title, text } = NOTICE_TEXTS[template][language];
  const none = language === 'zh' ? '无' : 'none';
  const filled = text.replace(/\{(\w+)\}/g, (_match, name: string) => {
    const value = params[name];
    return value === undefined || value === '' ? none : value;
  });
  return { title, text: filled };
}
