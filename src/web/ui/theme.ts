import type { ThemeConfig } from 'antd';
import type { Language } from '../language/language.tsx';

const LATIN = "'Segoe UI', Roboto, 'Helvetica Neue', Arial";
const CHINESE = "'PingFang SC', 'Microsoft YaHei', 'Noto Sans CJK SC'";
/** Quotation marks are as wide as the first font that has them: a Chinese one tears “it’s” apart. */
const FONTS = {
  zh: `-apple-system, ${CHINESE}, ${LATIN}, sans-serif`,
  en: `-apple-system, ${LATIN}, ${CHINESE}, sans-serif`,
} as const satisfies Record<Language, string>;

/**
 * The console's design language (docs/console.md): one deep teal for what can be pressed, grey ground, white cards,
 * small corners, dense tables. Greys and signal colours are darkened until text in them reaches WCAG AA on white.
 */
export function themeOf(reducedMotion: boolean, language: Language): ThemeConfig {
  return {
    cssVar: { key: 'r4' },
    hashed: false,
    token: {
      colorPrimary: '#0b6075',
      // What Ant Design would derive from dark signal colours is a dirty grey.
      colorPrimaryBg: '#e3f0f3',
      colorPrimaryBgHover: '#d3e7ec',
      colorInfoBg: '#eef6f8',
      colorInfoBorder: '#a8ccd5',
      colorWarningBg: '#fff8e8',
      colorWarningBorder: '#e6c98f',
      colorErrorBg: '#fdf2f1',
      colorErrorBorder: '#e6aba8',
      colorInfo: '#0b6075',
      colorLink: '#0b6075',
      colorLinkHover: '#084a5b',
      colorSuccess: '#1f7a35',
      colorSuccessBg: '#eef7f0',
      colorSuccessBorder: '#a9d3b3',
      colorWarning: '#9a5b00',
      colorError: '#c02b27',
      colorText: '#1b2a30',
      colorTextSecondary: '#4a5a61',
      colorTextTertiary: '#5f6e75',
      colorTextDescription: '#5f6e75',
      colorTextPlaceholder: '#66757c',
      colorBgLayout: '#f1f4f5',
      colorBorder: '#c3cdd1',
      colorBorderSecondary: '#e2e8ea',
      borderRadius: 4,
      borderRadiusLG: 6,
      fontSize: 14,
      fontFamily: FONTS[language],
      motion: !reducedMotion,
      controlHeight: 34,
    },
    components: {
      Layout: { headerBg: '#0c3f4e', headerHeight: 52, headerPadding: '0 16px', siderBg: '#ffffff', bodyBg: '#f1f4f5' },
      Menu: { itemHeight: 38, itemSelectedBg: '#e3f0f3', itemBorderRadius: 4 },
      Table: { headerBg: '#f5f8f9', cellPaddingBlockMD: 9 },
      Card: { headerFontSize: 15 },
      Steps: { colorTextDescription: '#5f6e75' },
    },
  };
}
