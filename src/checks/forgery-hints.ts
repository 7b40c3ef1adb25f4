import type { Text } from './result.js';

/** Signs that a picture may have been made to deceive. None proves anything: a person looks. */
export const HINT_CODES = [
  'EDITOR_METADATA',
  'SCREENSHOT',
  'PHOTO_OF_SCREEN',
  'FIELD_NOISE',
  'FIELD_SHARPNESS',
  'ID_CONTRADICTS_ITSELF',
  'VALIDITY_IMPLAUSIBLE',
] as const;
export type HintCode = (typeof HINT_CODES)[number];

interface Hint extends Text {
  /**
   * Off unless at least half of what it points at is forged, measured on generated forgeries among genuine documents
   * at one forgery in fifty, and none of the shared specimens is accused (docs/forgery.md).
   */
  readonly on: boolean;
}

export const FORGERY_HINTS: Readonly<Record<HintCode, Hint>> = {
  EDITOR_METADATA: { on: true, zh: '文件记录显示曾用修图软件保存', en: 'the file says that a picture editor saved it' },
  SCREENSHOT: { on: true, zh: '图片是手机截屏', en: 'the picture is a capture of a phone screen' },
  PHOTO_OF_SCREEN: { on: false, zh: '图片翻拍自屏幕', en: 'the picture was taken of a screen' },
  FIELD_NOISE: {
    on: false,
    zh: '个别字段的底纹噪点与同页其他文字不同',
    en: 'the paper under one field is smoother than on the rest of the page',
  },
  FIELD_SHARPNESS: {
    on: false,
    zh: '个别字段比同页其他文字清晰得多',
    en: 'the print of one field is sharper than on the rest of the page',
  },
  ID_CONTRADICTS_ITSELF: {
    on: true,
    zh: '证件号码与同一证件上的出生日期或性别矛盾',
    en: 'an ID number contradicts the birth date or sex on the same card',
  },
  VALIDITY_IMPLAUSIBLE: {
    on: true,
    zh: '证件有效期长度与签发时年龄不符',
    en: 'the validity of an ID card does not fit the age at issue',
  },
};
