/** What an applicant can do better about a picture, told before anything is read (issue: *Quality advice*). */
export const ADVICE = {
  TOO_BLURRED: {
    zh: '照片模糊，请拿稳手机、点按文字对焦后重拍',
    en: 'The picture is blurred: hold the phone still, tap the text to focus, and take it again',
  },
  GLARE: {
    zh: '此处反光，看不清内容，请换个角度或关闭闪光灯后重拍',
    en: 'Light is reflected here and hides the text: change the angle or switch the flash off, and take it again',
  },
  CUT_LEFT: { zh: '左侧内容被裁切，请把整页拍入画面', en: 'The left side is cut off: take in the whole page' },
  CUT_RIGHT: { zh: '右侧内容被裁切，请把整页拍入画面', en: 'The right side is cut off: take in the whole page' },
  CUT_TOP: { zh: '上方内容被裁切，请把整页拍入画面', en: 'The top is cut off: take in the whole page' },
  CUT_BOTTOM: { zh: '下方内容被裁切，请把整页拍入画面', en: 'The bottom is cut off: take in the whole page' },
  TOO_SMALL: {
    zh: '文字太小，请靠近些拍摄，让证件占满画面，或上传原图（不要用聊天软件压缩）',
    en: 'The text is too small: move closer so that the paper fills the frame, or send the original file, not one shrunk by a chat program',
  },
  TURNED: {
    zh: '图片是横放的；系统会自动转正，您也可以旋转后重新上传',
    en: 'The picture lies on its side; it will be turned automatically, or turn it and upload it again',
  },
  BLACK_AND_WHITE: {
    zh: '这是黑白件，无法辨认红色公章，请上传彩色照片或彩色扫描件',
    en: 'This is a black-and-white copy on which the red seal cannot be told: send a colour photograph or scan',
  },
} as const satisfies Record<string, { zh: string; en: string }>;

export type AdviceCode = keyof typeof ADVICE;

/** One piece of advice on one page. */
export interface Advice {
  readonly code: AdviceCode;
  /** 1-based. */
  readonly page: number;
  /** `[x, y, width, height]` in pixels of the page as stored; null when the whole page is meant. */
  readonly box: readonly [number, number, number, number] | null;
}
