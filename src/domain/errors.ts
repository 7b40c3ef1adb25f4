/**
 * The closed catalogue of refusals. One row per code: HTTP status (contract: *Conventions*) and what to tell people.
 * A code is stable for ever; texts may improve.
 */
export const ERROR_CATALOGUE = {
  // 400 … 422: what was sent
  BAD_REQUEST: { status: 400, zh: '请求无法解析，请检查格式', en: 'The request cannot be parsed; check its format' },
  VALIDATION_FAILED: {
    status: 422,
    zh: '提交的内容有误，请按提示修改',
    en: 'Some of what was sent is not right; see errors',
  },
  NUMBER_MALFORMED: {
    status: 422,
    zh: '这不是 400 号码：应为 400 开头的 10 位数字',
    en: 'Not a 400 number: it has ten digits and starts with 400',
  },
  NUMBERS_OF_SEVERAL_CARRIERS: {
    status: 422,
    zh: '一份申请只能包含同一运营商的号码',
    en: 'One application covers numbers of one carrier only',
  },
  IDEMPOTENCY_KEY_REUSED: {
    status: 422,
    zh: '同一 Idempotency-Key 已用于不同内容',
    en: 'This Idempotency-Key was used with another body',
  },
  TOO_MANY_SCREENSHOTS: {
    status: 422,
    zh: '最多上传 5 张截图',
    en: 'Five screenshots at most',
  },
  FILE_MISSING: {
    status: 422,
    zh: '没有收到文件，请选择文件后重试',
    en: 'No file arrived; choose a file and try again',
  },
  ARCHIVE_REFUSED: {
    status: 422,
    zh: '压缩包无法使用：已损坏、有密码、路径不安全或展开后异常巨大，见 reason',
    en: 'The archive cannot be used: damaged, with a password, unsafe paths, or huge when unpacked; see reason',
  },
  SHEET_REFUSED: {
    status: 422,
    zh: '表格无法导入，原因与行号见 reason、row',
    en: 'The sheet cannot be imported; reason and row say why and where',
  },
  FILE_EMPTY: { status: 422, zh: '文件是空的，请重新选择', en: 'The file is empty; choose another' },
  FILE_CORRUPT: {
    status: 422,
    zh: '文件已损坏或不完整，请重新拍摄或导出后上传',
    en: 'The file is damaged or cut off; photograph or export it again',
  },
  TOO_MANY_PIXELS: {
    status: 422,
    zh: '图片像素过大，请缩小到 5000 万像素以内',
    en: 'The picture has too many pixels; reduce it to 50 megapixels or less',
  },
  TOO_MANY_PAGES: { status: 422, zh: '文件超过 10 页，请拆分后上传', en: 'The file has more than 10 pages; split it' },
  PDF_ENCRYPTED: {
    status: 422,
    zh: 'PDF 有密码保护，请去除密码后上传',
    en: 'The PDF is protected by a password; remove it first',
  },
  FILE_TYPE_UNSUPPORTED: {
    status: 415,
    zh: '不支持这种文件，请上传 JPEG、PNG、WebP、TIFF 或 PDF（苹果手机请在设置中选择“兼容性最佳”拍照格式）',
    en: 'This type of file is not supported; send JPEG, PNG, WebP, TIFF or PDF (on an iPhone choose “Most Compatible” as camera format)',
  },
  FILE_TOO_LARGE: {
    status: 413,
    zh: '文件超过 20 MB，请压缩后上传',
    en: 'The file is larger than 20 MiB; make it smaller',
  },
  BODY_TOO_LARGE: { status: 413, zh: '请求内容过大', en: 'The request body is too large' },
  UNSUPPORTED_MEDIA_TYPE: {
    status: 415,
    zh: '请以 application/json 或 multipart/form-data 提交',
    en: 'Send application/json or multipart/form-data',
  },
  // 401, 403, 404, 429: who asks
  UNAUTHENTICATED: { status: 401, zh: '请先登录', en: 'Sign in first' },
  CREDENTIALS_WRONG: { status: 401, zh: '账号或密码不正确', en: 'E-mail or password is wrong' },
  TOTP_REQUIRED: {
    status: 401,
    zh: '请输入动态验证码（身份验证器中的 6 位数字）',
    en: 'Enter the six-digit code of your authenticator app',
  },
  CSRF_TOKEN_INVALID: {
    status: 403,
    zh: '页面已过期，请刷新后重试',
    en: 'The page has expired; reload it and try again',
  },
  FORBIDDEN: { status: 403, zh: '您没有此操作的权限', en: 'You may not do this' },
  PASSWORD_CHANGE_REQUIRED: { status: 403, zh: '首次登录请先修改密码', en: 'Change your password first' },
  ROLE_NOT_GRANTABLE: { status: 403, zh: '您不能授予这个角色', en: 'You cannot grant this role' },
  NOT_CLAIMED: { status: 409, zh: '请先领取该申请', en: 'Claim the application first' },
  NOT_FOUND: { status: 404, zh: '没有找到', en: 'Not found' },
  ROUTE_NOT_FOUND: { status: 404, zh: '没有这个地址', en: 'No such address' },
  METHOD_NOT_ALLOWED: { status: 405, zh: '此地址不支持该方法', en: 'This address does not take this method' },
  NUMBER_NOT_REGISTERED: { status: 404, zh: '未查到该号码的登记', en: 'This number is not registered here' },
  RATE_LIMITED: { status: 429, zh: '操作过于频繁，请稍后再试', en: 'Too many requests; try again later' },
  LINK_OVER: {
    status: 410,
    zh: '链接已失效，请联系发给您链接的人重新发送',
    en: 'This link is no longer valid; ask whoever sent it for a new one',
  },
  CONSENT_TEXT_CHANGED: {
    status: 409,
    zh: '同意书内容已更新，请重新阅读后再确认',
    en: 'The text changed meanwhile; read it again before you agree',
  },
  // 409, 412: the state of things
  STALE: {
    status: 412,
    zh: '内容已被他人修改，请刷新后重试',
    en: 'Somebody changed this meanwhile; reload and try again',
  },
  IN_PROGRESS: { status: 409, zh: '相同的请求正在处理中', en: 'The same request is still being handled' },
  CONFLICT: { status: 409, zh: '与他人的操作冲突，请重试', en: 'This collided with another change; try again' },
  WRONG_STATE: { status: 409, zh: '当前状态不能进行此操作', en: 'Not possible in the present state' },
  EMAIL_TAKEN: { status: 409, zh: '该邮箱已有账号', en: 'There is already an account with this e-mail' },
  STAFF_NUMBER_TAKEN: { status: 409, zh: '该工号已有账号', en: 'There is already an account with this staff number' },
  RESELLER_EXISTS: { status: 409, zh: '该统一社会信用代码的代理商已存在', en: 'A reseller with this USCC exists' },
  RESELLER_HAS_NUMBERS: {
    status: 409,
    zh: '该代理商名下还有号码，全部转出后才能关闭',
    en: 'Numbers still depend on this reseller; it can be closed once all have found another',
  },
  RESELLER_NOT_ACTIVE: { status: 409, zh: '代理商当前不可办理业务', en: 'The reseller may not do business at present' },
  OUT_OF_PROVINCE: {
    status: 409,
    zh: '不在代理商的授权省份内',
    en: 'Outside the provinces of the reseller’s authorisation',
  },
  BLOCK_OVERLAPS: { status: 409, zh: '号段与已有号段重叠', en: 'The block overlaps an existing one' },
  NUMBER_NOT_SPARE: { status: 409, zh: '该号码已被占用', en: 'This number is taken' },
  NUMBER_NOT_RESERVED: {
    status: 409,
    zh: '号码未由贵方预占或预占已过期',
    en: 'The number is not reserved by you, or the reservation has ended',
  },
  NUMBER_NOT_PENDING: { status: 409, zh: '号码不在审核中', en: 'The number is not pending' },
  NUMBER_NOT_ASSIGNED: { status: 409, zh: '号码尚未分配', en: 'The number is not assigned' },
  NUMBER_NOT_WORKING: { status: 409, zh: '号码不在使用中', en: 'The number is not working' },
  NUMBER_NOT_SUSPENDED: { status: 409, zh: '号码未停机', en: 'The number is not suspended' },
  NUMBER_NOT_DISCONNECTED: { status: 409, zh: '号码未销户', en: 'The number is not disconnected' },
  NUMBER_NOT_QUARANTINED: { status: 409, zh: '号码不在冷冻期', en: 'The number is not in quarantine' },
  NUMBER_NOT_UNAVAILABLE: { status: 409, zh: '号码未被封存', en: 'The number is not blocked' },
  RETURN_EXPIRED: {
    status: 409,
    zh: '销户已超过可恢复期限，号码不能恢复给原使用单位',
    en: 'The time in which the last holder could come back is over',
  },
  DISCONNECTION_SCHEDULED: { status: 409, zh: '该号码已预告销户', en: 'A disconnection is already scheduled' },
  DISCONNECTION_NOT_SCHEDULED: { status: 409, zh: '该号码没有预告销户', en: 'No disconnection is scheduled' },
  ARREARS_TOO_RECENT: {
    status: 409,
    zh: '欠费停机未满规定期限，不能以欠费为由销户',
    en: 'The number has not been suspended for arrears long enough to end the service for it',
  },
  HOLD_ALREADY_OPEN: { status: 409, zh: '该号码已有同类停机', en: 'A hold of this kind is already open' },
  HOLD_NOT_CLEARED: {
    status: 409,
    zh: '停机原因尚未消除，暂不能复机',
    en: 'What the hold is for has not been settled yet',
  },
  CORRECTION_ALREADY_OPEN: {
    status: 409,
    zh: '该归属已有待复核的更正',
    en: 'A correction of this assignment is already waiting for its decision',
  },
  STOP_ALREADY_OPEN: {
    status: 409,
    zh: '该对象已有待复核的紧急停机',
    en: 'An emergency stop of this is already waiting for its confirmation',
  },
  BLOCK_RETIRING: { status: 409, zh: '号段正在退网', en: 'The block is being retired' },
  NUMBER_IN_APPLICATION: { status: 409, zh: '该号码已在另一份申请中', en: 'The number is in another open application' },
  NUMBERS_OF_SEVERAL_HOLDERS: {
    status: 409,
    zh: '一份申请只能包含同一使用单位、同一代理商、同一登记材料的号码',
    en: 'One application covers numbers of one holder, one reseller and one dossier; file one for each',
  },
  HOLDER_DIFFERS: {
    status: 409,
    zh: '填写的单位不是该号码的使用单位；更换单位请办理过户',
    en: 'The entity declared is not the holder of the number; another holder needs a transfer',
  },
  CONSENT_MISSING: {
    status: 409,
    zh: '相关方尚未同意',
    en: 'Somebody whose agreement is needed has not agreed',
  },
  CODE_WRONG: { status: 422, zh: '验证码不正确', en: 'The code is wrong' },
  CODE_SPENT: {
    status: 409,
    zh: '没有可用的验证码：已使用、已过期或错误次数过多，请重新获取',
    en: 'No code is open: used, too old, or too many wrong tries; ask for a new one',
  },
  CONTACT_UNCONFIRMED: {
    status: 409,
    zh: '请先用验证码确认联系方式',
    en: 'Confirm the contact by a code first',
  },
  CONSENT_CLOSED: { status: 409, zh: '该意见已作出或已过期限', en: 'This was answered already, or its time is over' },
  GROUND_NOT_ACCEPTED: {
    status: 422,
    zh: '费用或合同纠纷不能作为反对理由，请另行解决',
    en: 'A dispute about money or contract is no ground to object; settle it elsewhere',
  },
  TRANSFER_NOT_READY: {
    status: 409,
    zh: '该号码没有已受理的过户申请',
    en: 'There is no accepted transfer application for this number',
  },
  RESERVATION_CAP_REACHED: { status: 409, zh: '预占数量已达上限', en: 'The cap of open reservations is reached' },
  RESERVATION_COOLING: {
    status: 409,
    zh: '该号码的上次预占已过期，30 天内不能再次预占',
    en: 'Your last reservation of this number expired; it cannot be reserved again for 30 days',
  },
  RESERVATION_IN_USE: {
    status: 409,
    zh: '该预占已用于申请，请先撤回申请',
    en: 'The reservation is in use by an application; withdraw that first',
  },
  WEBHOOK_CAP_REACHED: {
    status: 409,
    zh: '最多登记 10 个 Webhook，请先删除不用的',
    en: 'Ten webhooks at most; delete one that is not in use',
  },
  CHECKS_FAILED: {
    status: 409,
    zh: '核验未通过，请按提示修改后再提交，或对误读提出异议',
    en: 'Checks failed; fix what they name, or contest a wrong reading',
  },
  NOT_REQUESTED: { status: 409, zh: '本次补正只能修改被要求的内容', en: 'Only what was asked for can be changed now' },
  CLAIMED: { status: 409, zh: '已被其他审核员领取', en: 'Another reviewer has claimed it' },
  BLIND_REVIEW: {
    status: 409,
    zh: '盲审中只能独立作出判断，不能备注或挂起',
    en: 'A blind second review only judges: no comments, no parking',
  },
  SECOND_APPROVER_REQUIRED: {
    status: 409,
    zh: '须由另一名审核员复核',
    en: 'Another person must give the second approval',
  },
  OPEN_FAILURES: {
    status: 409,
    zh: '仍有未通过的核验，批准须逐项说明理由',
    en: 'Checks still fail; approving needs an override with a reason for each',
  },
  UNDO_EXPIRED: { status: 409, zh: '已超过可撤销的时间', en: 'The time to undo is over' },
  ACCEPTANCE_NUMBER_TAKEN: { status: 409, zh: '该受理单号已使用', en: 'This acceptance number is in use' },
  ACCEPTANCE_DOCUMENTS_MISSING: {
    status: 409,
    zh: '缺少受理单或入网承诺书',
    en: 'The acceptance form or the commitment letter is missing',
  },
  DISPUTE_AWAITS_SECOND: {
    status: 409,
    zh: '已有人提议认定异议成立，请由另一人先确认或驳回',
    en: 'Somebody has proposed to uphold this dispute; another person must confirm or refuse that first',
  },
  NUMBER_DISOWNED: {
    status: 409,
    zh: '经核实，原登记单位并非该号码的使用单位，号码不能恢复给它；冷冻期满后可重新申请',
    en: 'The entity it was registered to was found not to be its holder, so it cannot come back; apply anew after the quarantine',
  },
  DISPUTED: { status: 409, zh: '号码存在争议，暂不能办理', en: 'The number is disputed; this cannot be done now' },
  // 5xx: us
  INTERNAL: {
    status: 500,
    zh: '系统出错，已记录，请稍后再试',
    en: 'Something went wrong on our side; it is logged. Try again later',
  },
  UNAVAILABLE: { status: 503, zh: '服务暂不可用，请稍后再试', en: 'Temporarily unavailable; try again later' },
  STORAGE_FULL: {
    status: 507,
    zh: '存储空间不足，文件未保存，请稍后再试',
    en: 'Storage is full; the file was not kept. Try again later',
  },
} as const satisfies Record<string, { status: number; zh: string; en: string }>;

export type ErrorCode = keyof typeof ERROR_CATALOGUE;

export interface FieldError {
  /** Path in the body, e.g. `entity.uscc`. */
  readonly path: string;
  readonly code: string;
  readonly message: string;
}

export interface ErrorExtras {
  /** Members added to the problem document beside the standard ones (never personal data). */
  readonly members?: Readonly<Record<string, unknown>>;
  readonly errors?: readonly FieldError[];
  /** Replaces the catalogue's sentence. */
  readonly detail?: string;
  readonly retryAfterSeconds?: number;
}

/** A refusal the caller can act upon. Everything else that is thrown is a fault of ours (`INTERNAL`). */
export class DomainError extends Error {
  readonly status: number;
  constructor(
    readonly code: ErrorCode,
    readonly extras: ErrorExtras = {},
  ) {
    super(`${code}: ${extras.detail ?? ERROR_CATALOGUE[code].en}`);
    this.name = 'DomainError';
    this.status = ERROR_CATALOGUE[code].status;
  }
}
