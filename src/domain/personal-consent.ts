/** Who gives a consent of their own: nobody can give it for somebody else (PIPL art. 14, 29). */
export const CONSENTING_PERSONS = ['legal_representative', 'agent'] as const;
export type ConsentingPerson = (typeof CONSENTING_PERSONS)[number];

/**
 * The separate consent (单独同意) to handling sensitive personal information: what, what for, why it is needed, what it
 * means for the person, how long, whose hands, and how to take it back (PIPL art. 17, 23, 29, 30). Whoever changes a word
 * raises the version: what was agreed to stays what was read.
 */
export const PERSONAL_CONSENT = {
  version: '2026-11',
  zh: [
    '为办理 400 号码的实名登记，我们需要处理您的身份证照片、姓名和身份证号码。身份证号码和证件照片属于敏感个人信息。',
    '用途：核验您的身份，以及您与申请单位的关系；按照《电话用户真实身份信息登记规定》留存登记资料。不用于其他用途，不向公众公开。',
    '必要性与影响：法律要求登记真实身份信息，不提供则无法办理该号码。信息加密保存，每次查看都有记录。',
    '接收方：代为提交申请的代理商，以及提供该号码的运营商。',
    '保存期限：号码使用期间及销户后法律规定的期限；申请未通过的，在申诉期满后删除。',
    '您可以随时通过本链接或联系运营商撤回同意、查阅、更正或删除您的信息；撤回不影响此前已进行的处理，但可能导致申请不能继续。',
  ],
  en: [
    'To register a 400 number under its real holder we need to handle the pictures of your ID card, your name and your ID number. ID numbers and pictures of ID cards are sensitive personal information.',
    'What for: to verify who you are and how you relate to the entity that applies, and to keep the registration papers that the rules on real-identity registration of telephone users require. Nothing else; none of it is shown to the public.',
    'Why it is needed: the law requires real identities; without them the number cannot be registered. What you give is stored encrypted, and every look at it is recorded.',
    'Who receives it: the reseller that submits the application, and the carrier that provides the number.',
    'How long: while the number is in use and as long afterwards as the law requires; if the application fails, until the time to appeal is over.',
    'You may take your consent back, see, correct or erase your information at any time, by this link or by asking the carrier. What was done before stays lawful, but the application may not go on.',
  ],
} as const;
