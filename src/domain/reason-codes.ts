/** Why an application is refused, sent back or flagged: a closed list (domain.md §5) with texts a person can act on. */
export const REASON_CODES = [
  'MISSING_DOCUMENT',
  'BLURRED',
  'INCOMPLETE_IMAGE',
  'COVERED_OR_GLARE',
  'ALTERED',
  'UNSTAMPED_COPY',
  'SEAL_MISSING',
  'SEAL_UNCLEAR',
  'SEAL_WRONG_TYPE',
  'SEAL_NAME_MISMATCH',
  'LICENCE_EXPIRED',
  'LICENCE_NOT_LATEST',
  'LICENCE_REVOKED',
  'ABNORMAL_LIST',
  'NAME_MISMATCH',
  'USCC_INVALID',
  'USCC_MISMATCH',
  'LEGAL_REPRESENTATIVE_MISMATCH',
  'ID_EXPIRED',
  'ID_INVALID',
  'ID_NAME_MISMATCH',
  'ID_SIDE_MISSING',
  'LETTER_MISSING',
  'LETTER_EXPIRED',
  'LETTER_INCOMPLETE',
  'LETTER_SCOPE_MISMATCH',
  'AGENT_NOT_EMPLOYEE',
  'FORM_INCOMPLETE',
  'COMMITMENT_UNSIGNED',
  'PURPOSE_UNCLEAR',
  'PURPOSE_MISMATCH',
  'INDUSTRY_LICENCE_MISSING',
  'INDUSTRY_PROHIBITED',
  'LIMIT_EXCEEDED',
  'MULTI_NUMBER_PROOF_MISSING',
  'LANDING_NUMBER_UNREGISTERED',
  'BLOCKLISTED',
  'NATURAL_PERSON',
  'DOCUMENT_REUSED',
  'RESELLER_NOT_AUTHORISED',
  'TIMEOUT',
  'OTHER',
] as const;
export type ReasonCode = (typeof REASON_CODES)[number];

/** `user_action`: the applicant's to fix. `fraud`: a signal shown to reviewers only (domain.md §5). */
export type ReasonAudience = 'user_action' | 'fraud';

export interface Reason {
  readonly zh: string;
  readonly en: string;
  readonly audience: ReasonAudience;
}

function fixable(zh: string, en: string): Reason {
  return { zh, en, audience: 'user_action' };
}

function fraudSignal(zh: string, en: string): Reason {
  return { zh, en, audience: 'fraud' };
}

/**
 * The sentence shown for each code. A `user_action` sentence says what is wrong and what to do about it; a `fraud`
 * sentence speaks to the reviewer and must never reach a reseller (the contract shows `OTHER` and the appeal instead).
 */
