/** Why a document could not be read, and what the applicant can do. A code is stable for ever; texts may improve. */
export const FAILURES = {
  OCR_TIMEOUT: {
    zh: '识别超时，请换一张更清晰、更小的图片重新上传',
    en: 'Reading took too long; upload a clearer or smaller picture',
  },
  PAGE_UNREADABLE: {
    zh: '页面无法识别，请重新拍摄或扫描后上传',
    en: 'A page could not be read; photograph or scan it again',
  },
  FILE_DAMAGED: {
    zh: '存储的文件校验未通过，请重新上传；我们已记录此事',
    en: 'The stored file failed its integrity check; upload it again. This was recorded',
  },
  READER_FAILED: {
    zh: '识别程序处理该文件时两次中断，请重新拍摄或另存为普通图片后上传',
    en: 'The reader broke off twice at this file; photograph it again or save it as a plain picture',
  },
  READER_UNAVAILABLE: {
    zh: '识别服务多次未能完成，请稍后重新上传',
    en: 'The reader failed several times; upload the document again later',
  },
} as const satisfies Record<string, { zh: string; en: string }>;

export type FailureCode = keyof typeof FAILURES;