export const REASONS: Readonly<Record<ReasonCode, Reason>> = {
  MISSING_DOCUMENT: fixable('缺少必需的材料，请补充上传。', 'A required document is missing; please upload it.'),
  BLURRED: fixable(
    '图片模糊，文字无法辨认，请重新拍摄或扫描后上传。',
    'The picture is blurred and cannot be read; please photograph or scan it again.',
  ),
  INCOMPLETE_IMAGE: fixable(
    '图片不完整，请拍全证件四角后重新上传。',
    'Part of the document is cut off; please upload a picture that shows all four corners.',
  ),
  COVERED_OR_GLARE: fixable(
    '图片有遮挡或反光，请避开强光、移开遮挡物后重新拍摄。',
    'Part of the document is covered or lost in glare; please remove what covers it, avoid strong light and photograph it again.',
  ),
  ALTERED: fraudSignal(
    '材料疑似经过修改，请核对原件并与单位联系确认。',
    'The document appears to have been altered: compare it with the original and confirm with the entity.',
  ),
  UNSTAMPED_COPY: fixable(
    '复印件未加盖单位公章，请盖章后重新上传，或上传原件彩色照片。',
    'The copy does not bear the company seal (公章); please stamp it and upload it again, or upload a colour picture of the original.',
  ),
  SEAL_MISSING: fixable(
    '材料上没有单位公章，请加盖公章后重新上传。',
    'The company seal (公章) is missing; please stamp the document and upload it again.',
  ),
  SEAL_UNCLEAR: fixable(
    '公章不清晰，请重新盖章或重新拍摄，使印文可以辨认。',
    'The company seal cannot be read; please stamp or photograph it again so that its text is legible.',
  ),
  SEAL_WRONG_TYPE: fixable(
    '所盖印章不是单位公章（财务章、合同章、部门章无效），请加盖公章。',
    'The seal is not the company seal (finance, contract and department seals do not suffice); please use the 公章.',
  ),
  SEAL_NAME_MISMATCH: fixable(
    '公章上的单位名称与申请单位不一致，请加盖申请单位自己的公章。',
    "The name on the seal is not the applicant's; please use the applying entity's own company seal.",
  ),
  LICENCE_EXPIRED: fixable(
    '营业执照（或登记证书）已过有效期，请换领后上传新证。',
    'The licence or certificate has expired; please renew it and upload the new one.',
  ),
  LICENCE_NOT_LATEST: fixable(
    '上传的不是最新的营业执照，请上传变更后的最新版本。',
    'This is not the latest licence; please upload the version issued after the last change.',
  ),
  LICENCE_REVOKED: fixable(
    '登记机关显示该单位已注销或被吊销营业执照，不能申请；如有异议请先到登记机关办理。',
    'The registration authority shows the entity as deregistered or its licence as revoked, so it cannot apply; if this is wrong, settle it with the authority first.',
  ),
  ABNORMAL_LIST: fixable(
    '该单位被列入经营异常名录，请先向登记机关申请移出，再提交移出证明。',
    'The entity is on the list of abnormal operations; please have it removed by the registration authority and submit the proof.',
  ),
  NAME_MISMATCH: fixable(
    '填写的单位名称与证照不一致，请按证照上的全称填写。',
    'The declared name differs from the licence; please enter the full name exactly as printed there.',
  ),
  USCC_INVALID: fixable(
    '统一社会信用代码不符合编码规则，请对照证照逐位核对。',
    'The unified social credit code does not follow the coding rule; please check each character against the licence.',
  ),
  USCC_MISMATCH: fixable(
    '填写的统一社会信用代码与材料不一致，请核对后更正或更换材料。',
    'The declared unified social credit code differs from the documents; please correct it or replace the document.',
  ),
  LEGAL_REPRESENTATIVE_MISMATCH: fixable(
    '填写的法定代表人（负责人、经营者）与证照不一致，请更正；如刚变更，请上传新证照。',
    'The declared legal representative (person in charge, operator) differs from the licence; please correct it or, after a change, upload the new licence.',
  ),
  ID_EXPIRED: fixable(
    '身份证件已过有效期，请更换为在有效期内的证件。',
    'The identity document has expired; please provide a valid one.',
  ),
  ID_INVALID: fixable(
    '证件号码有误或证件不可用，请对照证件逐位核对，或更换清晰的证件照片。',
    'The identity number is wrong or the document cannot be used; please check each character, or upload a clearer picture.',
  ),
  ID_NAME_MISMATCH: fixable(
    '填写的姓名或证件号码与身份证件不一致，请按证件更正。',
    'The declared name or number differs from the identity document; please correct it as printed there.',
  ),
  ID_SIDE_MISSING: fixable(
    '身份证件缺少一面，请上传人像面和国徽面。',
    'One side of the identity card is missing; please upload both the portrait side and the emblem side.',
  ),
  LETTER_MISSING: fixable(
    '缺少授权委托书：经办人不是法定代表人时，请上传盖章的授权委托书。',
    'The authorisation letter is missing: when the agent is not the legal representative, please upload the stamped letter.',
  ),
  LETTER_EXPIRED: fixable(
    '授权委托书已过有效期，请重新出具。',
    'The authorisation letter has expired; please issue a new one.',
  ),
  LETTER_INCOMPLETE: fixable(
    '授权委托书填写不完整，请补齐单位、经办人、号码、日期、签字和公章。',
    'The authorisation letter is incomplete; please fill in entity, agent, numbers and date, sign it and stamp it.',
  ),
  LETTER_SCOPE_MISMATCH: fixable(
    '授权委托书的单位、经办人或号码与申请不一致，须列明本次申请的全部号码。',
    'The authorisation letter names another entity, agent or number; it must list every number of this application.',
  ),
  AGENT_NOT_EMPLOYEE: fixable(
    '经办人须为申请单位的员工，请更换经办人或提供在职证明。',
    'The agent must be an employee of the applying entity; please name another agent or provide proof of employment.',
  ),
  FORM_INCOMPLETE: fixable(
    '业务受理单填写不完整，请补齐后签字盖章重新上传。',
    'The acceptance form is incomplete; please complete, sign and stamp it, then upload it again.',
  ),
  COMMITMENT_UNSIGNED: fixable(
    '入网承诺书未签字或未盖章，请签字盖章后重新上传。',
    'The commitment letter is not signed or not stamped; please sign and stamp it, then upload it again.',
  ),
  PURPOSE_UNCLEAR: fixable(
    '号码用途不明确，请具体写明用于什么业务、面向什么人。',
    'The purpose of the number is unclear; please state the service it is for and whom it serves.',
  ),
  PURPOSE_MISMATCH: fixable(
    '号码用途与单位的经营范围不符，请更正用途或说明关系。',
    "The purpose does not fit the entity's scope of business; please correct it or explain the connection.",
  ),
  INDUSTRY_LICENCE_MISSING: fixable(
    '该行业须提供行业许可证，请补充上传。',
    'This industry needs an industry licence; please upload it.',
  ),
  INDUSTRY_PROHIBITED: fixable(
    '该行业或用途不能申请 400 号码；如行业填写有误，请更正。',
    'A 400 number cannot be issued for this industry or purpose; if the industry was entered wrongly, please correct it.',
  ),
  LIMIT_EXCEEDED: fixable(
    '该单位在本运营商的 400 号码已达上限，请先注销不用的号码，或联系运营商。',
    "The entity has reached this carrier's limit of 400 numbers; please disconnect one no longer used, or contact the carrier.",
  ),
  MULTI_NUMBER_PROOF_MISSING: fixable(
    '申请第二个及以上号码须说明理由，请填写理由并上传多号证明。',
    'A second or further number needs a stated reason; please give it and upload the multi-number proof.',
  ),
  LANDING_NUMBER_UNREGISTERED: fixable(
    '绑定号码未以其使用人名义登记或登记信息不一致，请更正或更换绑定号码。',
    'The landing number is not registered with its own owner, or the registration differs; please correct it or use another number.',
  ),
  BLOCKLISTED: fraudSignal(
    '该单位、人员或号码在禁止名单中，请按风险流程处理。',
    'The entity, person or number is on the blocklist: follow the risk procedure.',
  ),
  NATURAL_PERSON: fixable(
    '400 号码不向个人开放，请以单位或个体工商户名义申请。',
    'A 400 number is not issued to natural persons; please apply as an organisation or a registered sole trader.',
  ),
  DOCUMENT_REUSED: fraudSignal(
    '同一材料曾用于其他单位的申请，请核实来源。',
    "The same document was used in another entity's application: verify where it came from.",
  ),
  RESELLER_NOT_AUTHORISED: fixable(
    '代理商未获授权、授权已到期或不在授权省份内，请联系运营商。',
    'The reseller is not authorised, its authorisation has ended, or the province is outside it; please contact the carrier.',
  ),
  TIMEOUT: fixable(
    '未在规定期限内补充材料，申请已关闭；需要时请重新申请。',
    'What was asked for did not arrive in time and the application was closed; please apply again if still needed.',
  ),
  OTHER: fixable(
    '申请未获通过；请查看审核说明，如有异议可向运营商申诉。',
    "The application was not accepted; please see the reviewer's note, or appeal to the carrier if you disagree.",
  ),
};
